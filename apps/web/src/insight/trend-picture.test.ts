import type { SituationFigures } from '@komar/contract/insight'
import { describe, expect, it } from 'vitest'
import { layTrend } from './trend-picture.ts'

type Point = SituationFigures['trend'][number]

function point(date: string, children: number, more: Partial<Point> = {}): Point {
  const coverage = { scope: 'monitored', facilities: 15, of: 23 } as const
  return {
    date,
    children,
    possible: children,
    publisher: 'register',
    source: 'register',
    coverage,
    isJoined: false,
    ...more,
  }
}

describe('the picture of the trend', () => {
  it('joins two points only where the report joins them', () => {
    const trend = [
      point('2011-04', 36, { publisher: 'prisons-department' }),
      point('2013-05-31', 48),
      point('2013-06-30', 50, { isJoined: true }),
      point('2013-07-31', 51),
    ]
    const lines = layTrend(trend, 640)?.lines ?? []
    expect(lines.map(({ from, to }) => [from.point.date, to.point.date])).toEqual([['2013-05-31', '2013-06-30']])
  })

  it('breaks a line where a date cannot be read', () => {
    const trend = [
      point('2013-05-31', 48),
      point('someday', 49, { isJoined: true }),
      point('2013-06-30', 50, { isJoined: true }),
    ]
    expect(layTrend(trend, 640)?.lines).toEqual([])
  })

  it('keeps a month a month, and an uncertain count a range', () => {
    const picture = layTrend([point('2011-04', 36), point('2013-07-31', 51, { possible: 60 })], 640)
    const [month, day] = picture?.points ?? []
    expect(month?.toX).toBeGreaterThan(month?.fromX ?? 0)
    expect(day?.toX).toBe(day?.fromX)
    expect(day?.possibleY).toBeLessThan(day?.y ?? 0)
  })

  it('stays inside its width and begins to count at nought', () => {
    const picture = layTrend([point('2011-04', 36), point('2013-07-31', 51)], 328)
    expect(picture?.points.every(({ x }) => x >= 0 && x <= 328)).toBe(true)
    expect(picture?.points.map(({ anchor }) => anchor)).toEqual(['start', 'end'])
    expect(picture?.counts[0]).toEqual({ count: 0, y: picture?.baseY })
    expect(picture?.years.map(({ year }) => year)).toEqual([2012, 2013])
  })

  it('shows a single point, and nothing of nothing', () => {
    expect(layTrend([point('2013-07-31', 51)], 640)?.points).toHaveLength(1)
    expect(layTrend([], 640)).toBeNull()
  })
})
