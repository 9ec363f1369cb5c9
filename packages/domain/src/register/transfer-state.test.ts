// Transfers: announced before, learned in time, or learned late; the reason, or none known.
import { expect, test } from 'vitest'
import { entry, people } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import { instantSchema } from '../time/instant.ts'
import { custodyBegan } from './kinds.ts'
import { transferAnnounced } from './transfer-kinds.ts'
import { openNotices, transfersOf } from './transfer-state.ts'

const moved = (received: string, more: Record<string, unknown> = {}) => ({
  ...entry(2, custodyBegan, people.mother, '2013-10-01', {
    place: 'facility',
    facility: people.otherPrison,
    cause: 'transfer',
    legalStatus: 'unknown',
    charge: 'unknown',
    ...more,
  }),
  received: instantSchema.parse(received),
})
const told = entry(3, transferAnnounced, people.mother, '2013-09-28', {
  to: people.otherPrison,
  movesOn: '2013-10-01',
  transferReason: 'Nearer to the court',
})
const offset = '+07:00'

test('learned within a day, with no reason known', () => {
  expect(transfersOf(settled([moved('2013-10-02T03:00:00.000Z')]), 24, offset)).toMatchObject([
    { to: people.otherPrison, reason: null, isAnnounced: false, knownLateOn: null },
  ])
})

test('learned late says since when', () => {
  expect(transfersOf(settled([moved('2013-10-09T03:00:00.000Z')]), 24, offset)).toMatchObject([
    { knownLateOn: '2013-10-09' },
  ])
})

test('a notice before it gives the reason, and is open until it happens', () => {
  const before = settled([told])
  expect(openNotices(before, transfersOf(before, 24, offset))).toMatchObject([{ movesOn: '2013-10-01' }])
  const after = settled([told, moved('2013-10-09T03:00:00.000Z')])
  const transfers = transfersOf(after, 24, offset)
  expect(transfers).toMatchObject([{ isAnnounced: true, reason: 'Nearer to the court', knownLateOn: null }])
  expect(openNotices(after, transfers)).toEqual([])
})
