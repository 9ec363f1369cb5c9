// The trend: what others published, and what this host's own register says for the same days.
// Rule: a line joins two points only where publisher and coverage agree; 36 (national), 81 (14 prisons) and 51 (15 prisons) are no
// trend (G9; practice.md part 1 row 2). The register covers the facilities that reported then: another set is another coverage.
// Nor does a line run over a gap in which nobody counted: the register counts each month.
import { edtf, latest, type Edtf } from '../time/edtf.ts'
import { addMonths, dateOf, daysBetween, daysInMonth, partsOf, type PlainDate } from '../time/plain-date.ts'
import { mayBeJoined, type PublishedFigure } from './published-figures.ts'
import type { Count } from './share.ts'
import type { TrendPoint } from './situation-report.ts'

/** Month ends before the day of the report that the register is asked for. */
const monthsBack = 12

/** The days for which the register is counted, in order; the last is the day of the report. */
export function trendDays(asOf: PlainDate, published: readonly PublishedFigure[]): PlainDate[] {
  const { year, month } = partsOf(asOf)
  const firstOfMonth = dateOf(year, month, 1)
  const monthEnds = Array.from({ length: monthsBack }, (_, back) => monthEnd(addMonths(firstOfMonth, -back - 1)))
  const publishedDays = published.map(({ date }) => latest(date)).filter((day) => day !== null)
  const before = [...monthEnds, ...publishedDays].filter((day) => day < asOf)
  return [...new Set([...before, asOf])].toSorted()
}

function monthEnd(day: PlainDate): PlainDate {
  const { year, month } = partsOf(day)
  return dateOf(year, month, daysInMonth(year, month))
}

/** The register's count for one day, and which facilities reported then. */
export type RegisterPoint = { day: PlainDate; count: Count; reporting: readonly string[]; of: number }

/** Published points that the day of the report has reached, then the register's own; a day on which no facility reported has none. */
export function trend(
  asOf: PlainDate,
  published: readonly PublishedFigure[],
  register: readonly RegisterPoint[],
): TrendPoint[] {
  const reached = published.filter(({ date }) => (latest(date) ?? '9999') <= asOf)
  const known = register.filter(({ reporting }) => reporting.length > 0)
  return [...reached.map(publishedPoint), ...known.map(registerPoint)]
}

function publishedPoint(figure: PublishedFigure, index: number, all: readonly PublishedFigure[]): TrendPoint {
  const before = all[index - 1]
  const { scope, facilities, facilitiesWithWomen } = figure.coverage
  return {
    date: figure.date,
    children: figure.children,
    possible: figure.children,
    publisher: figure.publisher,
    source: figure.source,
    coverage: { scope, facilities, of: facilitiesWithWomen },
    isJoined: before !== undefined && mayBeJoined(before, figure),
  }
}

function registerPoint(point: RegisterPoint, index: number, all: readonly RegisterPoint[]): TrendPoint {
  const before = all[index - 1]
  return {
    date: asDate(point.day),
    children: point.count.certain,
    possible: point.count.possible,
    publisher: 'register',
    source: 'register',
    coverage: { scope: 'monitored', facilities: point.reporting.length, of: point.of },
    isJoined: before !== undefined && isComparable(before, point),
  }
}

/** Two month ends and a little. */
const longestGapDays = 62

function isComparable(before: RegisterPoint, point: RegisterPoint): boolean {
  const isSameCoverage = before.reporting.join(' ') === point.reporting.join(' ')
  return isSameCoverage && daysBetween(before.day, point.day) <= longestGapDays
}

function asDate(day: PlainDate): Edtf {
  return edtf(day)
}
