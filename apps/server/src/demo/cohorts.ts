// How many families of which shape came and left between the days of the published counts (calendar.ts). The sums:
//   36 until April 2011 (the report's own child is the 36th and is told elsewhere)   12 of them leave until May 2012
//   57 more until May 2012: 81                                                       58 leave until July 2013
//   28 more until July 2013: 51, with 48 mothers; 12 of the children over three       35 leave until November 2014
//   24 more until November 2014: 40; 12 of them born to women pregnant in July 2013   2 more until the last day
import type { departures } from '@komar/domain/register/kinds'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'

export type Story =
  | 'end-to-end'
  | 'overstay'
  | 'own-arrangement'
  | 'unplanned'
  | 'siblings'
  | 'twins'
  | 'broke-down'
  | 'emergency'
  | 'pardon'
  | 'bail'
  | 'complaint'
  | 'open-complaint'
  | 'birth-questioned'
  | 'father'
  | 'death'
  | 'double'
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
  /** What the story says of its leaving, instead of what chance would have. */
  told?: { leftOn: PlainDate; route: Route }
}

const times = (count: number, shape: CohortShape): CohortShape[] => Array.from({ length: count }, () => shape)
const aged = (ages: readonly (readonly number[])[], shape: CohortShape): CohortShape[] =>
  ages.map((agesOnReportDay) => ({ ...shape, agesOnReportDay }))
const single = (leavesAfter: number): CohortShape => ({ leavesAfter })
const leaves = (story: Story, leftOn: string, route: Route): CohortShape => ({
  leavesAfter: 2,
  story,
  told: { leftOn: plainDate(leftOn), route },
})

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
    ...aged([[55]], { ...leaves('broke-down', '2013-12-10', 'kin'), route: 'kin' }),
    ...aged([[50]], { ...leaves('emergency', '2014-08-20', 'kin'), route: 'kin' }),
    ...aged([[48]], {}),
    ...aged([[46]], { story: 'complaint' }),
    ...aged([[44]], { story: 'open-complaint' }),
  ],
  [
    ...times(44, single(1)),
    ...aged([[38, 16]], {}),
    endToEnd,
    ...aged([[40]], leaves('pardon', '2014-04-11', 'with-mother')),
    ...aged([[31], [30], [28], [27], [24]], { leavesAfter: 2 }),
    ...aged([[22]], { story: 'birth-questioned' }),
    ...aged([[20]], { story: 'father' }),
    ...aged([[18]], { story: 'double' }),
    ...aged([[17]], {}),
  ],
  [
    ...aged([[29, 11]], { story: 'siblings' }),
    ...aged([[8, 8]], { leavesAfter: 2, isBornInside: true, story: 'twins' }),
    ownArrangement,
    ...aged([[32], [29], [27], [23], [21], [19], [16], [15], [13], [12], [11], [10]], { leavesAfter: 2 }),
    ...aged([[9]], { leavesAfter: 2, isBornInside: true }),
    ...aged([[7]], { ...leaves('bail', '2013-11-21', 'with-mother'), isBornInside: true }),
    ...aged([[6], [6]], { leavesAfter: 2, isBornInside: true }),
    ...aged([[5]], { ...leaves('death', '2014-02-19', 'died'), isBornInside: true }),
    ...aged([[4]], { leavesAfter: 2, isBornInside: true }),
    ...aged([[4], [3], [2]], { isBornInside: true }),
    ...aged([[1]], { isBornInside: true }),
    ...aged([[2]], { leavesAfter: 2, isBornInside: true }),
  ],
  [...times(12, { isPregnantOnReportDay: true, isBornInside: true }), ...times(12, {})],
  [...times(2, {})],
]
