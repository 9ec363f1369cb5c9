import type { SignedHead } from '@komar/contract/heads'
import { expect, it } from 'vitest'
import { contradicts, withSigned } from './heads.ts'

const signed = (seq: number, at: string): SignedHead => ({
  format: 'komar-head',
  version: 1,
  host: '01940000-0000-7000-8000-000000000001',
  epoch: '01940000-0000-7000-8000-000000000002',
  seq,
  chain: `${seq}`.padStart(64, '0'),
  at: `${at}T00:00:00.000Z`,
  key: 'k'.repeat(43),
  signature: `${seq}`.padStart(86, 's'),
})

it('keeps each signed head once, the last ones whole, and of older ones the first of each month', () => {
  const days = [
    '2026-01-05',
    '2026-01-20',
    '2026-02-03',
    ...Array.from({ length: 16 }, (_, at) => `2026-03-${at + 10}`),
  ]
  let kept: SignedHead[] = []
  for (const [seq, day] of days.entries())
    for (let times = 0; times < 2; times += 1) kept = withSigned(kept, signed(seq, day))
  expect(kept.map(({ at }) => at.slice(0, 10))).toEqual(days.filter((day) => day !== '2026-01-20'))
  expect(withSigned(kept, undefined)).toEqual(kept)
})

it('refuses a host that signs another past than the one seen', () => {
  const head = { seq: 9, chain: 'c9' }
  const page = { head, lines: [], signed: signed(7, '2026-01-01') }
  expect(contradicts([{ seq: 7, chain: page.signed.chain }, head], page)).toBe(false)
  expect(contradicts([{ seq: 7, chain: 'another' }, head], page)).toBe(true)
})
