// What a nurse weighs and measures: children under five in the prisons that she visits, about once a month, with the gaps of the new year,
// Pchum Ben and floods, a scale that people read to the half kilogram now and then (heaping), and one child whose length was once written
// down in metres. From the marked day on; before it nobody measured.
import { addDays, daysBetween, earlier, later, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { growthMeasured } from '@komar/domain/wellbeing/growth-kinds'
import { immunisationStated, vaccineCardStated } from '@komar/domain/wellbeing/immunisation-kinds'
import { lmsAt } from '@komar/domain/wellbeing/growth-table'
import { growthTables } from '@komar/domain/wellbeing/growth-tables'
import { lmsMeasure } from '@komar/domain/wellbeing/lms'
import { hours, lastDay, systemStart } from './calendar.ts'
import type { Work } from './casework-steps.ts'
import type { ToldChild, ToldFamily } from './family-entries.ts'

const nurse = { who: 'clinician', hour: hours.clinic } as const
/** Where the nurse goes. */
const places: readonly string[] = ['CC2', 'KCM-P']
const lastStandardDay = 1826
const lyingUntilDay = 731
/** Months in which fewer visits are made: Khmer New Year, Pchum Ben and the floods. */
const thinMonths: readonly string[] = ['04', '10']

/** Weights, lengths and arms of the children whom the nurse sees, and the vaccination cards that she was shown. */
export function tellGrowth(work: Work, told: readonly ToldFamily[]): void {
  const seen = told.filter(({ plan }) => places.includes(plan.facility) && plan.story !== 'death')
  for (const family of seen) {
    for (const child of family.children) tellChildsGrowth(work, family, child)
  }
}

function tellChildsGrowth(work: Work, { plan: family }: ToldFamily, child: ToldChild): void {
  const { random } = work
  const { plan } = child
  const from = later(later(plan.entered, plan.born), systemStart)
  const until = family.left === null ? lastDay : earlier(addDays(family.left, -2), lastDay)
  if (from >= until || daysBetween(plan.born, from) > lastStandardDay) return
  const z = random.int(-18, 6) / 10
  const isFlip = random.chance(0.1)
  const visits = visitDays(work, addDays(from, random.int(3, 20)), until)
  visits.forEach((day, index) => {
    const ageDays = daysBetween(plan.born, day)
    if (ageDays > lastStandardDay) return
    weigh(work, child, day, z + random.int(-2, 2) / 10, { index, isSlip: isFlip && index === 1 })
  })
  if (visits.length > 0) tellCard(work, child, addDays(from, 21) < until ? addDays(from, 21) : from)
}

function visitDays({ random }: Work, first: PlainDate, until: PlainDate): PlainDate[] {
  const days: PlainDate[] = []
  for (let day = first; day < until; day = addDays(day, random.int(26, 40))) {
    if (!thinMonths.includes(day.slice(5, 7)) || random.chance(0.3)) days.push(day)
  }
  return days
}

type Way = { index: number; isSlip: boolean }

/** One visit at a z-score of weight and length. */
export function weigh(
  { pen, random }: Work,
  { id, plan }: ToldChild,
  day: PlainDate,
  z: number,
  { index, isSlip }: Way,
): void {
  const ageDays = daysBetween(plan.born, day)
  const sex = plan.sex
  const weight = measureAt(growthTables.weightForAge[sex], ageDays, z)
  const length = measureAt(growthTables.lengthForAge[sex], ageDays, z)
  const arm = measureAt(growthTables.armForAge[sex], ageDays, z)
  if (weight === null || length === null) return
  const isHeaped = random.chance(0.3)
  const cm = Math.round(length * 10) / 10
  pen.write(growthMeasured, {
    ...nurse,
    day,
    subject: id,
    body: {
      weightKg: isHeaped ? Math.round(weight * 2) / 2 : Math.round(weight * 10) / 10,
      ...(index % 2 === 0 || isSlip
        ? {
            heightCm: isSlip ? Math.round(cm) / 100 : cm,
            posture: ageDays < lyingUntilDay ? ('lying' as const) : ('standing' as const),
          }
        : {}),
      ...(arm === null || ageDays < 183 ? {} : { muacCm: Math.round(arm * 10) / 10 }),
    },
  })
}

function measureAt(series: (typeof growthTables.weightForAge)['male'], at: number, z: number): number | null {
  const row = lmsAt(series, at)
  return row === null ? null : lmsMeasure(z, row.l, row.m, row.s)
}

/** Some mothers have the card; the doses on it run about with the schedule, and some are missing. */
function tellCard({ pen, random, pack }: Work, { id, plan }: ToldChild, day: PlainDate): void {
  const isSeen = random.chance(0.6)
  pen.write(vaccineCardStated, { ...nurse, day, subject: id, body: { card: isSeen ? 'seen' : 'lost' } })
  if (!isSeen) return
  for (const { vaccine, dose, dueDays, since } of pack.wellbeing.immunisation.doses) {
    const on = addDays(plan.born, dueDays + random.int(0, 20))
    if (on >= day || (since !== null && on < since) || random.chance(0.12)) continue
    pen.write(immunisationStated, {
      ...nurse,
      day,
      subject: id,
      occurred: on,
      basis: 'document',
      body: { vaccine, dose, vaccination: 'given' },
    })
  }
}

/** The baby of the story of bail: born at the middle of the chart, it falls across two lines in two months, and rises once outside. */
export function tellFaltering(work: Work, { children }: ToldFamily): void {
  const [child] = children
  if (child === undefined) return
  const line = [
    ['2013-10-02', -0.9],
    ['2013-10-16', -1.6],
    ['2013-10-30', -2.2],
    ['2013-11-14', -2.6],
  ] as const
  line.forEach(([day, z], index) => weigh(work, child, plainDate(day), z, { index, isSlip: false }))
  weigh(work, child, plainDate('2013-12-10'), -2, { index: 0, isSlip: false })
}
