// What an erasure leaves in the engine's files goes by itself on a host that runs: at night, and only when it really is gone.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { inTurn } from '../db/in-turn.ts'
import { makeHostKeys } from '../keys/host-keys.ts'
import { jobsOf } from '../schedule.ts'
import { scrub, ScrubHeld, scrubWhenQuiet } from './scrub.ts'
import { filesWith } from './test-canary.ts'
import { addAgency, addPerson, newId, testChronicle, type Person, type TestChronicle } from './test-people.ts'

const canary = 'SCRUBCANARY-ភាសា-5512'

let host: TestChronicle
let person: Person
let beside: pg.Client
beforeAll(async () => {
  host = await testChronicle()
  person = await addPerson(host.administrator, await addAgency(host.administrator), ['supervisor'])
  beside = new pg.Client({ connectionString: host.database.ownerUrl })
  await beside.connect()
})
afterAll(async () => {
  await beside.end()
  await host.dispose()
})
beforeEach(() => itIs('night'))

const places = () => ({ ownerUrl: host.database.ownerUrl, maintenanceUrl: host.database.administratorUrl })

/** The host's clock stands where its time zone says: 2 at night, or noon. */
async function itIs(time: 'night' | 'noon'): Promise<void> {
  const hours = new Date().getUTCHours() - (time === 'night' ? 2 : 12)
  // Etc/GMT+3 lies three hours behind UTC.
  const behind = hours > 12 ? hours - 24 : hours < -12 ? hours + 24 : hours
  await host.administrator.query('update komar.host set time_zone = $1', [`Etc/GMT${behind < 0 ? '' : '+'}${behind}`])
}

/** Something is written and erased, so long ago. Where it stood does not matter to the files. */
async function erased(hoursAgo = 0): Promise<void> {
  const db = host.administrator
  const id = newId()
  await db.query(
    `insert into komar.refusal (id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received)
     values ($1, $2, $3, $4, $1, 'register.note-written', 256, sha256('x'), '{"code":"entry.reason-missing"}', $5, now())`,
    [id, person.agency, person.user, person.device, canary],
  )
  await db.query('begin')
  await db.query('delete from komar.refusal where id = $1', [id])
  await db.query(
    `insert into komar.erased (entry, subject, act, request, at) values ($1, $1, $1, $1, now() - $2 * interval '1 hour')`,
    [id, hoursAgo],
  )
  await db.query('commit')
}

/** Its own tables' files: a server that is not Komar's keeps its log for itself. */
const left = async () => (await filesWith(host.administrator, canary)).filter((name) => name.startsWith('base/'))

it('is on the schedule of a host that runs, each hour', async () => {
  await erased()
  const jobs = jobsOf({
    ...places(),
    pool: host.app,
    settings: { origin: 'https://komar.test', mail: null, backups: null, backupRecipients: [], dataDirectory: '' },
    keys: await makeHostKeys(),
  })
  const job = jobs.find(({ what }) => what === 'scrub')
  expect(job?.pattern).toMatch(/^\d+ \* \* \* \*$/u)
  await job?.work()
  expect(await left()).toEqual([])
})

it('is done in the next night, once, and not by day', async () => {
  await itIs('noon')
  await erased()
  expect(await scrubWhenQuiet(places())).toBe('not-yet')
  expect(await left()).not.toEqual([])
  await itIs('night')
  expect(await scrubWhenQuiet(places())).toMatchObject({ isLogLeft: false })
  expect(await left()).toEqual([])
  expect(await scrubWhenQuiet(places())).toBeNull()
})

it('by day where no night was had for nearly a day: a machine that sleeps then', async () => {
  await itIs('noon')
  await erased()
  expect(await scrubWhenQuiet(places())).toBe('not-yet')
  await host.administrator.query(`update komar.host set scrub_waits_since = scrub_waits_since - interval '22 hours'`)
  expect(await scrubWhenQuiet(places())).toBe('not-yet')
  await host.administrator.query(`update komar.host set scrub_waits_since = scrub_waits_since - interval '1 hour'`)
  expect(await scrubWhenQuiet(places())).toMatchObject({ isLogLeft: false })
  expect(await left()).toEqual([])
})

it('also of an erasure whose instant lies before the last that was scrubbed', async () => {
  await erased(100)
  expect(await scrubWhenQuiet(places())).toMatchObject({ isLogLeft: false })
  expect(await left()).toEqual([])
})

it('is not taken for done while something that began before still reads, such as a backup', async () => {
  await beside.query('begin isolation level repeatable read read only')
  await beside.query('select count(*) from komar.agency')
  await erased()
  const hurried = { ...places(), patienceMs: 0 }
  await expect(scrub(hurried)).rejects.toThrow(ScrubHeld)
  await expect(scrubWhenQuiet(hurried)).rejects.toThrow(/still reads what was erased/u)
  expect(await left()).not.toEqual([])
  await beside.query('commit')
  expect(await scrubWhenQuiet(places())).toMatchObject({ isLogLeft: false })
  expect(await left()).toEqual([])
})

it('does not make people wait behind somebody who uses a table for long', async () => {
  await erased()
  await beside.query('begin; lock table komar.entry in access share mode')
  await expect(scrub(places())).rejects.toThrow(ScrubHeld)
  await beside.query('commit')
  expect(await scrub(places())).toMatchObject({ isLogLeft: false })
})

it('waits for the next hour while the host makes a backup by itself', async () => {
  await erased()
  expect(await inTurn(beside, 'komar.backup', () => scrubWhenQuiet(places()))).toBe('busy')
  expect(await scrubWhenQuiet(places())).toMatchObject({ isLogLeft: false })
  expect(await left()).toEqual([])
})
