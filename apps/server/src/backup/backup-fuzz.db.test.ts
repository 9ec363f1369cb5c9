// Backups and files of handed-in work that were cut, bent, mixed up, or written by somebody who has only the public key. Each is refused
// with a sentence and changes nothing, or is a whole host whose chain fits.
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyChain } from '../chronicle/chain.ts'
import { openBox } from '../chronicle/hand-ins.ts'
import { takeFile } from '../chronicle/run-hand-in.ts'
import {
  addAgency,
  addPerson,
  append,
  childRegistered,
  newId,
  testChronicle,
  type TestChronicle,
} from '../chronicle/test-people.ts'
import { makePool } from '../db/pool.ts'
import { freshDatabase } from '../db/test-database.ts'
import { hostileJson, placesIn, withText } from '../http/hostile-values.ts'
import { makeHostKeys, secretsOf } from '../keys/host-keys.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { worldOf } from '../world.ts'
import { readBackup } from './read-backup.ts'
import { restore } from './restore.ts'
import { writeBackup } from './write-backup.ts'

const runs = Number(process.env['KOMAR_FUZZ_RUNS'] ?? 200)
const seed = Number(process.env['KOMAR_SEED'] ?? 20261129)
const timeoutMs = 120_000 + runs * 1_000

let host: TestChronicle
let directory: string
let identity: string
let sealed: Buffer
let lines: string[]
beforeAll(async () => {
  host = await testChronicle()
  const worker = await addPerson(host.administrator, await addAgency(host.administrator), ['social-worker'])
  await append(
    host.app,
    worker,
    Array.from({ length: 5 }, () => childRegistered(worker)),
    { world: worldOf('kh') },
  )
  directory = await mkdtemp(join(tmpdir(), 'komar-backup-fuzz-'))
  identity = await generateX25519Identity()
  const owner = makePool({ url: host.database.ownerUrl, max: 1 })
  const db = await owner.connect()
  const file = join(directory, 'sound.komar')
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(identity))
  const recipients = { encrypter, decrypter: decrypter(), ownKey: null }
  await writeBackup(db, { file, recipients, keys: secretsOf(await makeHostKeys()), now: '2026-11-29T10:00:00.000Z' })
  db.release()
  await owner.end()
  sealed = await readFile(file)
  lines = gunzipSync(await decrypter().decrypt(sealed))
    .toString()
    .trimEnd()
    .split('\n')
})
afterAll(async () => {
  await host.dispose()
  await rm(directory, { recursive: true })
})

function decrypter(): Decrypter {
  const made = new Decrypter()
  made.addIdentity(identity)
  return made
}

async function sealText(text: string | Buffer): Promise<Buffer> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient(identity))
  return Buffer.from(await encrypter.encrypt(text))
}

let files = 0
async function fileOf(bytes: Buffer): Promise<string> {
  files += 1
  const path = join(directory, `case-${files}`)
  await writeFile(path, bytes)
  return path
}

/** What reading says: 'read', or the sentence of a refusal. Anything else is thrown on. */
async function read(bytes: Buffer): Promise<string> {
  const path = await fileOf(bytes)
  try {
    await readBackup(path, decrypter(), { onRows: () => Promise.resolve() })
    return 'read'
  } catch (error) {
    if (error instanceof OperatorProblem) return error.message
    throw error
  } finally {
    await rm(path)
  }
}

describe('the bytes of a backup', () => {
  it(
    'cut or changed anywhere are refused',
    async () => {
      expect(await read(sealed)).toBe('read')
      const change = fc.record({
        at: fc.nat(sealed.length - 1),
        by: fc.integer({ min: 1, max: 255 }),
        isCut: fc.boolean(),
      })
      const property = fc.asyncProperty(change, async ({ at, by, isCut }) => {
        const bent = Buffer.from(isCut ? sealed.subarray(0, at) : sealed)
        if (!isCut) bent.writeUInt8((bent.readUInt8(at) + by) & 255, at)
        expect(await read(bent)).not.toBe('read')
      })
      await fc.assert(property, { seed, numRuns: runs, endOnFailure: true })
    },
    timeoutMs,
  )

  it(
    'to another recipient, of another form, or a little that unpacks to much: refused',
    async () => {
      const other = new Encrypter()
      other.addRecipient(await identityToRecipient(await generateX25519Identity()))
      const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20))
      for (const [bytes, words] of [
        [Buffer.from(await other.encrypt(gzipSync(lines.join('\n')))), 'another key'],
        [Buffer.from('not a backup'), 'not an encrypted backup'],
        [Buffer.alloc(0), 'not an encrypted backup'],
        [await sealText('not packed'), 'breaks off'],
        [await sealText(gzipSync('')), 'breaks off'],
        [await sealText(bomb), 'longer than any line'],
      ] as const)
        expect(await read(bytes)).toContain(words)
    },
    timeoutMs,
  )
})

type Edit = { what: 'swap' | 'drop' | 'twice' | 'spoil'; at: number; other: number; place: number; text: string }

