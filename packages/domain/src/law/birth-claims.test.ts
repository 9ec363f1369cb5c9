// Which birth dates count near the limit. The child was born on 10 February 2011 by one agency's word: limit 10 February 2014, and
// "near" from 10 February 2013.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { agencies, entry, people, testId } from '../example-entries.fixture.ts'
import { birthStated, noteWritten } from '../register/kinds.ts'
import { birthSettled } from '../register/life-kinds.ts'
import { settled } from '../settled.ts'
import { addDays, plainDate } from '../time/plain-date.ts'
import { birthUnder } from './birth-claims.ts'
import { limitRange } from './signals.ts'

const pack = cambodia()
const { child } = people
const [far, near] = ['2012-06-01', '2013-09-01']

const first = said(1, '2011-02-10', '2011-03-01')

function said(number: number, born: string, on: string, more: Parameters<typeof entry>[5] = {}): Recorded {
  return entry(number, birthStated, child, on, { born, reason: 'r' }, { basis: 'told', ...more })
}

function settledOn(number: number, on: string, claim: number, born: string): Recorded {
  const body = { claim: testId(1000 + claim), born, documentSeen: 'A card' }
  return entry(number, birthSettled, child, on, body, { agency: agencies.ngo.id })
}

function withdrawn(number: number, on: string, claim: number): Recorded {
  const note = entry(number, noteWritten, child, on, { reason: 'A slip' })
  return { ...note, kind: birthStated.name, retracts: testId(1000 + claim) }
}

function birth(...entries: Recorded[]) {
  return birthUnder(settled(entries), entries, pack)
}

function rangeOf(...entries: Recorded[]): (string | null)[] {
  const { range } = birth(...entries)
  return [range.earliest, range.latest]
}

describe('far from the limit', () => {
  test('two claims span both, a document excludes what is only told, a correction replaces', () => {
    expect(rangeOf(first, said(2, '2011-05-10', far))).toEqual(['2011-02-10', '2011-05-10'])
    expect(rangeOf(first, said(2, '2011-05-10', far, { basis: 'document' }))).toEqual(['2011-05-10', '2011-05-10'])
    expect(rangeOf(first, said(2, '2011-05-10', far, { replaces: testId(1001) }))).toEqual(['2011-05-10', '2011-05-10'])
    expect(birth(first, said(2, '2011-05-10', far)).questions).toEqual([])
  })

  test('what came in on the first day is the first picture, near the limit or not', () => {
    expect(rangeOf(said(1, '2011-02-10', near), said(2, '2011-05-10', near))).toEqual(['2011-02-10', '2011-05-10'])
    expect(birth().questions).toEqual([])
    expect(birth().range).toEqual({ earliest: null, latest: null })
  })

  test('a first date where there was none counts at once', () => {
    const other = entry(9, noteWritten, child, '2011-01-01', { note: 'n' })
    expect(rangeOf(other, said(1, '2011-02-10', near))).toEqual(['2011-02-10', '2011-02-10'])
  })
})

