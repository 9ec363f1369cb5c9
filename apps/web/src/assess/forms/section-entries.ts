// From the answers of a questionnaire to entries: one for each section, in the class that this writer may write, all under one
// assessment. A section that was recorded before is replaced, so that an assessment can be continued; one that is unchanged is left.
import type { SectionAnswers } from '@komar/domain/assess/answers'
import { questionsAsked } from '@komar/domain/assess/enable-when'
import type { AssessmentType } from '@komar/domain/assess/kinds'
import {
  sectionClass,
  sectionClassFor,
  type Questionnaire,
  type QuestionnaireSection,
} from '@komar/domain/assess/questionnaire'
import type { Assessment, Section } from '@komar/domain/assess/state'
import { fromStoredAnswers, sectionAnswerSchema, toStoredAnswers } from '@komar/domain/assess/stored-answers'
import type { AgeRange } from '@komar/domain/time/age'
import type { EntryDraft } from '../../store/new-entry.ts'
import type { AnswersBySection, AskedSection } from '../questionnaire-form.tsx'

type Writer = { mayWrite: readonly string[]; form: 'short' | 'full'; age: AgeRange | null }

/** The sections that this writer is asked in this form, each in its class. */
export function askedSections(whole: Questionnaire, { mayWrite, form, age }: Writer): AskedSection[] {
  return whole.sections.flatMap((section) => {
    const written = sectionClassFor(section, mayWrite)
    if (written === undefined) return []
    const context = { form, class: written, age }
    return questionsAsked(section, {}, context).length > 0 || hasGroups(section, context) ? [{ section, context }] : []
  })
}

/** A section may open with a group of rows, which holds no question until a row is added. */
function hasGroups(section: QuestionnaireSection, { form }: AskedSection['context']): boolean {
  return section.item.some((item) => item.repeats === true && (form === 'full' || item.short === true))
}

/** The answers of an assessment that was recorded and not finished. */
export function recordedAnswers(assessment: Assessment | undefined): AnswersBySection {
  return Object.fromEntries((assessment?.sections ?? []).map((section) => [section.id, answersOf(section)]))
}

function answersOf({ stated }: Section): SectionAnswers {
  const stored = stated.body.answers.flatMap((answer) => {
    const read = sectionAnswerSchema.safeParse(answer)
    return read.success ? [read.data] : []
  })
  return fromStoredAnswers(stored)
}

export type Answered = {
  child: string
  assessment: string
  type: AssessmentType
  whole: Questionnaire
  sections: readonly AskedSection[]
  answers: AnswersBySection
  /** What is recorded of this assessment so far. */
  recorded: Assessment | undefined
  occurred: string
  basis: EntryDraft['basis']
}

/** One entry for each section with something new. */
export function sectionEntries(answered: Answered): EntryDraft[] {
  return answered.sections.flatMap(({ section, context }) => {
    const answers = toStoredAnswers(answered.answers[section.id] ?? {})
    const former = answered.recorded?.sections.find(({ id, class: own }) => id === section.id && own === context.class)
    const isSame =
      JSON.stringify(answers) === JSON.stringify(former === undefined ? [] : toStoredAnswers(answersOf(former)))
    if (answers.length === 0 || isSame) return []
    return [entryOf(answered, section, context.class, answers, former)]
  })
}

function entryOf(
  { child, assessment, type, whole, occurred, basis }: Answered,
  section: QuestionnaireSection,
  accessClass: string,
  answers: ReturnType<typeof toStoredAnswers>,
  former: Section | undefined,
): EntryDraft {
  return {
    kind: `assess.${sectionClass.parse(accessClass)}-answered`,
    subject: child,
    occurred,
    basis,
    body: {
      assessment,
      type,
      questionnaire: whole.id,
      questionnaireVersion: whole.version,
      section: section.id,
      answers,
      ...(former === undefined ? {} : { reason: continued }),
    },
    ...(former === undefined ? {} : { replaces: former.stated.entry.id }),
  }
}

/** The reason of a replacement that only goes on with an unfinished section; stored, so in the language of the data dictionary. */
const continued = 'continued'
