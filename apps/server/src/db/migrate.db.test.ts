import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { freshDatabase, type TestDatabase } from './test-database.ts'

const MODULE = pathToFileURL(join(import.meta.dirname, 'migrate.ts')).href
const sleeping = `select from pg_stat_activity where datname = current_database() and query like '%pg_sleep(2)%' and state = 'active' and pid <> pg_backend_pid()`

let database: TestDatabase
let directory: string

beforeEach(async () => {
  database = await freshDatabase()
  directory = await mkdtemp(join(tmpdir(), 'komar-migrations-'))
  // A history of our own: the copy starts with Komar's.
  await query('drop schema komar cascade')
})

afterEach(async () => {
  await database.dispose()
  await rm(directory, { recursive: true })
})

test('applies files in order, once, and puts the role of the app in', async () => {
  await file('0002-grant.sql', 'grant select on komar.thing to :"app";')
  await file('0001-thing.sql', 'create table komar.thing (id int); insert into komar.thing values (1);')
  const seen: string[] = []
  expect(await run((name) => seen.push(name))).toEqual(['0001-thing.sql', '0002-grant.sql'])
  expect(seen).toEqual(['0001-thing.sql', '0002-grant.sql'])
  expect(await run()).toEqual([])
  expect(await query(`select has_table_privilege('komar_app', 'komar.thing', 'select') as may`)).toEqual([
    { may: true },
  ])
})

test('two servers that start at once apply each file once', async () => {
  await file('0001-thing.sql', 'create table komar.thing (id int); select pg_sleep(0.1);')
  const applied = await Promise.all([run(), run(), run()])
  expect(applied.flat()).toEqual(['0001-thing.sql'])
})

test('a process that is killed between two statements leaves a database that the next one brings to the end', async () => {
  await file('0001-first.sql', 'create table komar.first (id int);')
  await file(
    '0002-slow.sql',
    'create table komar.second (id int); select pg_sleep(2); create table komar.third (id int);',
  )
  const migration = { ownerUrl: database.ownerUrl, appRole: 'komar_app', directory }
  const code = `import { migrate } from '${MODULE}'; await migrate(${JSON.stringify(migration)})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  await expect.poll(() => query(sleeping), { timeout: 60_000, interval: 10 }).toHaveLength(1)
  child.kill('SIGKILL')
  await ended
  expect(await query(`select name from komar.migration`)).toEqual([{ name: '0001-first.sql' }])
  // Its connection still sleeps and holds the lock; the next start waits for it, and nothing of the file was kept.
  expect(await run()).toEqual(['0002-slow.sql'])
  expect(await query(`select to_regclass('komar.third') is not null as found`)).toEqual([{ found: true }])
  expect(await query(`select name from komar.migration order by name`)).toHaveLength(2)
}, 120_000)

test('a failing file changes nothing and is named with its line', async () => {
  await file('0001-thing.sql', 'create table komar.thing (id int);\ninsert into komar.nothing values (1);')
  await expect(run()).rejects.toThrow(
    '0001-thing.sql could not be applied and changed nothing: relation "komar.nothing" does not exist (line 2)',
  )
  expect(await query(`select to_regclass('komar.thing') as found`)).toEqual([{ found: null }])
})

test('refuses a changed, a vanished and a late file', async () => {
  await file('0002-thing.sql', 'create table komar.thing (id int);')
  await run()
  await file('0001-late.sql', 'select 1;')
  await expect(run()).rejects.toThrow('0001-late.sql comes before 0002-thing.sql')
  await rm(join(directory, '0001-late.sql'))
  await file('0002-thing.sql', 'create table komar.thing (id bigint);')
  await expect(run()).rejects.toThrow('0002-thing.sql was changed after it had been applied')
  await rm(join(directory, '0002-thing.sql'))
  await expect(run()).rejects.toThrow('migrated by a newer Komar (it has 0002-thing.sql)')
})

function run(progress?: (name: string) => void): Promise<string[]> {
  return migrate({ ownerUrl: database.ownerUrl, appRole: 'komar_app', directory, ...(progress && { progress }) })
}

function file(name: string, sql: string): Promise<void> {
  return writeFile(join(directory, name), sql)
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows as unknown[]
}
