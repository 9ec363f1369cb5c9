// The first half of the demonstration through the real append, and the report from what the database then holds.
import { plainDate } from '@komar/domain/time/plain-date'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '../chronicle/chain.ts'
import { makePool } from '../db/pool.ts'
import { freshDatabase, type TestDatabase } from '../db/test-database.ts'
import { readSituation } from '../insight/situation-report.ts'
import { ensureDemonstration, loadDemonstration } from './load.ts'

let database: TestDatabase
let app: ReturnType<typeof makePool>
let owner: ReturnType<typeof makePool>

beforeAll(async () => {
  database = await freshDatabase()
  app = makePool({ url: database.appUrl })
  owner = makePool({ url: database.ownerUrl, max: 2 })
  await loadDemonstration({ ownerUrl: database.ownerUrl, app }, { until: plainDate('2013-11-30') })
}, 120_000)

afterAll(async () => {
  await Promise.all([app.end(), owner.end()])
  await database.dispose()
})

async function report(asOf: string, knownAt?: string) {
  const db = await owner.connect()
  try {
    await db.query('begin read only')
    return await readSituation(db, {
      asOf: plainDate(asOf),
      knownAt: knownAt === undefined ? undefined : plainDate(knownAt),
      mayList: null,
    })
  } finally {
    await db.query('rollback')
    db.release()
  }
}

test('July 2013 is printed from entries alone (G7)', async () => {
  const july = await report('2013-07-31')
  expect(july).toMatchObject({
    isDemonstration: true,
    children: { total: 51, overLimitAge: 12, ages: { minMonths: 1, maxMonths: 96 } },
    carers: { total: 64 },
    assessments: { byState: 0 },
    facilities: { reporting: 15, withWomen: 23 },
  })
})

test('what was known earlier is less, and never more', async () => {
  const [then, before] = [await report('2013-07-31', '2013-07-31'), await report('2013-07-31', '2012-12-31')]
  expect(then.facilities.reporting).toBe(15)
  expect(then.children.total).toBeLessThanOrEqual(60)
  expect(before).toMatchObject({ knownAt: '2012-12-31', facilities: { reporting: 0 }, children: { total: 0 } })
})

test('the first decisions of the State stand after the marked day', async () => {
  expect((await report('2013-11-30')).assessments.byState).toBeGreaterThan(0)
})

test('the chain fits, the clock stands at the end, and the stamp stays', async () => {
  const db = await owner.connect()
  await db.query('begin isolation level repeatable read read only')
  expect((await verifyChain(db)).fits).toBe(true)
  await db.query('rollback')
  db.release()
  const { rows } = await owner.query<{ today: string }>('select komar.today_host()::text as today')
  expect(rows[0]?.today).toBe('2013-11-30')
  await expect(owner.query(`update komar.host set stamp = 'real'`)).rejects.toThrow('demonstration')
})

test('a host that is in use takes no demonstration, and a finished one is left alone', async () => {
  const target = { ownerUrl: database.ownerUrl, app }
  await expect(loadDemonstration(target, {})).rejects.toThrow('already holds the demonstration')
  await expect(ensureDemonstration(target, {})).resolves.toBeUndefined()
})
