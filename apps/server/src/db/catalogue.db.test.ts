// Walks the database's own catalogue: whatever is added later must be guarded as well as what is there now.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueRules } from './test-catalogue.ts'
import { freshDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client({ connectionString: database.administratorUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.dispose()
})

it.each(catalogueRules)('$says', async ({ faults }) => {
  const { rows } = await client.query<{ name: string }>(faults)
  expect(rows.map(({ name }) => name).sort()).toEqual([])
})
