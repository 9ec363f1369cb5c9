import { afterEach, beforeEach, expect, test } from 'vitest'
import { makePool } from './pool.ts'
import { freshDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await freshDatabase()
})

afterEach(() => database.dispose())

test('gives a day as text and a bigint as a number, in UTC and in our schema', async () => {
  const pool = makePool({ url: database.appUrl })
  const { rows } = await pool.query(
    `select date '2012-01-31' as day, 5000000000::bigint as seq, timestamptz '2012-01-31 07:00+07' as at,
       current_setting('timezone') as zone, current_schema as schema`,
  )
  expect(rows).toEqual([
    { day: '2012-01-31', seq: 5_000_000_000, at: new Date('2012-01-31T00:00:00Z'), zone: 'UTC', schema: 'komar' },
  ])
  await expect(pool.query('select 9007199254740993::bigint as seq')).rejects.toThrow('bigint out of range')
  await pool.end()
})

test('survives a server that ends its idle connections', async () => {
  const pool = makePool({ url: database.appUrl })
  const administrator = makePool({ url: database.administratorUrl })
  await pool.query('select 1')
  await administrator.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'komar_app' and datname = $1`,
    [database.name],
  )
  await expect.poll(() => pool.totalCount).toBe(0)
  expect((await pool.query('select 1 as it')).rows).toEqual([{ it: 1 }])
  await Promise.all([pool.end(), administrator.end()])
})
