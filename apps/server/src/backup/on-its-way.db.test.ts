// A backup that is made here first and carried: it counts only once it is there, and a cut way is gone on with.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
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
import { makeHostKeys, secretsOf } from '../keys/host-keys.ts'
import { worldOf } from '../world.ts'
import { identitiesFrom, recipientsFor } from './keys.ts'
import { makeAndCarry, resume } from './on-its-way.ts'
import { readBackup } from './read-backup.ts'

const keys = secretsOf(await makeHostKeys())
let host: TestChronicle
let owner: pg.Pool
let dataDirectory: string
let stick: string
let file: string

beforeAll(async () => {
  host = await testChronicle()
  const worker = await addPerson(host.administrator, await addAgency(host.administrator), ['social-worker'])
  await append(host.app, worker, [childRegistered(worker), childRegistered(worker)], { world: worldOf('kh') })
  owner = makePool({ url: host.database.ownerUrl, max: 1 })
})
afterAll(async () => {
  await owner.end()
  await host.dispose()
})

beforeEach(async () => {
  if (dataDirectory !== undefined) await rm(dataDirectory, { recursive: true })
  dataDirectory = await mkdtemp(join(tmpdir(), 'komar-on-its-way-'))
  stick = join(dataDirectory, 'stick')
  file = join(stick, 'host.komar')
  await host.administrator.query('update komar.chain_head set backed_up_to = 0; delete from komar.backup_run')
})

async function withOwner<T>(work: (db: pg.PoolClient) => Promise<T>): Promise<T> {
  const db = await owner.connect()
  try {
    return await work(db)
  } finally {
    db.release()
  }
}

const way = () => ({ dataDirectory, progress: () => undefined })
const now = '2026-11-29T10:00:00.000Z'
const make = () =>
  withOwner((db) => {
    const prepare = () => recipientsFor(dataDirectory, [])
    return makeAndCarry(db, { file, isScheduled: false, prepare, keys, now }, way())
  })
const goOn = (to = file) => withOwner((db) => resume(db, to, way()))

async function known(): Promise<unknown> {
  const head = await host.administrator.query('select backed_up_to::int as upto from komar.chain_head')
  const runs = await host.administrator.query('select seq::int, fault from komar.backup_run order by id')
  return { upto: head.rows[0]?.upto, runs: runs.rows }
}

const isOnItsWay = async () => (await readdir(dataDirectory)).includes('backup-on-its-way')

it('counts once it is there, and leaves nothing here', async () => {
  await mkdir(stick)
  const { head } = await make()
  expect(await known()).toEqual({ upto: head.seq, runs: [{ seq: 2, fault: null }] })
  const { rows } = await readBackup(file, await identitiesFrom(dataDirectory, undefined), {
    onRows: () => Promise.resolve(),
  })
  expect(rows['entry']).toBe(2)
  expect(await isOnItsWay()).toBe(false)
})

it('does not count while it is on its way, and goes on from where it was cut', async () => {
  await expect(make()).rejects.toThrow('--resume goes on')
  expect(await known()).toEqual({ upto: 0, runs: [{ seq: null, fault: expect.stringContaining('ENOENT') as string }] })
  await expect(goOn()).rejects.toThrow('--resume goes on')
  const here = await readFile(join(dataDirectory, 'backup-on-its-way', 'backup.komar'))
  await mkdir(stick)
  await writeFile(`${file}.unfinished`, here.subarray(0, 1000))
  const { head } = await goOn()
  expect(head.seq).toBe(2)
  expect((await readFile(file)).equals(here)).toBe(true)
  expect(await known()).toMatchObject({ upto: 2, runs: [{}, {}, { seq: 2, fault: null }] })
  expect(await isOnItsWay()).toBe(false)
})

it('says so where none is on its way, or one to another file', async () => {
  await expect(goOn()).rejects.toThrow('No backup is on its way')
  await expect(make()).rejects.toThrow('--resume goes on')
  await expect(goOn(join(stick, 'other.komar'))).rejects.toThrow(`goes to ${file}`)
})

it('is given up when something was erased since, which it still holds', async () => {
  await expect(make()).rejects.toThrow('--resume goes on')
  await host.administrator.query(
    `set session_replication_role = replica;
     insert into komar.erased (entry, subject, seq, class_bit, agency, act, request) values ('${newId()}', '${newId()}', 1, 1, '${newId()}', '${newId()}', '${newId()}');
     set session_replication_role = origin`,
  )
  await expect(goOn()).rejects.toThrow('Make a new one')
  expect(await isOnItsWay()).toBe(false)
  await host.administrator.query('delete from komar.erased')
})
