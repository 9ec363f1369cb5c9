import { describe, expect, it } from 'vitest'
import { mergeFeed, readEntry, readFeed } from './merge-feed.ts'
import type { Entry } from '@komar/domain/chronicle/entry'

const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const child = id(1)

function entry(seq: number, kind: string, more: Record<string, unknown> = {}): Entry {
  const read = readEntry({
    id: id(100 + seq),
    kind,
    v: 1,
    subject: child,
    also: [],
    occurred: '2013-05-01',
    basis: 'seen',
    body: { salt: 'AAAAAAAAAAAAAAAAAAAAAA' },
    author: id(11),
    agency: id(21),
    device: id(31),
    written: '2013-05-01T03:00:00.000Z',
    seq,
    received: '2013-05-01T03:00:00.000Z',
    ...more,
  })
  if (read === null) throw new Error('the example is no entry')
  return read
}

const page = { forget: [], entries: [], cursor: 'next', more: false }

describe('mergeFeed', () => {
  it('adds what is new about this subject, also where another is named first', () => {
    const news = [
      entry(2, 'care.contact-held'),
      entry(3, 'register.birth-stated', { subject: id(9) }),
      entry(4, 'care.carer-assessed', { subject: id(8), also: [child] }),
    ]
    const merged = mergeFeed(child, [entry(1, 'register.birth-stated')], { ...page, entries: news })
    expect(merged.map(({ seq }) => seq)).toEqual([1, 2, 4])
  })

  it('changes nothing when an entry comes twice', () => {
    const held = [entry(1, 'register.birth-stated')]
    expect(mergeFeed(child, held, { ...page, entries: held })).toEqual(held)
  })

  it('forgets the classes that were lost, of this subject only, and keeps what is sent again', () => {
    const held = [entry(1, 'register.birth-stated'), entry(2, 'care.contact-held'), entry(3, 'care.follow-up-done')]
    const lost = { subject: child, classes: ['care'] }
    const again = [entry(2, 'care.contact-held')]
    expect(mergeFeed(child, held, { ...page, forget: [lost], entries: again }).map(({ seq }) => seq)).toEqual([1, 2])
    const other = { subject: id(9), classes: ['care'] }
    expect(mergeFeed(child, held, { ...page, forget: [other] })).toHaveLength(3)
  })
})

describe('readFeed', () => {
  const end = JSON.stringify({ cursor: 'c2', more: true, head: { seq: 1, chain: 'aa' }, backedUpTo: 0 })

  it('reads lines up to the cursor', () => {
    const forget = JSON.stringify({ forget: { subject: child, classes: ['care'] } })
    expect(readFeed(`${forget}\n${end}\n`)).toEqual({
      forget: [{ subject: child, classes: ['care'] }],
      entries: [],
      cursor: 'c2',
      more: true,
    })
  })

  it('gives nothing for an answer that breaks off', () => {
    expect(readFeed('')).toBeNull()
    expect(readFeed(`${JSON.stringify({ forget: { subject: child, classes: [] } })}\n`)).toBeNull()
  })
})
