import { childWellbeing } from '@komar/domain/wellbeing/state'
import { growthPoints } from '@komar/domain/wellbeing/growth-points'
import { settled } from '@komar/domain/settled'
import { plainDate } from '@komar/domain/time/plain-date'
import { instantSchema } from '@komar/domain/time/instant'
import { describe, expect, it } from 'vitest'
import { author, story } from '../record/story.fixture.ts'
import { newEntry } from '../store/new-entry.ts'
import { layGrowth } from './growth-picture.ts'

const birth = { earliest: plainDate('2013-01-01'), latest: plainDate('2013-01-01') }

function pointsOf(bodies: readonly (readonly [string, Record<string, unknown>])[], born = birth) {
  const entries = bodies.map(([occurred, body], index) => ({
    ...newEntry({ kind: 'wellbeing.growth-measured', subject: story.child, occurred, basis: 'seen', body }, author),
    seq: index + 1,
    received: instantSchema.parse('2014-01-01T00:00:00.000Z'),
  }))
  return growthPoints(childWellbeing(settled(entries)), { sex: 'female', birth: born })
}

describe('the picture of growth', () => {
  const points = pointsOf([
    ['2013-03-01', { weightKg: 5.1 }],
    ['2013-07-01', { weightKg: 7.3, heightCm: 65, posture: 'lying' }],
    ['2013-09-01', { weightKg: 73 }],
  ])

  it('draws the lines from low to high and every measurement inside the picture', () => {
    const picture = layGrowth('weight', points, 'female', 360)
    const ends = picture?.lines.map(({ endY }) => endY) ?? []
    expect(ends).toEqual(ends.toSorted((left, right) => right - left))
    expect(ends).toHaveLength(5)
    for (const { x, y } of picture?.measures ?? []) {
      expect([x >= 0, x <= 360, y >= 0, y <= 360]).toEqual([true, true, true, true])
    }
  })

  it('keeps what cannot be right, apart from the child’s own line', () => {
    const picture = layGrowth('weight', points, 'female', 360)
    expect(picture?.measures.map(({ isDoubtful }) => isDoubtful)).toEqual([false, false, true])
    expect(picture?.ownPath.match(/[ML]/g)).toHaveLength(2)
  })

  it('shows an uncertain age as a stroke from the youngest to the oldest', () => {
    const unsure = pointsOf([['2013-07-01', { weightKg: 7 }]], {
      earliest: plainDate('2013-01-01'),
      latest: plainDate('2013-03-31'),
    })
    const [drawn] = layGrowth('weight', unsure, 'female', 640)?.measures ?? []
    expect((drawn?.toX ?? 0) - (drawn?.fromX ?? 0)).toBeGreaterThan(50)
    const [sure] = layGrowth('weight', points, 'female', 640)?.measures ?? []
    expect(sure?.toX).toBe(sure?.fromX)
  })

  const older = { earliest: plainDate('2005-01-01'), latest: plainDate('2005-01-01') }

  it('goes on by the reference from five to nineteen years, in years', () => {
    const ofEight = pointsOf([['2013-06-01', { weightKg: 22, heightCm: 121, posture: 'standing' }]], older)
    for (const chart of ['weight', 'length', 'bmi'] as const) {
      const picture = layGrowth(chart, ofEight, 'female', 360)
      expect([picture?.isInYears, picture?.measures.length, picture?.lines.length]).toEqual([true, 1, 5])
      const [measure] = picture?.measures ?? []
      expect(measure?.isDoubtful).toBe(false)
      const middle = picture?.lines.find(({ z }) => z === 0)
      expect(middle?.path.match(/[ML]/g)).toHaveLength(61)
      expect(Math.abs((measure?.z?.low ?? 9) + (measure?.z?.high ?? 9))).toBeLessThan(4)
    }
    expect(layGrowth('arm', ofEight, 'female', 360)).toBeNull()
  })

  it('draws one line through the fifth birthday, and no weight after ten years', () => {
    const both = pointsOf(
      [
        ['2009-06-01', { weightKg: 15, heightCm: 101, posture: 'standing' }],
        ['2011-06-01', { weightKg: 19, heightCm: 114, posture: 'standing' }],
      ],
      older,
    )
    const picture = layGrowth('length', both, 'female', 640)
    expect(picture?.ownPath.match(/[ML]/g)).toHaveLength(2)
    const middle = picture?.lines.find(({ z }) => z === 0)?.path.match(/[ML]/g)
    expect(middle?.length).toBe(61)
    const ofEleven = pointsOf([['2016-06-01', { weightKg: 33, heightCm: 142, posture: 'standing' }]], older)
    expect(layGrowth('weight', ofEleven, 'female', 640)).toBeNull()
    expect(layGrowth('bmi', ofEleven, 'female', 640)?.measures).toHaveLength(1)
  })

  it('draws weight by length where both were measured, and nothing for a child whose sex is unknown', () => {
    expect(layGrowth('weight-by-length', points, 'female', 360)?.measures).toHaveLength(1)
    expect(layGrowth('head', points, 'female', 360)).toBeNull()
    expect(layGrowth('weight', points, 'unknown', 360)).toBeNull()
  })
})
