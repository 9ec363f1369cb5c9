// Which countries have written down the rules of the work, and which kinds of entries are asked or decided by them. Elsewhere their forms
// are not offered: a page would otherwise borrow another country's rules, or let a decision pass that nothing checked.
import { accessClasses } from '@komar/domain/access/classes'
import { needsWholePack } from '@komar/domain/gates'

/** By the id of the pack. policy/rules-held.test.ts holds it to the folders of policies/. */
const countriesWithRules: ReadonlySet<string> = new Set(['kh'])

/** Facts that are asked by the pack's own lists: questionnaires, special measures, the schedule of vaccines. */
const askedByPack: ReadonlySet<string> = new Set([
  ...accessClasses.map((each) => `assess.${each}-answered`),
  'assess.measure-confirmed',
  'wellbeing.immunisation-stated',
])

/** @param country by the id of its pack */
export function holdsRulesOfTheWork(country: string): boolean {
  return countriesWithRules.has(country)
}

/** Whether entries of a kind are written only under rules of the work. */
export function needsRulesOfTheWork(kind: string): boolean {
  return needsWholePack(kind) || askedByPack.has(kind)
}
