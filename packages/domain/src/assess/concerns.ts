// The concerns that answers raise: ▲ watch, ▲▲ act today (practice guide, part 6). A concern is about what was seen or
// said, never a score and never of the child's character; each one needs an action or "cannot be met here, passed to".
// Silence raises no concern and calms none: questions that could raise one and have no value are listed as not known,
// so that "no concern" is only ever said of what was asked.
import type { AskingContext, SectionAnswers } from './answers.ts'
import { valuesOf } from './answers.ts'
import { comparisonHolds, itemsThatApply, type AnswerLookup, type AskedItem } from './enable-when.ts'
import type { BothLanguages, ConcernCondition, ConcernRule, QuestionnaireSection } from './questionnaire.ts'

export type ConcernLevel = 'none' | 'watch' | 'act'
export type Concern = {
  item: string
  row?: number | undefined
  code: string
  level: 'watch' | 'act'
  why: BothLanguages
}
/** `notKnown`: ids of questions that bear on a concern and have no value. */
export type ConcernsRaised = { level: ConcernLevel; concerns: Concern[]; notKnown: string[] }

/** The higher of two levels. */
export function higherLevel(one: ConcernLevel, other: ConcernLevel): ConcernLevel {
  const order: readonly ConcernLevel[] = ['none', 'watch', 'act']
  return order.indexOf(one) >= order.indexOf(other) ? one : other
}

/** The concerns of one section as answered so far. An age rule counts only where the whole range of ages meets it. */
export function concernsRaised(
  section: QuestionnaireSection,
  answers: SectionAnswers,
  context: AskingContext,
): ConcernsRaised {
  const asked = itemsThatApply(section, answers, context)
  const concerns = asked.flatMap((each) => concernsOf(each, context))
  return {
    level: concerns.map((concern) => concern.level).reduce<ConcernLevel>(higherLevel, 'none'),
    concerns,
    notKnown: notKnown(asked),
  }
}

function concernsOf({ item, lookUp, row }: AskedItem, context: AskingContext): Concern[] {
  return (item.concernWhen ?? [])
    .filter((rule) => ruleHolds(rule, lookUp, context))
    .map(({ code, level, why }) => ({ item: item.linkId, row, code, level, why }))
}

function ruleHolds(rule: ConcernRule, lookUp: AnswerLookup, context: AskingContext): boolean {
  const holds = (each: ConcernCondition): boolean => conditionHolds(each, lookUp, context)
  return rule.behavior === 'any' ? rule.when.some(holds) : rule.when.every(holds)
}

function conditionHolds(condition: ConcernCondition, lookUp: AnswerLookup, context: AskingContext): boolean {
  if ('ageBelowMonths' in condition) return (context.age?.maxMonths ?? Infinity) < condition.ageBelowMonths
  if ('isMissing' in condition) {
    const missing = lookUp(condition.question)?.missing
    return missing !== undefined && condition.isMissing.includes(missing)
  }
  return comparisonHolds(condition, lookUp)
}

function notKnown(asked: readonly AskedItem[]): string[] {
  const isAsked = new Set(asked.map(({ item }) => item.linkId))
  const open = asked.flatMap(({ item, lookUp }) =>
    (item.concernWhen ?? [])
      .flatMap((rule) => rule.when)
      .flatMap((each) => ('question' in each ? [each.question] : []))
      .filter((question) => isAsked.has(question) && valuesOf(lookUp(question)).length === 0),
  )
  return [...new Set(open)]
}
