// Why the women are held and whether they were tried. On the day of the report: 64, all but 3 for drug trafficking, theft or
// prostitution, and more than half awaiting trial (G5): those held for the shortest time.
import { addDays, addMonths, type PlainDate } from '@komar/domain/time/plain-date'
import { reportDay } from './calendar.ts'
import type { Charge, FamilyPlan, WomanPlan } from './families.ts'
import type { Random } from './random.ts'

const chargesOnReportDay: readonly (readonly [Charge, number])[] = [
  ['drug-trafficking', 38],
  ['theft', 17],
  ['prostitution', 6],
  ['human-trafficking', 1],
  ['violence', 1],
  ['fraud', 1],
]
const preTrialOnReportDay = 35

/** The days on which charges and trials count. Changes the plans. */
export function assignLegal(random: Random, families: readonly FamilyPlan[], women: readonly WomanPlan[]): void {
  const isPregnantThen = ({ pregnancy }: FamilyPlan) =>
    pregnancy !== null && pregnancy.recorded <= reportDay && pregnancy.born > reportDay
  const there = [...families.filter((family) => family.isThereOnReportDay || isPregnantThen(family)), ...women]
  const deck = random.shuffle(
    chargesOnReportDay.flatMap(([charge, count]) => Array.from({ length: count }, () => charge)),
  )
  const longestFirst = there.toSorted((left, right) => (left.custodyFrom < right.custodyFrom ? -1 : 1))
  longestFirst.forEach((held, index) => {
    held.charge = deck[index] ?? 'theft'
    const isConvicted = index < there.length - preTrialOnReportDay
    held.convictedOn = isConvicted ? convictedBefore(random, held.custodyFrom) : convictedAfter(random)
  })
  const charges = chargesOnReportDay
    .slice(0, 3)
    .flatMap(([charge, count]) => Array.from({ length: count }, () => charge))
  for (const family of families.filter((each) => !there.includes(each))) {
    family.charge = random.pick(charges)
    const tried = addMonths(family.custodyFrom, random.int(4, 13))
    family.convictedOn = family.left !== null && tried >= family.left ? null : tried
  }
}

function convictedBefore(random: Random, custodyFrom: PlainDate): PlainDate {
  const usual = addMonths(custodyFrom, random.int(4, 9))
  return usual < addDays(reportDay, -5) ? usual : addDays(reportDay, -random.int(5, 20))
}

function convictedAfter(random: Random): PlainDate | null {
  return random.chance(0.35) ? null : addMonths(reportDay, random.int(1, 9))
}
