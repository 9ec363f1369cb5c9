// Which countries have written down the rules of the work, and which kinds of entries are asked or decided by them. Elsewhere their forms
// are not offered: a page would otherwise borrow another country's rules, or let a decision pass that nothing checked.
// The lists stand here and not with the gates, which come later than the first page; rules-held.test.ts holds them to the gates.
import { kindNamed } from '@komar/domain/kinds'

/** By the id of the pack. */
const countriesWithRules: ReadonlySet<string> = new Set(['kh'])

/** Acts whose gate asks nothing of a country but its law. */
const actsUnderLawAlone: ReadonlySet<string> = new Set([
  'access.allocated',
  'access.erasure-agreed',
  'access.erasure-asked',
  'access.granted',
  'register.birth-settled',
  'register.merged',
  'assess.decision-declared',
  'assess.complaint-answered',
  'assess.place-complaint-answered',
  'care.warning-signs-answered',
  'wellbeing.diary-entrusted',
  'sharing.own-copy-asked',
])

/** Facts that are asked by the pack's own lists: questionnaires, special measures, the schedule of vaccines. */
const askedByPack: ReadonlySet<string> = new Set([
  'assess.identity-answered',
  'assess.custody-answered',
  'assess.care-answered',
  'assess.health-answered',
  'assess.psychology-answered',
  'assess.legal-answered',
  'assess.conditions-answered',
  'assess.safeguarding-answered',
  'assess.measure-confirmed',
  'wellbeing.immunisation-stated',
])

/** @param country by the id of its pack */
export function holdsRulesOfTheWork(country: string): boolean {
  return countriesWithRules.has(country)
}

/** Whether entries of a kind are written only under rules of the work. */
export function needsRulesOfTheWork(kind: string): boolean {
  return askedByPack.has(kind) || (kindNamed(kind)?.family === 'act' && !actsUnderLawAlone.has(kind))
}
