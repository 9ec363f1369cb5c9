import { expect, test } from 'vitest'
import { isReady, prepareChecks, type DeviceFacts } from './prepare-checks.ts'

const ready: DeviceFacts = {
  download: { is: 'whole' },
  missing: 0,
  battery: { level: 0.8, isCharging: false },
  isPersistent: true,
  freeBytes: 10 ** 9,
  filesMissing: 0,
  unsent: 0,
  drafts: 0,
}
const standing = (facts: DeviceFacts) =>
  Object.fromEntries(prepareChecks(facts).map((check) => [check.name, check.standing]))

test('a device with all that it keeps, room and charge is ready', () => {
  expect(isReady(prepareChecks(ready))).toBe(true)
  expect(new Set(Object.values(standing(ready)))).toEqual(new Set(['ready']))
})

test.each<[string, Partial<DeviceFacts>]>([
  ['download', { download: { is: 'running', entries: 3, expected: 10 } }],
  ['download', { download: { is: 'stopped', entries: 3, expected: null, because: 'no-network' } }],
  ['pinned', { missing: 1 }],
  ['app', { filesMissing: 2 }],
  ['persistent', { isPersistent: false }],
  ['room', { freeBytes: 10 }],
  ['charge', { battery: { level: 0.2, isCharging: false } }],
])('%s can be missing, and then it is not ready', (name, facts) => {
  expect(standing({ ...ready, ...facts })[name]).toBe('missing')
  expect(isReady(prepareChecks({ ...ready, ...facts }))).toBe(false)
})

test('what the device does not tell is for a person to look at, and is never called well', () => {
  const silent = { ...ready, battery: null, isPersistent: null, freeBytes: null, filesMissing: null }
  expect(standing(silent)).toMatchObject({ charge: 'look', persistent: 'look', room: 'look', app: 'look' })
  expect(isReady(prepareChecks(silent))).toBe(true)
})

test('unsent work and drafts are noted; they hinder nobody from going', () => {
  const busy = { ...ready, unsent: 2, drafts: 1, battery: { level: 0.1, isCharging: true } }
  expect(standing(busy)).toMatchObject({ unsent: 'note', drafts: 'note', charge: 'ready' })
  expect(isReady(prepareChecks(busy))).toBe(true)
})
