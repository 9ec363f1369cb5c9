import { expect, it } from 'vitest'
import { faultOfPassword, hashPassword, verifyPassword } from './password.ts'

it.each([
  ['eleven char', 'too-short'],
  ['password1234', 'too-guessable'],
  ['qwertyuiopasdf', 'too-guessable'],
  ['aaaaaaaaaaaaaaaa', 'too-guessable'],
  ['sokhasokhasokha', 'too-guessable'],
  ['x'.repeat(201), 'too-long'],
  ['four plain quiet words', null],
  ['ទឹកភ្លៀងធ្លាក់លើដំបូល', null],
])('%s: %s', (password, expected) => {
  expect(faultOfPassword(password, ['sokha'])).toBe(expected)
})

it('is kept as argon2id with 19 MiB, and verified in either Unicode form', async () => {
  const stored = await hashPassword('caf\u00e9 by the wide river')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u)
  expect(await verifyPassword(stored, 'cafe\u0301 by the wide river')).toBe(true)
  expect(await verifyPassword(stored, 'cafe by the wide river')).toBe(false)
  expect(await verifyPassword(null, 'of nobody')).toBe(false)
})
