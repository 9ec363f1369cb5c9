import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backupName, expiredBackups, isUnfinished, markOf } from './retention.ts'

const dayMs = 86_400_000
const mark = markOf('3f2a9c1d-0000-4000-8000-000000000000')
const nameOf = (ms: number, of = mark): string => backupName(of, new Date(ms).toISOString())
const start = Date.parse('2026-01-01T02:00:00.000Z')
const daily = (count: number): string[] => Array.from({ length: count }, (_, day) => nameOf(start + day * dayMs))
const keep = { days: 7, weeks: 5, months: 12 }
const left = (names: readonly string[], of = keep): string[] => {
  const gone = new Set(expiredBackups(names, mark, of))
  return names.filter((name) => !gone.has(name))
}

describe('which backups stay', () => {
  it('the last seven days, the newest of five weeks and of twelve months', () => {
    // 29 November 2026 is a Sunday.
    expect(left(daily(333)).map((name) => name.slice(15, 25))).toEqual(
      '2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30 2026-07-31 2026-08-31 2026-09-30 2026-10-31 2026-11-01 2026-11-08 2026-11-15 2026-11-22 2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27 2026-11-28 2026-11-29'.split(
        ' ',
      ),
    )
  })

  it('of several on one day the newest', () => {
    const names = [0, 6, 12].map((hours) => nameOf(start + hours * 3_600_000))
    expect(left(names)).toEqual(names.slice(-1))
  })

  it("never takes away what is none of ours: another host's, and what does not say whose it is", () => {
    const others = [
      'komar.komar',
      'letter.txt',
      'komar-2020-01-01T00-00-00Z.komar',
      'komar-2020-01-01T00-00-00Z.komar.unfinished',
      'komar-3f2a9c1d-2020-01-01T00-00-00Z.komar.unfinished',
      'komar-3f2a9c1d-2020-1-1.komar',
      ...Array.from({ length: 30 }, (_, day) => nameOf(start - day * dayMs, 'ffffffff')),
    ]
    const gone = expiredBackups([...others, ...daily(3)], mark, { days: 1, weeks: 1, months: 1 })
    expect(gone.toSorted()).toEqual(daily(2))
  })

  it('takes for half written what this host began', () => {
    const names = [
      nameOf(start),
      `${nameOf(start)}.unfinished`,
      `${nameOf(start, 'ffffffff')}.unfinished`,
      'komar-by-hand.komar.unfinished',
    ]
    expect(names.filter((name) => isUnfinished(name, mark))).toEqual([`${nameOf(start)}.unfinished`])
  })

  it('always keeps the newest, no more than was asked, and once what it kept a day later too while nothing came', () => {
    const instants = fc.array(fc.integer({ min: 0, max: 3 * 365 * 24 }), { minLength: 1, maxLength: 200 })
    const counts = fc.record({
      days: fc.integer({ min: 1, max: 9 }),
      weeks: fc.integer({ min: 1, max: 9 }),
      months: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(instants, counts, (hours, of) => {
        const names = [...new Set(hours.map((hour) => nameOf(start + hour * 3_600_000)))].toSorted()
        const kept = left(names, of)
        expect(kept.at(-1)).toBe(names.at(-1))
        expect(kept.length).toBeLessThanOrEqual(of.days + of.weeks + of.months)
        expect(left(kept, of)).toEqual(kept)
      }),
    )
  })
})
