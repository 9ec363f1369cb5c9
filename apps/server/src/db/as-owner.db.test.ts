// A command ends, and lets go of the database, whatever becomes of its work.
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DatabaseSettings } from '../env.ts'
import { asOwner, withOwner } from './as-owner.ts'
import { freshDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.dispose())

const settings = (): DatabaseSettings => ({
  dataDirectory: '/nowhere',
  server: { ownerUrl: database.ownerUrl, appUrl: database.appUrl },
})

async function connections(name: string): Promise<number> {
  const client = new pg.Client({ connectionString: database.administratorUrl })
  await client.connect()
  try {
    const found = await client.query('select from pg_stat_activity where application_name = $1', [name])
    return found.rowCount ?? 0
  } finally {
    await client.end()
  }
}

it('works as the owner, under its own name, and is gone after', async () => {
  const found = await asOwner(settings(), { name: 'komar one' }, async (db) => {
    const { rows } = await db.query<{ it: string }>('select current_user as it')
    return [rows[0]?.it, await connections('komar one')]
  })
  expect(found).toEqual(['komar_owner', 1])
  expect(await connections('komar one')).toBe(0)
})

it('lets go when the work fails, in a transaction too', async () => {
  const failing = asOwner(settings(), { name: 'komar failing' }, async (db) => {
    await db.query('begin')
    await db.query('select 1/0')
  })
  await expect(failing).rejects.toThrow('division by zero')
  expect(await connections('komar failing')).toBe(0)
  const never = withOwner(settings(), { name: 'komar never' }, () => Promise.reject(new Error('no')))
  await expect(never).rejects.toThrow('no')
})

it('does nothing on data that another version of Komar used last', async () => {
  const client = new pg.Client({ connectionString: database.administratorUrl })
  await client.connect()
  let isDone = false
  const work = () => asOwner(settings(), { name: 'komar late' }, () => Promise.resolve((isDone = true)))
  await client.query(`delete from komar.migration where name = (select max(name) from komar.migration)`)
  await expect(work()).rejects.toThrow('an older Komar: start this one once')
  await client.query(`insert into komar.migration (name, sha256) values ('9999-from-later.sql', 'x')`)
  await expect(work()).rejects.toThrow('a newer Komar')
  await client.end()
  expect(isDone).toBe(false)
})
