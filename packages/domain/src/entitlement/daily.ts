// What is owed in a day for children who live in prison: children × the rate of that day (G6: 51 × 1,400 riel = 71,400 riel).
// What was received is another question, and the mother is asked it (practice.md part 1 row 21).
import type { PlainDate } from '../time/plain-date.ts'
import { rateOn, type Rate } from './rates.ts'

export type DailyEntitlement = { rate: Rate; riel: number }

/** The food money owed for so many children on a day; null when no rate is known for it. `children` is a whole number, 0 or more. */
export function dailyEntitlement(children: number, day: PlainDate, rates: readonly Rate[]): DailyEntitlement | null {
  const rate = rateOn(rates, 'child-with-mother', day)
  return rate === null ? null : { rate, riel: children * rate.rielPerDay }
}
