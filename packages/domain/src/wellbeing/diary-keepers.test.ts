import { expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { day, entry, people, worldOf } from '../example-entries.fixture.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { settled } from '../settled.ts'
import { diaryEntrustedGate, diaryKeepers } from './diary-keepers.ts'
import { diaryEntrusted } from './diary-kinds.ts'

const keeper = uuidSchema.parse('01940000-0000-7000-8000-00000000ca7e')
const today = day('2013-10-01')
const entrusted = (until: string, number = 1) =>
  entry(number, diaryEntrusted, people.child, '2013-10-01', { keeper, until })

function missing(until: string, isOwnCarer = true): string[] {
  const world = { ...worldOf([], cambodia(), today), isOwnCarer: () => isOwnCarer }
  return diaryEntrustedGate.checks(entrusted(until), world).flatMap(({ code, holds }) => (holds ? [] : [code]))
}

it('is given to a carer of the own agency, from tomorrow, for a year at most', () => {
  expect(missing('2013-10-02')).toEqual([])
  expect(missing('2014-10-01')).toEqual([])
  expect(missing('2014-10-02')).toEqual(['diary.until-within-year'])
  expect(missing('2013-10-01')).toEqual(['diary.until-ahead'])
  expect(missing('2013-10-02', false)).toEqual(['diary.keeper-is-own-carer'])
})

it('asks about the account that it names, and of no other', () => {
  expect(diaryEntrustedGate.accounts?.(entrusted('2013-12-01'))).toEqual([keeper])
  expect(
    diaryEntrustedGate.accounts?.({ ...entrusted('2013-12-01'), body: { salt: 'AAAAAAAAAAAAAAAAAAAAAA' } }),
  ).toEqual([])
})

it('stands as it was given last', () => {
  const both = settled([entrusted('2013-12-01', 1), entrusted('2014-03-01', 2)])
  expect(diaryKeepers(both)).toEqual([{ keeper, until: '2014-03-01' }])
})
