// How many families of which shape came and left between the days of the published counts (calendar.ts). The sums:
//   36 until April 2011 (the report's own child is the 36th and is told elsewhere)   12 of them leave until May 2012
//   57 more until May 2012: 81                                                       58 leave until July 2013
//   28 more until July 2013: 51, with 48 mothers; 12 of the children over three       35 leave until November 2014
//   24 more until November 2014: 40; 12 of them born to women pregnant in July 2013   2 more until the last day
import type { departures } from '@komar/domain/register/kinds'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'

export type Story = 'end-to-end' | 'overstay' | 'own-arrangement' | 'unplanned'
export type Route = (typeof departures)[number]

export type CohortShape = {
  /** Completed months on the day of the report, eldest first; given for those who are inside on that day. */
  agesOnReportDay?: readonly number[]
  /** Leaves after counts[n] and before the next. */
  leavesAfter?: number
  leftOn?: PlainDate
  route?: Route
  isBornInside?: boolean
  isPregnantOnReportDay?: boolean
  story?: Story
}

const times = (count: number, shape: CohortShape): CohortShape[] => Array.from({ length: count }, () => shape)
const aged = (ages: readonly (readonly number[])[], shape: CohortShape): CohortShape[] =>
  ages.map((agesOnReportDay) => ({ ...shape, agesOnReportDay }))
const single = (leavesAfter: number): CohortShape => ({ leavesAfter })

const endToEnd: CohortShape = {
  agesOnReportDay: [26],
  leftOn: plainDate('2014-05-06'),
  route: 'kin',
  isBornInside: true,
  story: 'end-to-end',
}
const overstay: CohortShape = { agesOnReportDay: [96], isBornInside: false, story: 'overstay' }
const unplanned: CohortShape = {
  agesOnReportDay: [41],
  leftOn: plainDate('2014-06-14'),
  route: 'unknown',
  story: 'unplanned',
}
const ownArrangement: CohortShape = {
  agesOnReportDay: [25],
  leftOn: plainDate('2014-03-17'),
  route: 'parents-own-arrangement',
  isBornInside: false,
  story: 'own-arrangement',
}

export const cohorts: readonly (readonly CohortShape[])[] = [
  [
    ...times(11, single(0)),
    ...times(14, single(1)),
    overstay,
    unplanned,
    ...aged([[71], [62], [58]], { leavesAfter: 2 }),
    ...aged([[55], [50]], { leavesAfter: 2, route: 'kin' }),
    ...aged([[48], [46], [44]], {}),
  ],
  [
    ...times(44, single(1)),
    ...aged([[38, 16]], {}),
    endToEnd,
    ...aged([[40], [31], [30], [28], [27], [24]], { leavesAfter: 2 }),
    ...aged([[22], [20], [18], [17]], {}),
  ],
  [
    ...aged([[29, 11]], {}),
    ...aged([[8, 8]], { leavesAfter: 2, isBornInside: true }),
    ownArrangement,
    ...aged([[32], [29], [27], [23], [21], [19], [16], [15], [13], [12], [11], [10]], { leavesAfter: 2 }),
    ...aged([[9], [7], [6], [6], [5], [4]], { leavesAfter: 2, isBornInside: true }),
    ...aged([[4], [3], [2]], { isBornInside: true }),
    ...aged([[1]], { isBornInside: true }),
    ...aged([[2]], { leavesAfter: 2, isBornInside: true }),
  ],
  [...times(12, { isPregnantOnReportDay: true, isBornInside: true }), ...times(12, {})],
  [...times(2, {})],
]