describe('near the limit', () => {
  test('a later date hides no breach: it waits', () => {
    const later = said(2, '2011-09-10', near)
    expect(rangeOf(first, later)).toEqual(['2011-02-10', '2011-02-10'])
    expect(birth(first, later).questions).toMatchObject([{ claim: testId(1002), is: 'stated', on: near }])
    expect(birth(first, later).counted.map(({ born }) => born)).toEqual(['2011-02-10'])
  })

  test('an earlier date hastens none: planning begins from it, the breach stays', () => {
    expect(rangeOf(first, said(2, '2010-12-10', near))).toEqual(['2010-12-10', '2011-02-10'])
  })

  test.each([
    ['a correction by the same agency', { replaces: testId(1001) }],
    ['with a document', { replaces: testId(1001), basis: 'document' }],
    ['by another agency with a document', { basis: 'document', agency: agencies.ngo.id }],
  ] as const)('%s waits for the act', (_, more) => {
    const changed = said(2, '2011-09-10', near, more)
    expect(rangeOf(first, changed)).toEqual(['2011-02-10', '2011-02-10'])
    expect(birth(first, changed).questions).toHaveLength(1)
    const claim = 'replaces' in more ? 1 : 2
    const { range, questions } = birth(first, changed, settledOn(3, '2013-09-05', claim, '2011-09-10'))
    expect(range).toEqual({ earliest: '2011-09-10', latest: '2011-09-10' })
    expect(questions).toEqual([])
  })

  test('to withdraw the date so far does not move it either', () => {
    const second = said(2, '2011-05-10', far)
    const gone = withdrawn(3, near, 2)
    expect(rangeOf(first, second, gone)).toEqual(['2011-02-10', '2011-05-10'])
    expect(birth(first, second, gone).questions).toMatchObject([{ claim: testId(1002), is: 'withdrawn', on: near }])
    expect(rangeOf(first, withdrawn(3, near, 1))).toEqual(['2011-02-10', '2011-02-10'])
  })

  test('to withdraw what waits takes the question away', () => {
    const later = said(2, '2011-09-10', near)
    expect(birth(first, later, withdrawn(3, '2013-09-04', 2)).questions).toEqual([])
  })

  test('a date that says the same, or a document for it, moves nothing and asks nothing', () => {
    expect(birth(first, said(2, '2011-02-10', near, { basis: 'document' })).questions).toEqual([])
  })

  test('it is near by the new date as well: a limit brought near', () => {
    expect(rangeOf(first, said(2, '2010-01-10', far))).toEqual(['2010-01-10', '2011-02-10'])
  })

  test('what was settled stays, and the dates that lost do not come back', () => {
    const changed = said(2, '2011-09-10', near)
    const act = settledOn(3, '2013-09-05', 2, '2011-09-10')
    const again = said(4, '2012-01-10', '2013-09-20', { replaces: testId(1002) })
    expect(rangeOf(first, changed, act, again)).toEqual(['2011-09-10', '2011-09-10'])
    expect(birth(first, changed, act, again).questions).toHaveLength(1)
    const early = settledOn(3, '2012-06-05', 2, '2011-05-10')
    expect(rangeOf(first, said(2, '2011-05-10', far), early, said(5, '2011-05-10', '2012-07-01'))).toEqual([
      '2011-05-10',
      '2011-05-10',
    ])
  })

  test('an act that waits on a device, or that names another date, settles nothing', () => {
    const changed = said(2, '2011-09-10', near)
    const { seq: _seq, received: _received, ...waiting } = settledOn(3, '2013-09-05', 2, '2011-09-10')
    expect(birth(first, changed, waiting).questions).toHaveLength(1)
    expect(birth(first, changed, settledOn(3, '2013-09-05', 2, '2011-08-10')).questions).toHaveLength(1)
  })

  test('an open end does not make the plan begin before all times', () => {
    expect(rangeOf(first, said(2, '../2010', near))).toEqual(['2011-02-10', '2011-02-10'])
  })
})

const anyChange = fc.record({
  born: fc.integer({ min: -400, max: 400 }),
  on: fc.integer({ min: 0, max: 500 }),
  basis: fc.constantFrom('told' as const, 'document' as const),
  isCorrection: fc.boolean(),
})

test('whatever one agency states and corrects near the limit, and in whatever order it is read: the breach stays, planning is never later', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 6 }), fc.nat(), (changes, turn) => {
      const made = changes.map(({ born, on, basis, isCorrection }, index) =>
        said(10 + index, addDays(plainDate('2011-02-10'), born), addDays(plainDate('2013-02-10'), on), {
          basis,
          ...(isCorrection ? { replaces: testId(1001) } : {}),
        }),
      )
      const entries = [first, ...made]
      const turned = entries.map((_, index) => entries[(index + turn) % entries.length] ?? first)
      const { range } = birth(...entries)
      expect(birth(...turned).range).toEqual(range)
      expect(limitRange(range, pack.law)?.latest).toBe('2014-02-10')
      expect((range.earliest ?? '') <= '2011-02-10').toBe(true)
    }),
    { numRuns: 200, seed: 20131009 },
  )
})
