import { expect, it } from 'vitest'
import { inBase32, makeTotpSecret, stepOfCode } from './totp.ts'

/** RFC 6238, appendix B, for SHA-1; of the eight digits there, the app shows the last six. */
const secret = new TextEncoder().encode('12345678901234567890')

it.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at %i seconds takes %s', (seconds, code) => {
  expect(stepOfCode(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
})

it('takes a code one step before or after, and no other', () => {
  const step = Math.floor(1234567890 / 30)
  const codeAt = '005924'
  for (const off of [-1, 0, 1]) expect(stepOfCode(secret, codeAt, (step + off) * 30_000)).toBe(step)
  for (const off of [-2, 2, 100]) expect(stepOfCode(secret, codeAt, (step + off) * 30_000)).toBeNull()
})

it.each(['', '00592', '0059245', '００５９２４', 'abcdef'])('does not take "%s"', (code) => {
  expect(stepOfCode(secret, code, 1234567890_000)).toBeNull()
})

it('makes secrets of 160 bits', () => {
  expect(inBase32(makeTotpSecret())).toMatch(/^[A-Z2-7]{32}$/u)
  expect(inBase32(makeTotpSecret())).not.toBe(inBase32(makeTotpSecret()))
  expect(inBase32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
})
