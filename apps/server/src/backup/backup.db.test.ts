// A host is backed up and restored elsewhere, row for row; and what can go wrong with the file, the key or the host.
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyChain } from '../chronicle/chain.ts'
import { checkRebuild, rebuild } from '../chronicle/rebuild.ts'
import { makePool } from '../db/pool.ts'
import { freshDatabase, type TestDatabase } from '../db/test-database.ts'
import {
  addAgency,
  addPerson,
  append,
  childRegistered,
  testChronicle,
  type Person,
  type TestChronicle,
} from '../chronicle/test-people.ts'
import { loadHostKeys, makeHostKeys, placeSecrets, secretsOf } from '../keys/host-keys.ts'
import { worldOf } from '../world.ts'
import { identitiesFrom, recipientsFor } from './keys.ts'
import { restore } from './restore.ts'
import { derivedTables, keptTables, passingTables, programTables } from './tables.ts'
import { writeBackup, type Backup } from './write-backup.ts'

const keys = secretsOf(await makeHostKeys())
const madeAt = '2026-11-29T10:00:00.000Z'
/** The name of every child here, as test-people.ts gives it. */
const canaries = ['សុខា', 'Sokha']

let host: TestChronicle
let worker: Person
let directory: string
let owner: pg.Pool
let backup: Backup
let file: string

beforeAll(async () => {
  host = await testChronicle()
  worker = await addPerson(host.administrator, await addAgency(host.administrator), ['social-worker'])
  const children = Array.from({ length: 40 }, () => childRegistered(worker))
  expect(
    (await append(host.app, worker, children, { world: worldOf('kh') })).map(({ status }) => status),
  ).not.toContain('refused')
  directory = await mkdtemp(join(tmpdir(), 'komar-backup-'))
  file = join(directory, 'host.komar')
  owner = makePool({ url: host.database.ownerUrl, max: 1 })
  backup = await backUp(file)
})
afterAll(async () => {
  await owner.end()
  await host.dispose()
  await rm(directory, { recursive: true })
})

async function backUp(to: string, publicKeys: readonly string[] = []): Promise<Backup> {
  const db = await owner.connect()
  try {
    const recipients = await recipientsFor(directory, publicKeys)
    return await writeBackup(db, { file: to, recipients, keys, now: madeAt })
  } finally {
    db.release()
  }
}

