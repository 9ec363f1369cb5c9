import { expect, it } from 'vitest'
import { fateOf, reportOf } from './device-fate.ts'

const revoked = { at: '2026-11-29T08:00:00.000Z', by: 'Sokha' }
const none = { pieces: 0, waiting: 0, lastAt: null }
const some = { pieces: 3, waiting: 1, lastAt: revoked.at }

it.each([
  [{ revoked: null, unsent: 4, handedIn: none }, null],
  [{ revoked: null, unsent: 4, handedIn: some }, 'handed-in'],
  [{ revoked, unsent: 4, handedIn: some }, 'handed-in'],
  [{ revoked, unsent: 4, handedIn: { ...some, waiting: 0 } }, 'dealt-with'],
  [{ revoked, unsent: 4, handedIn: none }, 'unknown'],
  [{ revoked, unsent: null, handedIn: none }, 'unknown'],
  [{ revoked, unsent: 0, handedIn: none }, 'nothing'],
] as const)('of %j it is said: %s', (device, expected) => {
  expect(fateOf(device)).toBe(expected)
})

it('tells silence from nothing', () => {
  expect([null, 0, 2].map((unsent) => reportOf({ unsent }))).toEqual(['unknown', 'nothing', 'unsent'])
})
