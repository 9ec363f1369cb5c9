// What follows from how a child grows, from the last measurement of each kind. Severe acute malnutrition (weight for length under −3, arm
// under 115 mm, swelling of both feet) is acted upon the next day; a child very light or very short for its age, or whose weight crosses
// two lines of the chart downward, within a week; an impossible reading is read again; a child inside is measured by the pack's weeks.
// Source: domain-facts.md section 3; practice.md part 5 row 20, part 6 P1. What is only possible, as the birth is uncertain, is a signal
// too: it is answered with a look at the child.
import type { Deadline } from '../chronicle/deadline.ts'
import type { DayRange } from '../register/state.ts'
import { addDays, addMonths, type DateRange } from '../time/plain-date.ts'
import { linesCrossedDown } from './growth-change.ts'
import type { GrowthIndex } from './growth.ts'
import { scoreRange, type GrowthPoint } from './growth-points.ts'
import type { WellbeingPack } from './pack.ts'
import { signal } from './signal.ts'

const severeZ = -3
const fiveYearsMonths = 60

/** What is owed on growth. `inside`: since when the child lives in a prison; null outside. */
export function growthSignals(
  points: readonly GrowthPoint[],
  birth: DayRange,
  inside: DateRange | null,
  pack: WellbeingPack,
): Deadline[] {
  return [
    ...(inside === null ? [] : [nextMeasure(points, birth, inside, pack)]),
    ...severe(points, pack),
    ...veryLow(points, pack),
    ...faltering(points, pack),
    ...implausible(points.at(-1), pack),
  ]
}

function nextMeasure(
  points: readonly GrowthPoint[],
  birth: DayRange,
  inside: DateRange,
  { rules: { growth } }: WellbeingPack,
): Deadline {
  const last = points.filter(({ measured: { body } }) => body.weightKg !== undefined).at(-1)
  const from = last === undefined || last.on < inside.earliest ? inside.latest : last.on
  const isUnderFive = birth.latest === null || addMonths(birth.latest, fiveYearsMonths) > from
  const every = isUnderFive ? growth.everyUnderFive.value : growth.everyFromFive.value
  const due = addDays(from, from === last?.on ? every : Math.min(every, growth.firstWithin.value))
  const opens = addDays(due, -lookAheadDays)
  const base = { key: last?.measured.id ?? '', class: 'health', within: 0, harm: 3 } as const
  return { ...signal('wellbeing.growth-missing', { ...base, opens }), due, breachFrom: null }
}

const lookAheadDays = 7

/** The last point at which something was told at all: a later one, at which it was not looked at, does not make it well. */
function lastWith(points: readonly GrowthPoint[], tells: (point: GrowthPoint) => boolean): GrowthPoint | undefined {
  return points.findLast(tells)
}

function severe(points: readonly GrowthPoint[], { rules }: WellbeingPack): Deadline[] {
  const within = rules.growth.severeActedWithin.value
  const raise = (code: 'wellbeing.growth-severe' | 'wellbeing.arm-severe' | 'wellbeing.oedema', point: GrowthPoint) =>
    signal(code, { key: point.measured.id, class: 'health', opens: point.on, within, harm: 1 })
  const swollen = lastWith(points, ({ measured }) => measured.body.hasOedema !== undefined)
  const arm = lastWith(points, (point) => point.arm !== null)
  const weight = lastWith(points, (point) => scoreRange(point, 'whz') !== null)
  return [
    ...(swollen?.measured.body.hasOedema === true ? [raise('wellbeing.oedema', swollen)] : []),
    ...(arm?.arm?.is === 'severe' ? [raise('wellbeing.arm-severe', arm)] : []),
    ...(weight !== undefined && isUnder(weight, 'whz') ? [raise('wellbeing.growth-severe', weight)] : []),
  ]
}

function isUnder(point: GrowthPoint, index: GrowthIndex): boolean {
  const range = scoreRange(point, index)
  return range !== null && range.low < severeZ
}

/** Very light or very short for its age, in the last measurement that tells. */
function veryLow(points: readonly GrowthPoint[], { rules }: WellbeingPack): Deadline[] {
  const found = (['waz', 'haz'] as const).flatMap((index) => {
    const point = lastWith(points, (each) => scoreRange(each, index) !== null)
    return point !== undefined && isUnder(point, index) ? [point] : []
  })
  const [first] = found
  if (first === undefined) return []
  const within = rules.growth.falteringActedWithin.value
  return [
    signal('wellbeing.growth-very-low', { key: first.measured.id, class: 'health', opens: first.on, within, harm: 2 }),
  ]
}

/** The lines of the chart that the weight for age has crossed downward since its best, by what is certain of both. */
export function linesCrossed(
  points: readonly GrowthPoint[],
): { from: GrowthPoint; to: GrowthPoint; lines: number } | null {
  const weighed = points.flatMap((point) => {
    const range = scoreRange(point, 'waz')
    return range === null ? [] : [{ point, ...range }]
  })
  const last = weighed.at(-1)
  const best = weighed.slice(0, -1).toSorted((left, right) => right.low - left.low)[0]
  if (last === undefined || best === undefined) return null
  return { from: best.point, to: last.point, lines: linesCrossedDown(best.low, last.high) }
}

function faltering(points: readonly GrowthPoint[], { rules: { growth } }: WellbeingPack): Deadline[] {
  const crossed = linesCrossed(points)
  if (crossed === null || crossed.lines < growth.falteringLines.value) return []
  const within = growth.falteringActedWithin.value
  const { measured, on } = crossed.to
  return [
    signal('wellbeing.growth-faltering', {
      key: measured.id,
      class: 'health',
      opens: on,
      within,
      harm: 2,
      params: { lines: crossed.lines },
    }),
  ]
}

function implausible(last: GrowthPoint | undefined, { rules }: WellbeingPack): Deadline[] {
  const flags = last?.scores?.[0].flags.filter((flag) => flag.startsWith('implausible-') || flag.includes('-perhaps-'))
  if (last === undefined || flags === undefined || flags.length === 0) return []
  const within = rules.growth.againAfterImplausible.value
  return [
    signal('wellbeing.growth-implausible', { key: last.measured.id, class: 'health', opens: last.on, within, harm: 4 }),
  ]
}
