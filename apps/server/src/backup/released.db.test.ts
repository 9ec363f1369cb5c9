// Data of every released version are found again by this one: restored from its backup, and upgraded in place by the migrations since.
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyChain } from '../chronicle/chain.ts'
import { checkRebuild, rebuild } from '../chronicle/rebuild.ts'
import { migrate } from '../db/migrate.ts'
import { makePool } from '../db/pool.ts'
import { prepareDatabase } from '../db/prepare.ts'
import { freshDatabase, type TestDatabase } from '../db/test-database.ts'
import { worldOf } from '../world.ts'
import { identitiesFrom } from './keys.ts'
import { readBackup } from './read-backup.ts'
import { listsSchema, readLists } from './released-lists.ts'
import { insert, insertableColumns, restore } from './restore.ts'

const RELEASED = join(import.meta.dirname, 'released')
const MIGRATIONS = join(import.meta.dirname, '../db/migrations')
const MOST_BYTES = 200_000
const world = worldOf('kh')
const releases = (await readdir(RELEASED)).filter((name) => name.endsWith('.komar'))

let database: TestDatabase
let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'komar-released-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

async function onDatabase<T>(work: (db: pg.PoolClient) => Promise<T>, url = database.ownerUrl): Promise<T> {
  const pool = makePool({ url, name: 'test', max: 1 })
  const db = await pool.connect()
  try {
    return await work(db)
  } finally {
    db.release()
    await pool.end()
  }
}

/** The database as it was when a version was released: its migrations and no later ones, and the rows of its backup. */
async function asReleased(file: string): Promise<void> {
  const decrypter = await identitiesFrom(directory, join(RELEASED, 'key.txt'))
  const old = await mkdtemp(join(directory, 'migrations-'))
  await onDatabase((db) => db.query('drop schema komar cascade'))
  const administrator = new pg.Client({ connectionString: database.administratorUrl })
  await administrator.connect()
  let columns: Awaited<ReturnType<typeof insertableColumns>> = new Map()
  try {
    await readBackup(file, decrypter, {
      onManifest: async ({ migrations }) => {
        for (const name of migrations) await cp(join(MIGRATIONS, name), join(old, name))
        await migrate({ ownerUrl: database.ownerUrl, appRole: 'komar_app', directory: old })
        // Rows of a backup come as they were; what triggers made of them is among them.
        await administrator.query(`set session_replication_role = replica`)
        columns = await insertableColumns(administrator)
        await administrator.query('truncate komar.chain_head')
      },
      onRows: (table, found) => insert(administrator, table, columns.get(table) ?? [], found),
    })
  } finally {
    await administrator.end()
  }
}

async function expectSame(file: string): Promise<void> {
  const wanted = listsSchema.parse(JSON.parse(await readFile(file.replace(/komar$/u, 'json'), 'utf8')))
  expect(wanted.children.length).toBeGreaterThan(0)
  await onDatabase(async (db) => {
    await rebuild(db, { world })
    expect(await checkRebuild(db, { world })).toEqual([])
    expect(await verifyChain(db)).toMatchObject({ fits: true })
  })
  expect(await onDatabase(readLists, database.administratorUrl)).toEqual(wanted)
}

it('there is a backup of a released version, and it is small', async () => {
  expect(releases.length).toBeGreaterThan(0)
  for (const name of releases) expect((await stat(join(RELEASED, name))).size).toBeLessThan(MOST_BYTES)
})

it.each(releases)(
  'a backup of %s is restored, with the same lists',
  async (name) => {
    database = await freshDatabase()
    const decrypter = await identitiesFrom(directory, join(RELEASED, 'key.txt'))
    await onDatabase((db) => restore(db, { file: join(RELEASED, name), decrypter, mayReplace: false }))
    await expectSame(join(RELEASED, name))
    await database.dispose()
  },
  120_000,
)

it.each(releases)(
  'a host of %s is upgraded in place, with the same lists',
  async (name) => {
    database = await freshDatabase()
    await asReleased(join(RELEASED, name))
    await prepareDatabase(database)
    await expectSame(join(RELEASED, name))
    await database.dispose()
  },
  120_000,
)
