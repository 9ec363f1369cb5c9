// Who came, when and with whom: families drawn so that the register passes exactly through the published counts (calendar.ts), and
// on the day of the report shows G5. A family is a mother with one or two children. Cohort n came before counts[n].day.
import { addDays, addMonths, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { ageAt, hasReachedAge } from '@komar/domain/time/age'
import { edtf, type Edtf } from '@komar/domain/time/edtf'
import type { chargeCategories } from '@komar/domain/register/kinds'
import { counts, dayBetween, firstRecords, lastDay, reportDay } from './calendar.ts'
import { cohorts, type CohortShape, type Route, type Story } from './cohorts.ts'
import type { Gender } from './names.ts'
import type { Random } from './random.ts'

export type Charge = (typeof chargeCategories)[number]

export type ChildPlan = { born: PlainDate; stated: Edtf; sex: Gender; entered: PlainDate; isBornInside: boolean }
export type FamilyPlan = {
  facility: string
  children: ChildPlan[]
  left: PlainDate | null
  route: Route
  custodyFrom: PlainDate
  /** The day on which it was noticed that she is pregnant, and the child's birth. */
  pregnancy: { recorded: PlainDate; born: PlainDate } | null
  charge: Charge
  convictedOn: PlainDate | null
  isThereOnReportDay: boolean
  story?: Story
}

/** A pregnant woman whose pregnancy brings no child into the register. */
export type WomanPlan = {
  facility: string
  custodyFrom: PlainDate
  recorded: PlainDate
  ends: PlainDate | null
  how: 'loss' | 'released' | 'expecting'
  charge: Charge
  convictedOn: PlainDate | null
}

/** Children came to the first prisons long before anyone kept this register. */
const oldestArrival = plainDate('2008-06-01')

type PlaceFor = (cohort: number, isThereOnReportDay: boolean, story?: Story) => string

/** All families of the history. The report's own child is not among them. */
export function planFamilies(random: Random, placeFor: PlaceFor): FamilyPlan[] {
  return cohorts.flatMap((shapes, cohort) => shapes.map((shape) => planFamily(random, shape, cohort, placeFor)))
}

function windowOf(cohort: number): { first: PlainDate; last: PlainDate } {
  const first = cohort === 0 ? oldestArrival : addDays(counts[cohort - 1]?.day ?? firstRecords, 3)
  return { first, last: addDays(counts[cohort]?.day ?? lastDay, -4) }
}

function planFamily(random: Random, shape: CohortShape, cohort: number, placeFor: PlaceFor): FamilyPlan {
  const { first, last } = windowOf(cohort)
  const births = birthsOf(random, shape, first, last)
  const eldest = births[0] ?? last
  const isBornInside = shape.isBornInside ?? (eldest >= first && random.chance(0.75))
  const cameIn = isBornInside ? eldest : dayBetween(random, eldest > first ? eldest : first, last)
  const isThereOnReportDay = shape.agesOnReportDay !== undefined
  const arrested = isBornInside ? addDays(eldest, -random.int(40, 190)) : addDays(cameIn, -random.int(0, 4))
  // Nobody arrested before the day of the report may be found pregnant later: on that day there are exactly 16.
  const custodyFrom = cohort >= 3 && arrested <= reportDay ? addDays(reportDay, 1) : arrested
  const story = shape.story
  return {
    facility: placeFor(cohort, isThereOnReportDay, story),
    children: births.map((born, index) => ({
      born,
      stated: stateBirth(random, born, isThereOnReportDay),
      sex: random.chance(0.5) ? 'female' : 'male',
      entered: born > cameIn ? born : cameIn,
      isBornInside: isBornInside || (index > 0 && born > cameIn),
    })),
    // Chance is asked all the same, so that a story changes nothing for the other families.
    ...toldLeaving(shape, { left: leavingDay(random, shape, cameIn), route: shape.route ?? routeOf(random) }),
    custodyFrom: shape.isPregnantOnReportDay
      ? dayBetween(random, addDays(reportDay, -150), addDays(reportDay, -12))
      : custodyFrom,
    pregnancy: isBornInside ? pregnancyOf(shape, custodyFrom, eldest, random) : null,
    charge: 'theft',
    convictedOn: null,
    isThereOnReportDay,
    ...(story !== undefined && { story }),
  }
}

function toldLeaving(
  { told }: CohortShape,
  drawn: Pick<FamilyPlan, 'left' | 'route'>,
): Pick<FamilyPlan, 'left' | 'route'> {
  return told === undefined ? drawn : { left: told.leftOn, route: told.route }
}

function pregnancyOf(
  shape: CohortShape,
  custodyFrom: PlainDate,
  born: PlainDate,
  random: Random,
): FamilyPlan['pregnancy'] {
  const recorded = shape.isPregnantOnReportDay
    ? addDays(reportDay, -random.int(3, 10))
    : addDays(custodyFrom, random.int(2, 20))
  return { recorded, born }
}

function birthsOf(random: Random, shape: CohortShape, first: PlainDate, last: PlainDate): PlainDate[] {
  const ages = shape.agesOnReportDay
  if (ages === undefined) return [birthFor(random, shape, first, last)]
  const births = new Map(ages.map((months) => [months, bornSoLongBefore(random, months)]))
  return ages.map((months) => births.get(months) ?? last) // of one age: twins
}

function bornSoLongBefore(random: Random, months: number): PlainDate {
  return addDays(addMonths(reportDay, -months), -random.int(2, 24))
}

function birthFor(random: Random, shape: CohortShape, first: PlainDate, last: PlainDate): PlainDate {
  if (shape.isPregnantOnReportDay) return dayBetween(random, addDays(reportDay, 12), addDays(reportDay, 190))
  if (shape.isBornInside ?? random.chance(0.5)) return dayBetween(random, first, last)
  return addDays(dayBetween(random, first, last), -random.int(20, 1500))
}

function leavingDay(random: Random, shape: CohortShape, cameIn: PlainDate): PlainDate | null {
  if (shape.leftOn !== undefined) return shape.leftOn
  if (shape.leavesAfter === undefined) return null
  const from = addDays(counts[shape.leavesAfter]?.day ?? lastDay, 3)
  const until = addDays(counts[shape.leavesAfter + 1]?.day ?? lastDay, -3)
  const earliest = addDays(cameIn, 20)
  return dayBetween(random, earliest > from ? earliest : from, until)
}

function routeOf(random: Random): Route {
  const draw = random.next()
  if (draw < 0.62) return 'with-mother'
  if (draw < 0.76) return 'kin'
  if (draw < 0.89) return 'parents-own-arrangement'
  return draw < 0.95 ? 'residential' : 'unknown'
}

/** Half by month, a fifth "about" a month, the rest by day; by day where the limit on the day of the report would be unsure (G5). */
function stateBirth(random: Random, born: PlainDate, isThereOnReportDay: boolean): Edtf {
  const draw = random.next()
  const month = born.slice(0, 7)
  const stated = edtf(draw < 0.5 ? month : draw < 0.7 ? `${month}~` : born)
  return isThereOnReportDay && !isPlainOnReportDay(stated) ? edtf(born) : stated
}

function isPlainOnReportDay(born: Edtf): boolean {
  const age = ageAt(born, reportDay)
  return hasReachedAge(born, reportDay, 36) !== 'possibly' && age !== null && age.minMonths >= 2 && age.maxMonths < 90
}
