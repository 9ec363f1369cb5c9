// A questionnaire is data of the policy pack, shaped like an HL7 FHIR R4 Questionnaire (hl7.org/fhir/R4/questionnaire.html)
// so that it can be exchanged, with a few Komar additions: the class of access of a section, the ★ items of the short
// check, skipping by age, and the rules that raise a concern. Item ids (`E1`, `S3.2`) are those of the practice guide
// and never change meaning; a changed question gets a new id.
//
// Class of a section. One section is one entry, and an entry has one class. Social workers write the classes identity
// and care only, so all that a social worker sees and is told, also "health today" and "the place", is `care`: what a
// clinician measures and what a monitor counts have kinds of their own. The short check may be done at the door by a
// monitor or an officer, who write custody and conditions but never care. A section therefore lists its classes in
// order and the writer gets the first one that their role may write. In any class but the first only the ★ items are
// asked, so what officers may later read is what anyone standing there saw. Sections on kin, feelings and wishes list
// `care` alone: an officer is never offered them. What only a clinician, a specialist, a lawyer or one who hears of harm may
// know stands in sections of the classes health, psychology, legal and safeguarding, which nobody else is even shown.
import * as z from 'zod'
import { roles } from '../access/roles.ts'
import { assessmentTypes } from './kinds.ts'
import { askTopics, type AskTopic } from './topics.ts'

const LINK_ID = /^[A-Z]{1,2}\d{1,2}(\.\d{1,2})*$/
const OPTION_CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** A text in every language of the interface; neither may be empty. */
export const bothLanguages = z.strictObject({ en: z.string().trim().min(1), km: z.string().trim().min(1) })
export type BothLanguages = z.infer<typeof bothLanguages>
export type QuestionnaireLanguage = keyof BothLanguages

export const sectionClass = z.enum([
  'identity',
  'custody',
  'care',
  'conditions',
  'health',
  'psychology',
  'legal',
  'safeguarding',
])
/** The classes of access that the section of a questionnaire may be written in. */
export type SectionClass = z.infer<typeof sectionClass>

export const missingCode = z.enum(['does-not-know', 'not-asked', 'prefers-not-to-say'])
/** Why a question has no answer. It is a full answer in itself, and never reads as "no". */
export type MissingCode = z.infer<typeof missingCode>

export const itemType = z.enum([
  'group',
  'display',
  'boolean',
  'choice',
  'open-choice',
  'string',
  'text',
  'date',
  'integer',
  'quantity',
  'reference',
])
export type ItemType = z.infer<typeof itemType>

export const answerOption = z.strictObject({ code: z.string().regex(OPTION_CODE), text: bothLanguages })
export type AnswerOption = z.infer<typeof answerOption>

const literalAnswer = z.union([z.boolean(), z.number(), z.string()])
/** True of a question that was answered; a missing code makes every comparison false. */
export const comparison = z.strictObject({
  question: z.string(),
  operator: z.enum(['exists', '=', '!=', '>', '<', '>=', '<=']),
  answer: literalAnswer,
})
export type Comparison = z.infer<typeof comparison>

/** What a concern may look at: an answer, a missing code, or the child's age in months (only where it is certain). */
export const concernCondition = z.union([
  comparison,
  z.strictObject({ question: z.string(), isMissing: z.array(missingCode).min(1) }),
  z.strictObject({ ageBelowMonths: z.int().positive() }),
])
export type ConcernCondition = z.infer<typeof concernCondition>

export const concernRule = z.strictObject({
  code: z.string().regex(OPTION_CODE),
  level: z.enum(['watch', 'act']),
  when: z.array(concernCondition).min(1),
  behavior: z.enum(['all', 'any']),
  why: bothLanguages,
})
/** ▲ is `watch`, ▲▲ is `act` (today). */
export type ConcernRule = z.infer<typeof concernRule>

/** Months of age: asked from `fromMonths` (inclusive) until `untilMonths` (exclusive). */
export const ageBand = z.strictObject({
  fromMonths: z.int().nonnegative().optional(),
  untilMonths: z.int().positive().optional(),
})
export type AgeBand = z.infer<typeof ageBand>

export type QuestionnaireItem = {
  linkId: string
  type: ItemType
  text: BothLanguages
  hint?: BothLanguages | undefined
  short?: boolean | undefined
  required?: boolean | undefined
  repeats?: boolean | undefined
  alone?: boolean | undefined
  onlyInClass?: SectionClass | undefined
  topic?: AskTopic | undefined
  age?: AgeBand | undefined
  options?: string | undefined
  answerOption?: AnswerOption[] | undefined
  initial?: boolean | number | string | undefined
  unit?: string | undefined
  minimum?: number | undefined
  maximum?: number | undefined
  referenceTo?: ('child' | 'carer' | 'kin' | 'facility' | 'agency')[] | undefined
  provenance?: 'told-or-seen' | 'none' | undefined
  enableWhen?: Comparison[] | undefined
  enableBehavior?: 'all' | 'any' | undefined
  concernWhen?: ConcernRule[] | undefined
  item?: QuestionnaireItem[] | undefined
}