async function inNewHost<T>(work: (db: pg.PoolClient, database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await freshDatabase()
  const pool = makePool({ url: database.ownerUrl, name: 'test', max: 1 })
  const db = await pool.connect()
  try {
    return await work(db, database)
  } finally {
    db.release()
    await pool.end()
    await database.dispose()
  }
}

async function rowsOf(db: pg.ClientBase, table: string): Promise<string[]> {
  const volatile =
    table === 'host'
      ? ` - 'epoch' - 'cursor_key'`
      : table === 'chain_head'
        ? ` - 'backed_up_to' - 'scope_changed_by'`
        : ''
  const { rows } = await db.query<{ line: string }>(
    `select (to_jsonb(t)${volatile})::text as line from komar.${table} t order by 1`,
  )
  return rows.map(({ line }) => line)
}

const restoreFrom = async (db: pg.PoolClient, from: string, mayReplace = false) =>
  restore(db, { file: from, decrypter: await identitiesFrom(directory, undefined), mayReplace })

it('every table of the database is in a backup, made anew, or passing', async () => {
  const { rows } = await host.administrator.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'komar'::regnamespace and relkind in ('r', 'p')`,
  )
  const listed = [...keptTables, ...derivedTables, ...passingTables, ...programTables]
  expect(rows.map(({ name }) => name).toSorted()).toEqual(listed.toSorted())
})

it('a restored host has the same rows, a chain that fits, lists made anew and a new epoch', async () => {
  const from = await owner.connect()
  await inNewHost(async (db) => {
    const restored = await restoreFrom(db, file)
    for (const table of keptTables.filter((name) => name !== 'restoration'))
      expect({ [table]: await rowsOf(db, table) }).toEqual({ [table]: await rowsOf(from, table) })
    expect(await verifyChain(db)).toMatchObject({ fits: true, entries: 40, head: backup.manifest.head.chain })
    await rebuild(db, { world: worldOf('kh') })
    expect(await checkRebuild(db, { world: worldOf('kh') })).toEqual([])
    for (const table of derivedTables.filter((name) => name !== 'projections_made' && name !== 'subject_circle'))
      expect({ [table]: await rowsOf(db, table) }).toEqual({ [table]: await rowsOf(from, table) })
    expect(restored.epoch).not.toBe(backup.manifest.host.epoch)
    const restorations = await db.query('select epoch, before, after_seq from komar.restoration')
    expect(restorations.rows).toEqual([{ epoch: restored.epoch, before: backup.manifest.host.epoch, after_seq: 40 }])
    expect((await db.query('select from komar.session')).rowCount).toBe(0)
  })
  from.release()
})

it('brings the keys of the host, without which attachments stay closed, and keeps those that lay there', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'komar-backup-keys-'))
  await loadHostKeys(elsewhere, {})
  await placeSecrets(elsewhere, backup.manifest.keys)
  expect(secretsOf(await loadHostKeys(elsewhere, {}))).toEqual(keys)
  expect((await stat(join(elsewhere, 'keys.json'))).mode & 0o077).toBe(0)
  expect((await readdir(elsewhere)).filter((name) => name.includes('before-restore'))).toHaveLength(1)
  await rm(elsewhere, { recursive: true })
})

it('work goes on at a restored host: identities begin behind the highest', async () => {
  await inNewHost(async (db) => {
    await restoreFrom(db, file)
    await db.query(`insert into komar.circle (type) values ('case-load')`)
    const { rows } = await db.query<{ fits: boolean }>('select max(id) = count(*) as fits from komar.circle')
    expect(rows[0]?.fits).toBe(true)
  })
})

it('nothing in the file can be read without the key', async () => {
  const bytes = await readFile(file)
  for (const canary of [...canaries, keys.attachment, keys.handIn]) expect(bytes.includes(canary)).toBe(false)
  expect((await stat(file)).mode & 0o077).toBe(0)
  expect((await stat(join(directory, 'backup-key.txt'))).mode & 0o077).toBe(0)
})

it('is opened by the private key that it was encrypted to, and by no other', async () => {
  const identity = await generateX25519Identity()
  const elsewhere = join(directory, 'elsewhere.komar')
  await backUp(elsewhere, [await identityToRecipient(identity)])
  await writeFile(join(directory, 'key.txt'), `# a comment\n${identity}\n`)
  await inNewHost(async (db) => {
    await expect(restoreFrom(db, elsewhere)).rejects.toThrow(/another key/u)
    const decrypter = await identitiesFrom(directory, join(directory, 'key.txt'))
    await expect(restore(db, { file: elsewhere, decrypter, mayReplace: false })).resolves.toMatchObject({
      rows: { entry: 40 },
    })
  })
})

it('a host that holds entries is replaced only when that was said', async () => {
  await inNewHost(async (db) => {
    await restoreFrom(db, file)
    await expect(restoreFrom(db, file)).rejects.toThrow(/--replace/u)
    await expect(restoreFrom(db, file, true)).resolves.toMatchObject({ rows: { entry: 40 } })
  })
})

it('a host on which Komar runs is not touched', async () => {
  await inNewHost(async (db, database) => {
    const running = makePool({ url: database.appUrl, max: 1 })
    await running.query('select 1')
    await expect(restoreFrom(db, file)).rejects.toThrow(/stop it first/u)
    await running.end()
  })
})

it.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
  ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  [
    'changed in one bit',
    (bytes: Buffer) => bytes.map((byte, index) => (index === bytes.length - 50 ? byte ^ 1 : byte)),
  ],
  ['something else', () => Buffer.from('a letter to the ministry')],
  ['empty', () => Buffer.alloc(0)],
])('a file that is %s changes nothing', async (_how, damage) => {
  const damaged = join(directory, 'damaged.komar')
  await writeFile(damaged, damage(await readFile(file)))
  await inNewHost(async (db) => {
    await expect(restoreFrom(db, damaged)).rejects.toThrow(/^(This backup|.*is not an encrypted backup)/u)
    expect((await db.query('select from komar.account')).rowCount).toBe(0)
  })
})

it('a chain that does not fit is refused, whoever encrypted it', async () => {
  const tampered = join(directory, 'tampered.komar')
  await host.administrator.query(
    `update komar.entry set basis = 'inferred' where id = (select entry from komar.chain where seq = 7)`,
  )
  await backUp(tampered)
  await host.administrator.query(
    `update komar.entry set basis = 'told' where id = (select entry from komar.chain where seq = 7)`,
  )
  await inNewHost(async (db) => {
    await expect(restoreFrom(db, tampered)).rejects.toThrow(/does not fit at number 7/u)
    expect((await db.query('select from komar.entry')).rowCount).toBe(0)
  })
})

it('a database that keeps fewer rows than it was given is refused, and nothing is changed', async () => {
  await inNewHost(async (db) => {
    await db.query('create rule lost as on insert to komar.entry_subject do instead nothing')
    await expect(restoreFrom(db, file)).rejects.toThrow('entry_subject has 0 rows where the file has 40')
    expect((await db.query('select from komar.entry')).rowCount).toBe(0)
  })
})

it('says when it cannot be written, and leaves nothing behind', async () => {
  await expect(backUp(join(directory, 'nowhere', 'host.komar'))).rejects.toThrow(/could not be written/u)
})
