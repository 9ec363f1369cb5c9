// A host that was stopped and is carried away with its disk: what two agencies erased, and what an agency sealed with its own key, is in
// none of its files, whatever program wrote them, nor in a backup made after the erasure. What only age sealed is in them, in plain words:
// the grown child is to have it. That it is found shows that the search is sharp.
import { sealEntry } from '../../../web/src/store/agency-keys/seal-entry.ts'
import type { AgencySecret } from '../../../web/src/store/agency-keys/held.ts'
import { makeAgencySecret } from '../../../web/src/store/agency-keys/secret.ts'
import { noticeDays } from '@komar/domain/care/seal'
import type { Written } from '@komar/domain/chronicle/entry'
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backupCommand } from '../backup/backup-command.ts'
import { identitiesFrom } from '../backup/keys.ts'
import { readBackup } from '../backup/read-backup.ts'
import { scrub } from '../chronicle/scrub.ts'
import { anyFileWith, writingsOf } from '../chronicle/test-canary.ts'
import {
  addAgency,
  addPerson,
  birthStated,
  childRegistered,
  circleOf,
  entryOf,
  join as joinCircle,
  newId,
  noteWritten,
  passDays,
  type Person,
} from '../chronicle/test-people.ts'
import { findPlaces } from '../db/embedded-places.ts'
import { worldOf } from '../world.ts'
import { makeWholeHost, type WholeHost } from './whole-host.ts'

/** Written by nothing else: not in this file as they stand in the host's. */
const erased = ['សត្វទីទុយស៩០១៣', 'ERASEDCANARY-9013']
const held = ['សត្វក្អែកខ្មៅ៩០១៣', 'HELDCANARY-9013']
const sealedByAge = ['សត្វកុកស៩០១៣', 'AGECANARY-9013']

let dataDirectory: string
let directories: string[]
let file: string
let host: WholeHost
let administrator: pg.Client
let asking: Person
let agreeing: Person
let key: AgencySecret
const [child, grown] = [newId(), newId()]

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'komar-stopped-'))
  await chmod(dataDirectory, 0o755)
  file = `${dataDirectory}.komar`
  host = await makeWholeHost(dataDirectory, 0)
  // The engine's account may not be able to enter the data directory.
  directories = [dataDirectory, (await findPlaces(dataDirectory)).directory]
  host.start()
  await host.untilReady()
  administrator = new pg.Client({ connectionString: host.administratorUrl })
  await administrator.connect()
  const [one, other] = [await addAgency(administrator), await addAgency(administrator)]
  asking = await addPerson(administrator, one, ['supervisor', 'social-worker'])
  agreeing = await addPerson(administrator, other, ['supervisor'])
  await joinCircle(administrator, agreeing.user, await circleOf(administrator, 'agency', one))
  key = await makeAgencySecret()
  await administrator.query(
    `insert into komar.agency_key (id, agency, recipient, scope, parts_needed, made_by) values ($1, $2, $3, 'notes', 2, $4)`,
    [key.id, one, key.recipient, asking.user],
  )
}, 120_000)
afterAll(async () => {
  await host.stop()
  await rm(file, { force: true })
  await rm(dataDirectory, { recursive: true, force: true })
})

async function send(person: Person, ...entries: Written[]): Promise<void> {
  const answer = await fetch(`${host.origin}/v1/entries`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ entries }),
  })
  const { results = [] } = (await answer.json()) as { results?: { status: string }[] } // the host's own answer
  expect(results.map(({ status }) => status)).toEqual(entries.map(() => 'accepted'))
}

async function filesWith(texts: readonly string[]): Promise<string[]> {
  const found = await Promise.all(directories.flatMap((directory) => texts.map((text) => anyFileWith(directory, text))))
  return [...new Set(found.flat())]
}

async function write(): Promise<Written[]> {
  const words = (canaries: readonly string[]): string => `She said so. ${canaries.join(' ')}`
  const note = noteWritten(asking, child, words(erased))
  const injury = entryOf(asking, {
    kind: 'wellbeing.injury-seen',
    subject: child,
    body: { injury: 'bruise', walks: 'yes', words: words(erased) },
  })
  const correction = { ...noteWritten(asking, child), replaces: note.id }
  const corrected = { ...correction, body: { ...correction.body, reason: words(erased) } } as Written
  const to = { key: key.id, recipient: key.recipient, scope: 'notes' as const }
  await send(asking, childRegistered(asking, child), note, injury, corrected)
  await send(asking, await sealEntry(noteWritten(asking, child, words(held)), to))
  await send(asking, childRegistered(asking, grown), noteWritten(asking, grown, words(sealedByAge)))
  await send(asking, birthStated(asking, grown, '1990-05'))
  await passDays(administrator, noticeDays)
  return [note, injury, corrected]
}

async function erase(entries: readonly Written[]): Promise<void> {
  const body = { toErase: entries.map(({ id }) => id), ground: 'wrong-person', whyErase: 'It is about somebody else.' }
  const request = entryOf(asking, { kind: 'access.erasure-asked', subject: child, body })
  await send(asking, request)
  const agreement = { request: request.id, judged: 'told' }
  await send(agreeing, entryOf(agreeing, { kind: 'access.erasure-agreed', subject: child, body: agreement }))
}

it('a stopped host and a backup of it hold nothing that was erased or that an agency holds', async () => {
  const entries = await write()
  await administrator.query('checkpoint')
  expect(await filesWith(erased)).not.toEqual([])
  await erase(entries)
  await administrator.end()
  expect(await scrub({ ownerUrl: host.ownerUrl, maintenanceUrl: host.administratorUrl })).not.toBeNull()
  await backUp()
  expect(await host.stop()).toBe(0)

  const inData = { erased: await filesWith(erased), held: await filesWith([...held, key.secret]) }
  expect(inData).toEqual({ erased: [], held: [] })
  expect(await filesWith(sealedByAge)).not.toEqual([])

  expect((await stat(file)).size).toBeGreaterThan(1000)
  const inBackup = { erased: await tablesInBackup(erased), held: await tablesInBackup([...held, key.secret]) }
  expect(inBackup).toEqual({ erased: [], held: [] })
  expect(await tablesInBackup(sealedByAge)).toEqual(['entry'])
  expect(await tablesInBackup([key.recipient])).toEqual(['agency_key'])
}, 300_000)

async function backUp(): Promise<void> {
  const environment = { KOMAR_DATA: dataDirectory }
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const io = { stdin: Readable.from([]), stdout, stderr, environment, now: () => new Date().toISOString() }
  expect(await backupCommand((country) => Promise.resolve(worldOf(country))).run([file], io)).toBe(0)
}

/** Tables of the opened backup that hold one of the texts; its first line counts as "manifest". */
async function tablesInBackup(texts: readonly string[]): Promise<string[]> {
  const forms = texts.flatMap(writingsOf)
  const found = new Set<string>()
  const look = (name: string, value: unknown): void => {
    const bytes = Buffer.from(JSON.stringify(value))
    if (forms.some((form) => bytes.includes(form))) found.add(name)
  }
  await readBackup(file, await identitiesFrom(dataDirectory, undefined), {
    onManifest: (manifest) => Promise.resolve(look('manifest', manifest)),
    onRows: (table, rows) => Promise.resolve(look(table, rows)),
  })
  return [...found].toSorted()
}
