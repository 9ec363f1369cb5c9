// What an agency seals with its own key is in no table, no file of the stopped engine's kind, no backup: a host that is taken, and whoever
// runs it, read where and when something was written, and no word of it. Written through the very code that seals on a device.
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Recorded, Written } from '@komar/domain/chronicle/entry'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { identitiesFrom, recipientsFor } from '../backup/keys.ts'
import { restore } from '../backup/restore.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { makePool } from '../db/pool.ts'
import { freshDatabase } from '../db/test-database.ts'
import { makeHostKeys, secretsOf } from '../keys/host-keys.ts'
import { sealEntry } from '../../../web/src/store/agency-keys/seal-entry.ts'
import type { AgencySecret } from '../../../web/src/store/agency-keys/held.ts'
import { makeAgencySecret, wrapFor } from '../../../web/src/store/agency-keys/secret.ts'
import { textOpener } from '../../../web/src/store/agency-keys/text-seal.ts'
import { worldOf } from '../world.ts'
import { verifyChain } from './chain.ts'
import { filesWith, tablesWith } from './test-canary.ts'
import {
  addAgency,
  addPerson,
  append,
  childRegistered,
  entryOf,
  newId,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

/** Not in this file as they stand in the engine's: nothing else writes them. */
const canaries = { khmer: 'សត្វចាបខ្មៅ៤៤៧១', latin: 'KEYCANARY-4471' }
const story = `The guard at gate 3 took her mattress. ${canaries.latin} ${canaries.khmer}`
const plain = 'PLAINCANARY-4471'

let host: TestChronicle
let owner: pg.Pool
let writer: Person
let key: AgencySecret
let entries: Written[]
const child = newId()

beforeAll(async () => {
  host = await testChronicle()
  owner = makePool({ url: host.database.ownerUrl, max: 1 })
  writer = await addPerson(host.administrator, await addAgency(host.administrator), ['supervisor'])
  key = await makeAgencySecret()
  const deviceIdentity = await generateX25519Identity()
  await host.administrator.query(
    `insert into komar.agency_key (id, agency, recipient, scope, parts_needed, made_by) values ($1, $2, $3, 'notes-and-complaints', 2, $4)`,
    [key.id, writer.agency, key.recipient, writer.user],
  )
  await host.administrator.query(
    `insert into komar.agency_key_wrap (key, device, wrap, given_by) values ($1, $2, $3, $4)`,
    [
      key.id,
      writer.device,
      Buffer.from(await wrapFor(await identityToRecipient(deviceIdentity), key), 'base64'),
      writer.user,
    ],
  )
  const scope = { key: key.id, recipient: key.recipient, scope: 'notes-and-complaints' as const }
  entries = await Promise.all(written().map((entry) => sealEntry(entry, scope)))
  const results = await append(host.app, writer, [childRegistered(writer, child), ...entries], { world: worldOf('kh') })
  expect(results.map(({ status }) => status)).toEqual(Array.from({ length: entries.length + 1 }, () => 'accepted'))
})
afterAll(async () => {
  await owner.end()
  await host.dispose()
})

/** Each text that is sealed, of each kind that can be written here; and one of a kind that is not. */
function written(): Written[] {
  const entry = (kind: string, body: Record<string, unknown>, more: Record<string, unknown> = {}): Written =>
    ({ ...entryOf(writer, { kind, subject: child, occurred: '2013-07-14', body }), ...more }) as Written
  const note = entry('register.note-written', { note: story, toldBy: story }, { basis: 'told' })
  const complaint = entry('assess.complaint-made', {
    complainant: 'mother',
    way: 'voice',
    about: ['treatment'],
    isAppeal: false,
    words: story,
    wish: story,
    againstOthers: story.slice(0, 200),
    howToAnswer: story.slice(0, 200),
  })
  const seen = entry('assess.reprisal-seen', {
    complaint: complaint.id,
    reprisals: ['threats'],
    words: story,
    done: story,
  })
  return [
    note,
    entry('register.note-written', { note: story, reason: story }, { replaces: note.id }),
    entry('register.note-written', { reason: story }, { retracts: note.id }),
    complaint,
    seen,
    entry('wellbeing.injury-seen', { injury: 'bruise', walks: 'yes', words: plain }),
  ]
}

it('is in no table; what is not sealed is, where the search is as sharp', async () => {
  expect(await tablesWith(host.administrator, plain)).toEqual(['entry'])
  for (const canary of Object.values(canaries)) expect(await tablesWith(host.administrator, canary)).toEqual([])
  expect(await tablesWith(host.administrator, key.secret)).toEqual([])
})

it('is in no file of the engine, nor in its log of changes', async () => {
  expect(await filesWith(host.administrator, plain)).not.toEqual([])
  for (const text of [...Object.values(canaries), key.secret])
    expect(await filesWith(host.administrator, text)).toEqual([])
})

it('is in no backup, also when that is opened and restored elsewhere, where the agency reads it as before', async () => {
  const directory = await mkdtemp(joinPath(tmpdir(), 'komar-agency-keys-'))
  const file = joinPath(directory, 'host.komar')
  const from = await owner.connect()
  const keys = secretsOf(await makeHostKeys())
  await writeBackup(from, {
    file,
    recipients: await recipientsFor(directory, []),
    keys,
    now: '2026-11-30T10:00:00.000Z',
  })
  from.release()
  const database = await freshDatabase()
  const pool = makePool({ url: database.ownerUrl, name: 'test', max: 1 })
  const db = await pool.connect()
  await restore(db, { file, decrypter: await identitiesFrom(directory, undefined), mayReplace: false })
  expect(await tablesWith(db, plain)).toEqual(['entry'])
  for (const canary of Object.values(canaries)) expect(await tablesWith(db, canary)).toEqual([])
  expect(await tablesWith(db, key.recipient)).toEqual(['agency_key'])
  expect(await tablesWith(db, key.secret)).toEqual([])
  const note = await db.query<{ body: Recorded['body'] }>('select body from komar.entry where id = $1', [
    entries[0]?.id,
  ])
  const opened = await textOpener(key.secret)(String(note.rows[0]?.body['note']))
  expect(opened).toEqual({ version: 1, entry: entries[0]?.id, member: 'note', text: story })
  db.release()
  await pool.end()
  await database.dispose()
  await rm(directory, { recursive: true })
})

it('leaves the chain as checkable as ever', async () => {
  expect(await verifyChain(host.administrator)).toMatchObject({ fits: true, entries: entries.length + 1 })
})
