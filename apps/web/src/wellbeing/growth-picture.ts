// Where the lines of a growth chart and a child's measurements stand in the picture: the WHO's lines at −3 to +3, by age in days or, for
// weight by length, by centimetres. Under five years the standards; from five to nineteen the reference, which has weight to ten years only,
// and neither arm nor head. Where the two meet the lines step a little: they are different figures, and nothing is smoothed. An uncertain age is a stroke from the youngest to the oldest that the child can have been.
import type { GrowthPoint } from '@komar/domain/wellbeing/growth-points'
import {
  DAYS_PER_MONTH,
  FIRST_STANDING_DAY,
  LAST_REFERENCE_MONTH,
  LAST_REFERENCE_WEIGHT_MONTH,
  LAST_STANDARD_DAY,
} from '@komar/domain/wellbeing/growth-age'
import type { LmsTable, Sex } from '@komar/domain/wellbeing/growth-table'
import { lmsAt } from '@komar/domain/wellbeing/growth-table'
import { growthTables } from '@komar/domain/wellbeing/growth-tables'
import { lmsMeasure } from '@komar/domain/wellbeing/lms'
import { isImplausible } from '@komar/domain/wellbeing/growth-flags'
import { scaleLinear } from 'd3-scale'

export const charts = ['weight', 'length', 'weight-by-length', 'bmi', 'arm', 'head'] as const
export type Chart = (typeof charts)[number]
type ChartByAge = Exclude<Chart, 'weight-by-length'>

/** Pixels. `index` is the score that the chart shows. */
export type DrawnMeasure = {
  point: GrowthPoint
  measure: number
  z: { low: number; high: number } | null
  x: number
  fromX: number
  toX: number
  y: number
  /** Of a child born early: where it stands by the age counted from the day it was due. */
  correctedX: number | null
  /** It cannot be right: shown hollow, joined to nothing. */
  isDoubtful: boolean
}

export type GrowthPicture = {
  widthPx: number
  heightPx: number
  lines: { z: number; path: string; endX: number; endY: number }[]
  /** Between −2 and +2, and from −3 to −2. */
  bands: { id: 'usual' | 'low'; path: string }[]
  measures: DrawnMeasure[]
  /** The child's own line, through what can be believed. */
  ownPath: string
  xTicks: { value: number; x: number }[]
  yTicks: { value: number; y: number }[]
  baseY: number
  edgeX: number
  /** The axis counts years, not months. */
  isInYears: boolean
}

export const chartIndex = {
  weight: 'waz',
  length: 'haz',
  'weight-by-length': 'whz',
  bmi: 'baz',
  arm: 'acz',
  head: 'hcz',
} as const satisfies Record<Chart, string>

const edges = { top: 36, right: 30, bottom: 40, left: 40 } as const
const heightPx = 360
const zLines = [-3, -2, 0, 2, 3]
const steps = 60
const ageAhead = 3 * DAYS_PER_MONTH
const yearsAhead = 12 * DAYS_PER_MONTH
const shortestDays = 12 * DAYS_PER_MONTH

type Axis = { from: number; to: number; at: (place: number, z: number) => number | null }

/** Whether there is a picture of this chart. */
export function isDrawable(chart: Chart, points: readonly GrowthPoint[], sex: Sex | 'unknown'): boolean {
  return sex !== 'unknown' && foundOf(chart, points).length > 0
}

function foundOf(chart: Chart, points: readonly GrowthPoint[]): Found[] {
  return points.flatMap((point) => measureOf(chart, point))
}

/** The picture of one chart; null when the child's sex is unknown or nothing of it was measured at an age that the lines reach. */
export function layGrowth(
  chart: Chart,
  points: readonly GrowthPoint[],
  sex: Sex | 'unknown',
  widthPx: number,
): GrowthPicture | null {
  if (sex === 'unknown') return null
  const found = foundOf(chart, points)
  if (found.length === 0) return null
  const axis = axisOf(chart, sex, found)
  const x = scaleLinear([axis.from, axis.to], [edges.left, widthPx - edges.right])
  const own = found.map(({ measure }) => measure)
  const reach = placesOf(axis).flatMap((place) =>
    [axis.at(place, -3), axis.at(place, 3)].filter((value) => value !== null),
  )
  const baseY = heightPx - edges.bottom
  const y = scaleLinear([Math.min(...own, ...reach), Math.max(...own, ...reach)], [baseY, edges.top]).nice()
  const draw = (z: number): [number, number][] =>
    placesOf(axis).flatMap((place) => {
      const measure = axis.at(place, z)
      return measure === null ? [] : [[x(place), y(measure)]]
    })
  const measures = found.map((each): DrawnMeasure => ({
    ...each,
    x: x((each.from + each.to) / 2),
    fromX: x(each.from),
    toX: x(each.to),
    y: y(each.measure),
    correctedX: each.corrected === null || each.corrected < axis.from ? null : x(each.corrected),
  }))
  return {
    widthPx,
    heightPx,
    lines: zLines.map((z) => lineOf(z, draw(z))),
    bands: [
      { id: 'usual', path: bandOf(draw(-2), draw(2)) },
      { id: 'low', path: bandOf(draw(-3), draw(-2)) },
    ],
    measures,
    ownPath: pathOf(measures.filter(({ isDoubtful }) => !isDoubtful).map((each): [number, number] => [each.x, each.y])),
    xTicks: ticksOf(chart, axis).map((value) => ({ value, x: x(value) })),
    yTicks: y.ticks(6).map((value) => ({ value, y: y(value) })),
    baseY,
    edgeX: widthPx - edges.right,
    isInYears: isInYears(chart, axis),
  }
}

