// From the answers of a questionnaire to entries: one for each section, in the class that this writer may write, all under one
// assessment. A section that was recorded before is replaced, so that an assessment can be continued; one that is unchanged is left.
import type { Role } from '@komar/domain/access/roles'
import { answersOfSection, dealsWithItsOwn, type AnsweredConcern } from '@komar/domain/assess/assessment-concerns'
import { concernsRaised } from '@komar/domain/assess/concerns'
import { questionsAsked } from '@komar/domain/assess/enable-when'
import { continuedReason, type AssessmentType } from '@komar/domain/assess/kinds'
import {
  sectionClass,
  sectionClassFor,
  type Questionnaire,
  type QuestionnaireSection,
} from '@komar/domain/assess/questionnaire'
import type { Assessment, Section } from '@komar/domain/assess/state'
import { toStoredAnswers } from '@komar/domain/assess/stored-answers'
import type { AgeRange } from '@komar/domain/time/age'
import type { EntryDraft } from '../../store/new-entry.ts'
import type { Dealt } from '../own-concerns.tsx'
import type { AnswersBySection, AskedSection } from '../questionnaire-form.tsx'

type Writer = { roles: readonly Role[]; mayWrite: readonly string[]; form: 'short' | 'full'; age: AgeRange | null }

/** The sections that this writer asks in this form, each in its class. */
export function askedSections(whole: Questionnaire, { roles, mayWrite, form, age }: Writer): AskedSection[] {
  return whole.sections.flatMap((section) => {
    const written = sectionClassFor(section, mayWrite)
    const isTheirs = section.askedBy.some((role) => roles.includes(role))
    if (written === undefined || !isTheirs) return []
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
  return Object.fromEntries((assessment?.sections ?? []).map((section) => [section.id, answersOfSection(section)]))
}

/** What was typed about the concerns of sections recorded before. */
export function recordedDealt(assessment: Assessment | undefined): Record<string, Dealt> {
  return Object.fromEntries(
    (assessment?.sections ?? []).flatMap(({ id, stated }) => {
      const given = stated.body.concerns ?? []
      return given.length === 0
        ? []
        : [[id, Object.fromEntries(given.map(({ item, action, passedTo }) => [item, { action, passedTo }]))]]
    }),
  )
}

/** The concerns that a section of its own class raises, each at its highest level, with what is done about it. */
function ownConcerns(
  section: QuestionnaireSection,
  context: AskedSection['context'],
  { answers, dealt }: Answered,
): AnsweredConcern[] {
  if (!dealsWithItsOwn(context.class)) return []
  const { concerns } = concernsRaised(section, answers[section.id] ?? {}, context)
  return [...Map.groupBy(concerns, ({ item }) => item)].map(([item, raised]) => {
    const { action = '', passedTo = '' } = dealt[section.id]?.[item] ?? {}
    return {
      item,
      level: raised.some(({ level }) => level === 'act') ? 'act' : 'watch',
      ...(action.trim() !== '' && { action: action.trim() }),
      ...(passedTo.trim() !== '' && { passedTo: passedTo.trim() }),
    }
  })
}

export type Answered = {
  child: string
  assessment: string
  type: AssessmentType
  whole: Questionnaire
  sections: readonly AskedSection[]
  answers: AnswersBySection
  /** What is done about the concerns of sections that deal with their own. */
  dealt: Readonly<Record<string, Dealt | undefined>>
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
    const concerns = ownConcerns(section, context, answered)
    const isSame =
      JSON.stringify([answers, concerns]) ===
      JSON.stringify(
        former === undefined
          ? [[], []]
          : [toStoredAnswers(answersOfSection(former)), former.stated.body.concerns ?? []],
      )
    if (answers.length === 0 || isSame) return []
    return [entryOf(answered, section, context.class, { answers, concerns }, former)]
  })
}

function entryOf(
  { child, assessment, type, whole, occurred, basis }: Answered,
  section: QuestionnaireSection,
  accessClass: string,
  { answers, concerns }: { answers: ReturnType<typeof toStoredAnswers>; concerns: AnsweredConcern[] },
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
      ...(concerns.length > 0 && { concerns }),
      ...(former === undefined ? {} : { reason: continuedReason }),
    },
    ...(former === undefined ? {} : { replaces: former.stated.entry.id }),
  }
}
