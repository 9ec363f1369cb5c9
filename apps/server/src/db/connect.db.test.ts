import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import type { DatabaseSettings } from '../env.ts'
import { openDatabase } from './connect.ts'
import { freshDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await freshDatabase()
})

afterEach(() => database.dispose())

test('works with the server that the settings name', async () => {
  const opened = await openDatabase(settings({}), 'serve')
  expect((await opened.app.query('select current_user as it')).rows).toEqual([{ it: 'komar_app' }])
  await opened.close()
})

test.each([
  ['DATABASE_URL', 'ownerUrl'],
  ['DATABASE_APP_URL', 'appUrl'],
] as const)('says which of the two addresses is wrong, without the password: %s', async (name, key) => {
  const wrong = new URL(inject('testServer')[key])
  wrong.password = 'hunter2'
  const opening = openDatabase(settings({ [key]: wrong.href }), 'serve')
  await expect(opening).rejects.toThrow(
    `${name} does not lead to a database that lets Komar in: password authentication failed`,
  )
  await expect(opening).rejects.not.toThrow('hunter2')
})

function settings(change: { ownerUrl?: string; appUrl?: string }): DatabaseSettings {
  return { dataDirectory: '/nowhere', server: { ownerUrl: database.ownerUrl, appUrl: database.appUrl, ...change } }
}
