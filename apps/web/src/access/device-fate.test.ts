import { expect, it } from 'vitest'
import { fateOf, reportOf } from './device-fate.ts'

const revoked = { at: '2026-11-29T08:00:00.000Z', by: 'Sokha' }
const none = { pieces: 0, waiting: 0, lastAt: null }
const some = { pieces: 3, waiting: 1, lastAt: revoked.at }

it.each([
  [{ revoked: null, unsent: 4, handedIn: none, leftOn: null }, null],
  [{ revoked: null, unsent: 4, handedIn: some, leftOn: null }, 'handed-in'],
  [{ revoked, unsent: 4, handedIn: some, leftOn: null }, 'handed-in'],
  [{ revoked, unsent: 4, handedIn: { ...some, waiting: 0 }, leftOn: null }, 'dealt-with'],
  [{ revoked, unsent: 4, handedIn: none, leftOn: null }, 'unknown'],
  [{ revoked, unsent: null, handedIn: none, leftOn: null }, 'unknown'],
  [{ revoked, unsent: 0, handedIn: none, leftOn: null }, 'nothing'],
  [{ revoked: null, unsent: 2, handedIn: none, leftOn: '2026-11-28' }, 'unknown'],
] as const)('of %j it is said: %s', (device, expected) => {
  expect(fateOf(device)).toBe(expected)
})

it('tells silence from nothing', () => {
  expect([null, 0, 2].map((unsent) => reportOf({ unsent }))).toEqual(['unknown', 'nothing', 'unsent'])
})
