import { describe, expect, it } from 'vitest'
import { readEntry } from './merge-feed.ts'
import { chronicleItems } from './chronicle-items.ts'
import { speakForTest } from '../i18n/spoken-for-tests.tsx'
import type { Entry } from '@komar/domain/chronicle/entry'

const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const salt = 'AAAAAAAAAAAAAAAAAAAAAA'

function entry(seq: number, kind: string, body: object, more: Record<string, unknown> = {}): Entry {
  const instant = '2013-05-01T03:00:00.000Z'
  const envelope = { v: 1, also: [], occurred: '2013-05-01', basis: 'seen', written: instant, received: instant }
  const who = { subject: id(1), author: id(11), agency: id(21), device: id(31) }
  const read = readEntry({ ...envelope, ...who, id: id(100 + seq), seq, kind, body: { salt, ...body }, ...more })
  if (read === null) throw new Error('the example is no entry')
  return read
}

const telling = (areNamesHidden = false) => ({
  speech: speakForTest('en'),
  timeZone: 'Asia/Phnom_Penh',
  authors: [{ id: id(11), displayName: 'Dara', agency: id(21) }],
  namer: { nameOf: () => null, areNamesHidden },
  agencyName: () => 'Lotus',
})

const born = entry(1, 'register.birth-stated', { born: '2011-02' })

describe('chronicleItems', () => {
  it('is empty for nothing', () => {
    expect(chronicleItems([], telling())).toEqual([])
  })

  it('says who, which agency, and the members in words', () => {
    const [item] = chronicleItems([born], telling())
    expect(item).toMatchObject({ what: 'Date of birth', author: 'Dara', agency: 'Lotus', slice: 'register' })
    expect(item?.facts).toEqual([{ label: 'Born', value: 'February 2011' }])
  })

  it('shows a correction before and after, with its reason', () => {
    const better = entry(
      2,
      'register.birth-stated',
      { born: '2011-02-10', reason: 'health card' },
      { replaces: born.id },
    )
    const [item, ...rest] = chronicleItems([born, better], telling())
    expect(rest).toEqual([])
    expect(item?.correction).toEqual({
      reason: 'health card',
      changes: [{ label: 'Born', before: 'February 2011', after: '10 February 2011' }],
    })
  })

  it('keeps a withdrawn entry, with why and by whom', () => {
    const withdrawal = entry(2, 'register.birth-stated', { reason: 'another child' }, { retracts: born.id })
    const items = chronicleItems([born, withdrawal], telling())
    expect(items).toHaveLength(1)
    expect(items[0]?.retraction).toEqual({ reason: 'another child', by: 'Dara' })
  })

  it('says no name while names are hidden', () => {
    const named = entry(3, 'register.child-registered', { names: { latin: 'Sok Dara' }, sex: 'male', code: 'K-0001' })
    expect(JSON.stringify(chronicleItems([named], telling()))).toContain('Sok Dara')
    expect(JSON.stringify(chronicleItems([named], telling(true)))).not.toContain('Sok Dara')
  })

  it('shows an entry of a kind that it does not know, without its members', () => {
    const later = entry(4, 'later.kind', { secret: 'x' })
    expect(chronicleItems([later], telling())).toMatchObject([
      { what: expect.stringContaining('does not know'), facts: [] },
    ])
  })
})
