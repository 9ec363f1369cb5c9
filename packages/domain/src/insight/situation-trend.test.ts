import { describe, expect, it } from 'vitest'
import { plainDate } from '../time/plain-date.ts'
import { trend, type RegisterPoint } from './situation-trend.ts'

function counted(day: string, children: number, reporting = ['A', 'B']): RegisterPoint {
  return { day: plainDate(day), count: { certain: children, possible: children }, reporting, of: 3 }
}

describe("the register's own points", () => {
  it('are joined where the same facilities counted a month later', () => {
    const points = trend(plainDate('2013-07-31'), [], [counted('2013-06-30', 54), counted('2013-07-31', 51)])
    expect(points.map(({ isJoined }) => isJoined)).toEqual([false, true])
  })
  it('are not joined where another set counted', () => {
    const points = trend(
      plainDate('2013-07-31'),
      [],
      [counted('2013-06-30', 54), counted('2013-07-31', 51, ['A', 'C'])],
    )
    expect(points.map(({ isJoined }) => isJoined)).toEqual([false, false])
  })
  it('are not joined over a gap in which nobody counted', () => {
    const points = trend(plainDate('2013-07-31'), [], [counted('2011-04-30', 36), counted('2012-05-31', 81)])
    expect(points.map(({ isJoined }) => isJoined)).toEqual([false, false])
  })
  it('are left out on a day on which no facility reported', () => {
    expect(trend(plainDate('2013-07-31'), [], [counted('2013-07-31', 0, [])])).toEqual([])
  })
})