function edited(all: readonly string[], { what, at, other, place, text }: Edit): string[] {
  const here = at % all.length
  const line = all[here] ?? ''
  const there = other % all.length
  if (what === 'drop') return all.filter((_, index) => index !== here)
  if (what === 'twice') return all.flatMap((one, index) => (index === here ? [one, one] : [one]))
  if (what === 'swap')
    return all.map((one, index) => (index === here ? (all[there] ?? '') : index === there ? line : one))
  const value: unknown = JSON.parse(line)
  const places = placesIn(value)
  return all.map((one, index) => (index === here ? withText(value, places[place % places.length] ?? [], text) : one))
}

const edit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom('swap', 'drop', 'twice', 'spoil', 'spoil', 'spoil'),
  at: fc.nat(10_000),
  other: fc.nat(10_000),
  place: fc.nat(10_000),
  text: fc.constantFrom(...hostileJson),
})

/** A number that its table holds and no program reads: it ended the restore with words that were no refusal (seed 20261130). */
const tooLarge: Edit = { what: 'spoil', at: 6500, other: 0, place: 3, text: '"9007199254740993"' }

/** A value nested deeper than a program can write: it ended the restore in the same way (seed 5117). */
const tooDeep: Edit = {
  what: 'spoil',
  at: 6470,
  other: 9,
  place: 4,
  text: `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
}

async function restoreIn(database: Awaited<ReturnType<typeof freshDatabase>>, file: string): Promise<string> {
  const pool = makePool({ url: database.ownerUrl, max: 1 })
  const db: pg.PoolClient = await pool.connect()
  try {
    await restore(db, { file, decrypter: decrypter(), mayReplace: true })
    return (await verifyChain(db)).fits ? 'a whole host' : 'a host whose chain does not fit'
  } catch (error) {
    if (!(error instanceof OperatorProblem)) throw error
    const kept = await db.query('select from komar.entry')
    return kept.rowCount === 0 ? 'refused' : 'refused, and something kept'
  } finally {
    db.release()
    await pool.end()
  }
}

describe('the lines of a backup, changed by somebody who has its key', () => {
  it(
    'are refused whole, or make a host whose chain fits',
    async () => {
      const tally = { refused: 0, 'a whole host': 0 }
      const property = fc.asyncProperty(edit, async (one) => {
        const file = await fileOf(await sealText(gzipSync(`${edited(lines, one).join('\n')}\n`)))
        const database = await freshDatabase()
        const outcome = await restoreIn(database, file)
        await database.dispose()
        await rm(file)
        expect(['refused', 'a whole host']).toContain(outcome)
        tally[outcome as keyof typeof tally] += 1 // one of the two, as was just asked
      })
      await fc.assert(property, {
        seed,
        numRuns: Math.ceil(runs / 20),
        endOnFailure: true,
        examples: [[tooLarge], [tooDeep]],
      })
      expect(tally.refused).toBeGreaterThan(0)
    },
    timeoutMs,
  )
})

describe('work handed in', () => {
  it(
    'in a file that was torn: every box is received or refused, and what is no such file is said',
    async () => {
      const box = (await sealText('{}')).toString('base64')
      const whole = [JSON.stringify({ format: 'komar-hand-in', version: 1, device: newId() }), box, box, box].join('\n')
      const tear = fc.record({
        at: fc.nat(whole.length),
        put: fc.constantFrom('\n', '\0', '"', '\r\n', '=', '{', '\ufeff', 'x'.repeat(300_000)),
        cut: fc.nat(400),
      })
      const property = fc.asyncProperty(tear, async ({ at, put, cut }) => {
        const path = await fileOf(Buffer.from(whole.slice(0, at) + put + whole.slice(at + cut)))
        const received: string[] = []
        const outcome = await takeFile(path, ({ boxes }) => {
          received.push(...boxes.map(({ id }) => id))
          return Promise.resolve({ kept: boxes.map(({ id }) => id), refused: [] })
        }).catch((error: unknown) => error)
        await rm(path)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(OperatorProblem)
        else expect(outcome).toMatchObject({ kept: received.length })
      })
      await fc.assert(property, { seed, numRuns: runs, endOnFailure: true })
    },
    timeoutMs,
  )

  it(
    'in boxes that were bent, or hold something else, opens to nothing',
    async () => {
      const content = { version: 1, entry: { a: 1 }, together: null, order: 0 }
      const box = await sealText(JSON.stringify(content))
      expect(await openBox(identity, box)).toEqual(content)
      const change = fc.record({ at: fc.nat(box.length - 1), by: fc.integer({ min: 1, max: 255 }) })
      const bent = fc.asyncProperty(change, async ({ at, by }) => {
        const bytes = Buffer.from(box)
        bytes.writeUInt8((bytes.readUInt8(at) + by) & 255, at)
        expect(await openBox(identity, bytes)).toBeNull()
      })
      await fc.assert(bent, { seed, numRuns: runs, endOnFailure: true })
      for (const text of [
        ...hostileJson,
        'not json',
        '',
        ...placesIn(content).map((place) => withText(content, place, '1e400')),
      ]) {
        const opened = await openBox(identity, await sealText(text))
        expect(opened === null || opened.version === 1).toBe(true)
      }
    },
    timeoutMs,
  )
})
