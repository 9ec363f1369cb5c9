// Where the points of the trend stand in the picture. A line is drawn only where the report says that two points may be joined (G9),
// and they lie close together.
import type { SituationFigures } from '@komar/contract/insight'
import { earliest, isEdtf, latest } from '@komar/domain/time/edtf'
import { dateOf, fromDayNumber, partsOf, toDayNumber } from '@komar/domain/time/plain-date'
import { scaleLinear } from 'd3-scale'

type TrendPoint = SituationFigures['trend'][number]

/** Pixels. A date known to a month is a stroke from its first day to its last; a count that is not certain, one from certain to possible. */
export type DrawnPoint = {
  point: TrendPoint
  index: number
  isOwn: boolean
  x: number
  fromX: number
  toX: number
  y: number
  possibleY: number
  /** Where its words go, so that they stay inside the picture. */
  anchor: 'start' | 'middle' | 'end'
}

export type TrendPicture = {
  widthPx: number
  heightPx: number
  points: DrawnPoint[]
  /** Pairs that agree in publisher and coverage. */
  lines: { id: number; from: DrawnPoint; to: DrawnPoint }[]
  years: { year: number; x: number }[]
  counts: { count: number; y: number }[]
  baseY: number
}

const heightPx = 300
const edges = { top: 40, right: 24, bottom: 34, left: 36 } as const
const nearEdgePx = 70
const countTicks = 4

/** Lays the points out in a picture of a width; null when there is none to show. */
export function layTrend(trend: readonly TrendPoint[], widthPx: number): TrendPicture | null {
  const dated = trend.flatMap((point, index) => {
    const days = daysOf(point.date)
    return days === null ? [] : [{ point, index, ...days }]
  })
  if (dated.length === 0) return null
  const first = Math.min(...dated.map(({ from }) => from))
  const last = Math.max(...dated.map(({ to }) => to))
  const most = Math.max(1, ...trend.map(({ children, possible }) => Math.max(children, possible)))
  const x = scaleLinear([first, Math.max(last, first + 1)], [edges.left + 12, widthPx - edges.right])
  const baseY = heightPx - edges.bottom
  const y = scaleLinear([0, most], [baseY, edges.top]).nice(countTicks)
  const points = dated.map(({ point, index, from, to }): DrawnPoint => {
    const middle = x((from + to) / 2)
    return {
      point,
      index,
      isOwn: point.publisher === 'register',
      x: middle,
      fromX: x(from),
      toX: x(to),
      y: y(point.children),
      possibleY: y(point.possible),
      anchor: middle < nearEdgePx ? 'start' : middle > widthPx - nearEdgePx ? 'end' : 'middle',
    }
  })
  return {
    widthPx,
    heightPx,
    points,
    lines: linesOf(points),
    years: yearsBetween(first, last).map((year) => ({ year, x: x(toDayNumber(dateOf(year, 1, 1))) })),
    counts: y.ticks(countTicks).map((count) => ({ count, y: y(count) })),
    baseY,
  }
}

function daysOf(date: string): { from: number; to: number } | null {
  if (!isEdtf(date)) return null
  const from = earliest(date)
  const to = latest(date)
  return from === null || to === null ? null : { from: toDayNumber(from), to: toDayNumber(to) }
}

function linesOf(points: readonly DrawnPoint[]): TrendPicture['lines'] {
  return points.flatMap((to, place) => {
    const from = points[place - 1]
    // A point whose date could not be read breaks the line too.
    if (!to.point.isJoined || from === undefined || from.index !== to.index - 1) return []
    return [{ id: to.index, from, to }]
  })
}

function yearsBetween(first: number, last: number): number[] {
  const from = yearOf(first) + 1
  return Array.from({ length: Math.max(0, yearOf(last) - from + 1) }, (_, index) => from + index)
}

function yearOf(dayNumber: number): number {
  return partsOf(fromDayNumber(dayNumber)).year
}
