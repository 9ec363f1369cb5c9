// Which questions apply. A question is asked when its form (short or full), the class it is written in, the child's age
// and the answers before it allow. With an uncertain age a question is asked when any possible age falls in its band:
// better one question too many than a baby missed. A missing code makes every comparison false, so that neither "yes"
// nor "no" is ever read out of silence (FHIR R4 `enableWhen`, with that one addition).
import { readNumber } from './answer-values.ts'
import { isAnswered, valuesOf } from './answers.ts'
import type { AskingContext, ItemAnswer, RowAnswers, SectionAnswers } from './answers.ts'
import { isQuestion } from './questionnaire.ts'
import type { AgeBand, Comparison, QuestionnaireItem, QuestionnaireSection } from './questionnaire.ts'

/** Finds the answer to a question: in its own row first, then in the section. */
export type AnswerLookup = (linkId: string) => ItemAnswer | undefined

/** A question that applies; `row` counts from 0 within its repeating group. */
export type AskedItem = {
  item: QuestionnaireItem
  answer: ItemAnswer | undefined
  lookUp: AnswerLookup
  row?: number | undefined
}

/** Whether the comparison holds of any value given. */
export function comparisonHolds(condition: Comparison, lookUp: AnswerLookup): boolean {
  const { question, operator, answer: expected } = condition
  const values = valuesOf(lookUp(question))
  if (operator === 'exists') return values.length > 0 === expected
  return values.some((value) => {
    if (operator === '=') return value === expected
    if (operator === '!=') return value !== expected
    const given = readNumber(value)
    return given !== undefined && typeof expected === 'number' && ordered(given, operator, expected)
  })
}

function ordered(left: number, operator: '>' | '<' | '>=' | '<=', right: number): boolean {
  switch (operator) {
    case '>':
      return left > right
    case '<':
      return left < right
    case '>=':
      return left >= right
    case '<=':
      return left <= right
  }
}

/** Whether any possible age of the child falls in the band (months; from inclusive, until exclusive). */
export function mayBeOfAge(band: AgeBand | undefined, age: AskingContext['age']): boolean {
  if (band === undefined || age === undefined || age === null) return true
  return age.maxMonths >= (band.fromMonths ?? 0) && age.minMonths < (band.untilMonths ?? Infinity)
}

/** Whether the form and class that someone asks in have the item at all; answers and age are left out of it. */
export function isInForm(section: QuestionnaireSection, item: QuestionnaireItem, context: AskingContext): boolean {
  const isShortOnly = context.form === 'short' || context.class !== section.classes[0]
  if (item.onlyInClass !== undefined && item.onlyInClass !== context.class) return false
  return !isShortOnly || item.short === true
}

function applies(
  section: QuestionnaireSection,
  item: QuestionnaireItem,
  context: AskingContext,
  lookUp: AnswerLookup,
): boolean {
  if (!isInForm(section, item, context) || !mayBeOfAge(item.age, context.age)) return false
  if (!item.enableWhen) return true
  return item.enableBehavior === 'any'
    ? item.enableWhen.some((each) => comparisonHolds(each, lookUp))
    : item.enableWhen.every((each) => comparisonHolds(each, lookUp))
}

/**
 * All items of the section that apply, groups and display lines included, in order; those of a repeating group once for
 * each row. Nothing applies under a group that does not.
 */
export function itemsThatApply(
  section: QuestionnaireSection,
  answers: SectionAnswers,
  context: AskingContext,
): AskedItem[] {
  const inSection: AnswerLookup = (linkId) => answers[linkId]
  const walk = (items: readonly QuestionnaireItem[], lookUp: AnswerLookup, row: number | undefined): AskedItem[] =>
    items
      .filter((item) => applies(section, item, context, lookUp))
      .flatMap((item) => [{ item, answer: lookUp(item.linkId), lookUp, row }, ...under(item, lookUp, row)])
  const under = (item: QuestionnaireItem, lookUp: AnswerLookup, row: number | undefined): AskedItem[] => {
    if (!item.item) return []
    if (!item.repeats) return walk(item.item, lookUp, row)
    const rows = answers[item.linkId]?.rows ?? []
    return rows.flatMap((each, index) => walk(item.item ?? [], inRow(each, item, inSection), index))
  }
  return walk(section.item, inSection, undefined)
}

function inRow(row: RowAnswers, group: QuestionnaireItem, outside: AnswerLookup): AnswerLookup {
  const own = new Set((group.item ?? []).map((item) => item.linkId))
  return (linkId) => (own.has(linkId) ? row[linkId] : outside(linkId))
}

/** The questions that apply, in order. */
export function questionsAsked(
  section: QuestionnaireSection,
  answers: SectionAnswers,
  context: AskingContext,
): AskedItem[] {
  return itemsThatApply(section, answers, context).filter(({ item }) => isQuestion(item))
}

export type SectionProgress = { asked: number; answered: number; withoutValue: number; requiredOpen: string[] }

/** How far the section has come. `withoutValue` counts missing codes, which are answers too. */
export function sectionProgress(
  section: QuestionnaireSection,
  answers: SectionAnswers,
  context: AskingContext,
): SectionProgress {
  const asked = questionsAsked(section, answers, context)
  const open = asked.filter(({ item, answer }) => item.required === true && !isAnswered(answer))
  return {
    asked: asked.length,
    answered: asked.filter(({ answer }) => isAnswered(answer)).length,
    withoutValue: asked.filter(({ answer }) => answer?.missing !== undefined).length,
    requiredOpen: open.map(({ item, row }) => (row === undefined ? item.linkId : `${item.linkId}#${row}`)),
  }
}
