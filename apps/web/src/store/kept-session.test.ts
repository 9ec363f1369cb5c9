import type { Session } from '@komar/contract/session'
import { expect, it } from 'vitest'
import { keepSession, readKeptSession } from './kept-session.ts'
import { memoryDisk } from './memory-disk.ts'
import { plainSeal } from './plain-seal.ts'

const id = '01940000-0000-7000-8000-000000000001'

/** As the first version kept it. Do not add to it: what a later version adds to a session needs a default in kept-session.ts. */
const oldest = {
  heardAt: 1_000_000,
  session: {
    account: { id, user: 'dara', displayName: 'Dara of the tests' },
    agency: { id, code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare', isState: true },
    roles: ['social-worker'],
    language: 'km',
    mustChangePassword: false,
    mayRead: ['identity'],
    mayWrite: ['identity'],
    device: id,
    expiresAt: '2030-01-01T00:00:00Z',
    host: {
      stamp: 'demonstration',
      epoch: id,
      country: 'kh',
      timeZone: 'Asia/Phnom_Penh',
      now: '2014-01-01T00:00:00.000Z',
      today: '2014-01-01',
    },
  },
}

async function readKept(session: object) {
  const opened = { disk: memoryDisk(), seal: plainSeal('dara') }
  await keepSession(opened, session as Session, oldest.heardAt) // of another version, whose type this one does not know
  return readKeptSession(opened, oldest.heardAt + 86_400_000)
}

it('opens what the oldest version kept, so that an update without a network shuts nobody out', async () => {
  expect(await readKept(oldest.session)).toMatchObject({
    account: { user: 'dara' },
    hasPasskey: false,
    byProvider: null,
    host: { today: '2014-01-02', devicePolicy: { lockAfterMinutes: 5 } },
  })
})

it('opens nothing of another form', async () => {
  expect(await readKept({ ...oldest.session, account: null })).toBeNull()
})