/**
 * One question, display line or group. `alone`: ask it where nobody else hears. `options` names one of the questionnaire's option
 * sets. `topic`: what it is about, whatever the questionnaire; it holds for everything under a group.
 */
export const questionnaireItem: z.ZodType<QuestionnaireItem> = z.lazy(() =>
  z.strictObject({
    linkId: z.string().regex(LINK_ID),
    type: itemType,
    text: bothLanguages,
    hint: bothLanguages.optional(),
    short: z.boolean().optional(),
    required: z.boolean().optional(),
    repeats: z.boolean().optional(),
    alone: z.boolean().optional(),
    onlyInClass: sectionClass.optional(),
    topic: z.enum(askTopics).optional(),
    age: ageBand.optional(),
    options: z.string().optional(),
    answerOption: z.array(answerOption).min(1).optional(),
    initial: literalAnswer.optional(),
    unit: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    referenceTo: z.array(z.enum(['child', 'carer', 'kin', 'facility', 'agency'])).optional(),
    provenance: z.enum(['told-or-seen', 'none']).optional(),
    enableWhen: z.array(comparison).min(1).optional(),
    enableBehavior: z.enum(['all', 'any']).optional(),
    concernWhen: z.array(concernRule).min(1).optional(),
    item: z.array(questionnaireItem).min(1).optional(),
  }),
)

export const questionnaireSection = z.strictObject({
  id: z.string().regex(OPTION_CODE),
  title: bothLanguages,
  introduction: bothLanguages.optional(),
  classes: z.array(sectionClass).min(1),
  askedBy: z.array(z.enum(roles)).min(1),
  sourceRef: z.string().min(1),
  item: z.array(questionnaireItem).min(1),
})
export type QuestionnaireSection = z.infer<typeof questionnaireSection>

const head = {
  resourceType: z.literal('Questionnaire'),
  id: z.enum(assessmentTypes),
  version: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  status: z.enum(['draft', 'active', 'retired']),
  title: bothLanguages,
  sourceRef: z.string().min(1),
  minutes: z.strictObject({ short: z.int().positive().optional(), full: z.int().positive() }),
  optionSets: z.record(z.string().regex(OPTION_CODE), z.array(answerOption).min(2)),
}

/** The file `<kind>/questionnaire.json`: the head of a questionnaire, with the names of its section files in order. */
export const questionnaireHead = z.strictObject({ ...head, sections: z.array(z.string().min(1)).min(1) })
/** A questionnaire with its sections in place. */
export const questionnaire = z.strictObject({ ...head, sections: z.array(questionnaireSection).min(1) })
export type Questionnaire = z.infer<typeof questionnaire>

/**
 * Puts a questionnaire together from its head and its section files.
 * @param sectionNamed gives the parsed JSON of `policies/<iso>/questionnaires/<name>.json`
 * @throws ZodError when a file does not have the shape; run `questionnaireFaults` on the result for the rest
 */
export function assembleQuestionnaire(headJson: unknown, sectionNamed: (name: string) => unknown): Questionnaire {
  const parsed = questionnaireHead.parse(headJson)
  return questionnaire.parse({ ...parsed, sections: parsed.sections.map(sectionNamed) })
}

/** The options of a choice question: its own, or those of the set it names. */
export function optionsOf(whole: Pick<Questionnaire, 'optionSets'>, item: QuestionnaireItem): readonly AnswerOption[] {
  if (item.answerOption) return item.answerOption
  return item.options === undefined ? [] : (whole.optionSets[item.options] ?? [])
}

/** The class in which this writer's answers to the section are recorded, or undefined when it is not theirs to answer. */
export function sectionClassFor(
  section: Pick<QuestionnaireSection, 'classes'>,
  writable: readonly string[],
): SectionClass | undefined {
  return section.classes.find((each) => writable.includes(each))
}

/** Every item under the given ones, parents before their children. */
export function everyItem(items: readonly QuestionnaireItem[]): QuestionnaireItem[] {
  return items.flatMap((item) => [item, ...everyItem(item.item ?? [])])
}

/** An item that is answered (not a heading, not a line to read). */
export function isQuestion(item: QuestionnaireItem): boolean {
  return item.type !== 'group' && item.type !== 'display'
}
