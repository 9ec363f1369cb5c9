import { describe, expect, it } from 'vitest'
import { decisionMade } from './assess/kinds.ts'
import type { Recorded } from './chronicle/entry.ts'
import { statedOf } from './chronicle/fold.ts'
import { entry, people, testId } from './example-entries.fixture.ts'
import { birthStated, childRegistered, noteWritten } from './register/kinds.ts'
import { settled } from './settled.ts'
import { edtf } from './time/edtf.ts'

const { child } = people
const reason = 'heard wrong'

function born(number: number, date: string, more: Partial<Recorded> = {}, occurred = '2013-07-01'): Recorded {
  return entry(number, birthStated, child, occurred, { born: date, reason }, more)
}
function waiting(recorded: Recorded): Recorded {
  const { seq, received, ...written } = recorded
  return seq === undefined || received === undefined ? recorded : written
}
function birthsOf(entries: readonly Recorded[]): string[] {
  return statedOf(settled(entries), birthStated).map(({ body }) => body.born)
}

describe('corrections', () => {
  const first = born(1, '2011')
  const second = born(2, '2012', { replaces: first.id })
  const third = born(3, '2013', { replaces: second.id })

  it('replace body and day whole, and the entry keeps its first id and all its former versions', () => {
    const facts = settled([third, first, second]).facts
    expect(facts).toHaveLength(1)
    expect(facts[0]).toMatchObject({ id: first.id, entry: third, former: [first, second], isPending: false })
  })

  it('of a correction fall back to it when withdrawn, and to the first when that is withdrawn too', () => {
    const withoutThird = born(4, '2013', { retracts: third.id })
    expect(birthsOf([first, second, third, withoutThird])).toEqual(['2012'])
    const withoutSecond = born(5, '2012', { retracts: second.id })
    expect(birthsOf([first, second, third, withoutSecond])).toEqual(['2011'])
  })

  it('two of one entry ask a person; the first accepted stands, whichever came to this device first', () => {
    const rival = born(9, '2010', { replaces: first.id })
    for (const entries of [
      [first, second, rival],
      [rival, second, first],
    ]) {
      const { questions } = settled(entries)
      expect(questions).toEqual([{ about: first.id, candidates: [second.id, rival.id] }])
      expect(birthsOf(entries)).toEqual(['2012'])
    }
  })

  it('that wait on this device stand after those that are accepted', () => {
    const mine = waiting(born(4, '2014', { replaces: first.id }))
    expect(birthsOf([first, mine, second])).toEqual(['2012'])
    expect(settled([first, mine]).facts[0]).toMatchObject({ entry: mine, isPending: true })
  })

  it('of another kind, or in a ring, change nothing and end', () => {
    const strange = entry(7, noteWritten, child, '2013-07-02', { note: 'x', reason }, { replaces: first.id })
    expect(birthsOf([first, strange])).toEqual(['2011'])
    const ringed = born(8, '2009', { replaces: testId(1000 + 8) })
    expect(birthsOf([ringed])).toEqual([])
  })
})

describe('withdrawing', () => {
  const first = born(1, '2011')
  const gone = born(2, '2011', { retracts: first.id })
  const back = born(3, '2011', { retracts: gone.id })

  it('takes an entry out and keeps it for the page', () => {
    expect(birthsOf([gone, first])).toEqual([])
    expect(settled([gone, first]).retracted).toEqual([first])
  })
  it('of a withdrawal restores', () => {
    expect(birthsOf([back, gone, first])).toEqual(['2011'])
    expect(settled([back, gone, first]).retracted).toEqual([])
  })
  it('counts once, however often it is said', () => {
    const again = born(4, '2011', { retracts: first.id })
    expect(birthsOf([first, gone, again])).toEqual([])
    expect(birthsOf([first, gone, again, back])).toEqual([])
  })
})

describe('order', () => {
  it('of facts is by earliest day, then latest, then id; open beginnings first, waiting ones last', () => {
    const inOrder = [
      born(5, '2005', { occurred: edtf('../2013') }),
      born(4, '2004', {}, '2013-07-01'),
      born(2, '2002', {}, '2013-07'),
      born(3, '2003', {}, '2013-07'),
      born(1, '2001', { occurred: edtf('2013-07/..') }),
      waiting(born(6, '2006', {}, '2001-01-01')),
    ]
    const expected = ['2005', '2004', '2002', '2003', '2001', '2006']
    expect(birthsOf(inOrder)).toEqual(expected)
    expect(birthsOf(inOrder.toReversed())).toEqual(expected)
  })

  it('of acts is by acceptance, whatever their dates; waiting ones last, by id', () => {
    const act = (number: number, occurred: string) => entry(number, decisionMade, child, occurred, {})
    const acts = [act(3, '2011-01-01'), act(1, '2014-01-01'), act(2, '2012-01-01')]
    const mine = [waiting(act(9, '2010-01-01')), waiting(act(8, '2015-01-01'))]
    const ids = settled([...mine, ...acts]).acts.map(({ entry: stands }) => stands.id)
    expect(ids).toEqual([1, 2, 3, 8, 9].map((number) => testId(1000 + number)))
  })
})

describe('bodies', () => {
  it('that a newer device wrote and this one cannot read are passed over, others are not', () => {
    const odd = entry(1, childRegistered, child, '2013-07-01', { names: 7 })
    const sound = entry(2, childRegistered, child, '2013-07-01', {
      names: { latin: 'Sok' },
      sex: 'male',
      code: 'K-0001',
    })
    const chronicle = settled([odd, sound])
    expect(statedOf(chronicle, childRegistered).map(({ id }) => id)).toEqual([sound.id])
    expect(statedOf(chronicle, childRegistered).map(({ id }) => id)).toEqual([sound.id])
    expect(chronicle.facts).toHaveLength(2)
  })
  it('of an unknown kind fold into nothing', () => {
    const strange = { ...born(1, '2011'), kind: 'weather.forecast' }
    expect(settled([strange])).toMatchObject({ facts: [], acts: [] })
  })
})