type Found = Pick<DrawnMeasure, 'point' | 'measure' | 'z' | 'isDoubtful'> & {
  from: number
  to: number
  corrected: number | null
}

function measureOf(chart: Chart, point: GrowthPoint): Found[] {
  const { body } = point.measured
  const scores = point.scores
  const height = scores?.[0].heightCm ?? null
  const measure = {
    weight: body.weightKg,
    length: height,
    'weight-by-length': body.weightKg,
    bmi: scores?.[0].bmi ?? null,
    arm: body.muacCm,
    head: body.headCm,
  }[chart]
  const byLength = chart === 'weight-by-length'
  if (measure === undefined || measure === null || scores === null) return []
  if (byLength ? height === null : point.age === null || point.age.min > lastDayOf(chart)) return []
  const index = chartIndex[chart]
  const given = [scores[0][index], scores[1][index]].filter((z) => z !== null)
  const isDoubtful = given.length === 0 || given.some((z) => isImplausible(index, z))
  return [
    {
      point,
      measure,
      z: given.length === 0 ? null : { low: Math.min(...given), high: Math.max(...given) },
      isDoubtful,
      from: byLength ? (height ?? 0) : (point.age?.min ?? 0),
      to: byLength ? (height ?? 0) : Math.min(point.age?.max ?? 0, lastDayOf(chart)),
      corrected: byLength ? null : point.correctedAge,
    },
  ]
}

function axisOf(chart: Chart, sex: Sex, found: readonly Found[]): Axis {
  const tables = growthTables
  if (chart === 'weight-by-length') {
    const isLying = found.every(({ point }) => (point.age?.min ?? 0) < FIRST_STANDING_DAY)
    const table = isLying ? tables.weightForLength : tables.weightForHeight
    const [least, most] = isLying ? [45, 110] : [65, 120]
    const lengths = found.map(({ from }) => from)
    return {
      from: Math.max(least, Math.floor(Math.min(...lengths) - 8)),
      to: Math.min(most, Math.ceil(Math.max(...lengths) + 8)),
      at: (place, z) => valueAt(table, sex, place * 10, z),
    }
  }
  const { standard, reference } = tablesOf(chart)
  const isOlder = found.every(({ from }) => from > LAST_STANDARD_DAY)
  const last = Math.max(shortestDays, ...found.map(({ to }) => to + (to > LAST_STANDARD_DAY ? yearsAhead : ageAhead)))
  return {
    from: isOlder ? LAST_STANDARD_DAY + 1 : 0,
    to: Math.min(lastDayOf(chart), last),
    at: (place, z) => {
      const day = Math.round(place)
      return day <= LAST_STANDARD_DAY
        ? valueAt(standard, sex, day, z)
        : reference && valueAt(reference, sex, day / DAYS_PER_MONTH, z)
    },
  }
}

/** By day of age to five years, and by month from there; null where the WHO has none. */
function tablesOf(chart: ChartByAge): { standard: LmsTable; reference: LmsTable | null } {
  const tables = growthTables
  return {
    weight: { standard: tables.weightForAge, reference: tables.weightForAge2007 },
    length: { standard: tables.lengthForAge, reference: tables.heightForAge2007 },
    bmi: { standard: tables.bmiForAge, reference: tables.bmiForAge2007 },
    arm: { standard: tables.armForAge, reference: null },
    head: { standard: tables.headForAge, reference: null },
  }[chart]
}

/** The last day of age for which a chart by age has lines. */
function lastDayOf(chart: Chart): number {
  if (chart === 'length' || chart === 'bmi') return LAST_REFERENCE_MONTH * DAYS_PER_MONTH
  return chart === 'weight' ? LAST_REFERENCE_WEIGHT_MONTH * DAYS_PER_MONTH : LAST_STANDARD_DAY
}

function isInYears(chart: Chart, { to }: Axis): boolean {
  return chart !== 'weight-by-length' && to > LAST_STANDARD_DAY
}

function valueAt(table: LmsTable, sex: Sex, at: number, z: number): number | null {
  const row = lmsAt(table[sex], at)
  return row === null ? null : lmsMeasure(z, row.l, row.m, row.s)
}

function placesOf({ from, to }: Axis): number[] {
  return Array.from({ length: steps + 1 }, (_, step) => from + ((to - from) * step) / steps)
}

function lineOf(z: number, places: [number, number][]): GrowthPicture['lines'][number] {
  const [endX, endY] = places.at(-1) ?? [0, 0]
  return { z, path: pathOf(places), endX, endY }
}

function pathOf(places: readonly [number, number][]): string {
  return places.map(([left, top], index) => `${index === 0 ? 'M' : 'L'}${left.toFixed(1)} ${top.toFixed(1)}`).join('')
}

function bandOf(lower: [number, number][], upper: [number, number][]): string {
  return `${pathOf([...lower, ...upper.toReversed()])}Z`
}

/** Months, three, six or twelve apart; of a chart by length, each ten centimetres. */
function ticksOf(chart: Chart, { from, to }: Axis): number[] {
  if (chart === 'weight-by-length') return range(Math.ceil(from / 10) * 10, to, 10)
  const months = to / DAYS_PER_MONTH
  const apart = months <= 15 ? 3 : months <= 36 ? 6 : months - from / DAYS_PER_MONTH <= 120 ? 12 : 24
  const step = apart * DAYS_PER_MONTH
  // The reference begins a quarter of a day after its fifth birthday by these months.
  return range(Math.floor((from + 1) / step) * step, to, step).filter((day) => day >= from - 1)
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step + 1e-9) + 1 }, (_, index) => from + index * step)
}
