// The database is slow, has no connection left, or hangs: whoever asks is told so in seconds and asked to come again, never left waiting;
// /readyz says it; and when it is over nobody has to do anything.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { showSession } from '@komar/contract/session'
import { testHost, type TestHost } from '../http/test-host.ts'

let host: TestHost
let name: string
beforeAll(async () => {
  host = await testHost()
  const { rows } = await host.owner.query<{ name: string }>('select current_database() as name')
  name = rows[0]?.name ?? ''
})
afterAll(() => host.dispose())

const who = () => host.call(showSession, {}, host.here.people.monitor.token)
const health = async () => (await host.app.inject({ url: '/readyz' })).json<{ status: string }>().status

async function holding<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const holder = await host.administrator.connect()
  await holder.query('begin')
  await holder.query(lock)
  try {
    return await work()
  } finally {
    await holder.query('rollback')
    holder.release()
  }
}

it('every connection is taken by statements that do not end', async () => {
  await holding('lock table komar.session in access exclusive mode', async () => {
    const stuck = Array.from({ length: 8 }, who)
    await expect.poll(() => host.pool.totalCount - host.pool.idleCount).toBe(8)
    const [answer, healthThen] = await Promise.all([who(), health()])
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ code: 'host.unavailable' })
    expect(answer.headers['retry-after']).toBe('5')
    expect(healthThen).toBe('not ready')
    expect((await host.app.inject({ url: '/healthz' })).statusCode).toBe(200)
    // The database ends them itself.
    for (const ended of await Promise.all(stuck)) expect(ended.json()).toMatchObject({ code: 'host.unavailable' })
  })
  expect((await who()).statusCode).toBe(200)
  expect(await health()).toBe('ok')
}, 180_000)

it('the server has no connection left for Komar', async () => {
  await endConnections()
  await host.administrator.query(`alter database ${name} connection limit 0`)
  const answer = await who()
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toMatchObject({ code: 'host.unavailable' })
  expect(await health()).toBe('not ready')
  await host.administrator.query(`alter database ${name} connection limit -1`)
  expect((await who()).statusCode).toBe(200)
  expect(await health()).toBe('ok')
})

it('connections are cut in the middle of what they do', async () => {
  await holding('lock table komar.session in access exclusive mode', async () => {
    const cut = Array.from({ length: 4 }, who)
    await expect.poll(() => host.pool.totalCount - host.pool.idleCount).toBeGreaterThanOrEqual(4)
    await endConnections()
    for (const answer of await Promise.all(cut)) expect(answer.json()).toMatchObject({ code: 'host.unavailable' })
  })
  expect((await who()).statusCode).toBe(200)
})

it('the database takes nothing: a standby, or one that was closed', async () => {
  await host.administrator.query(`alter database ${name} set default_transaction_read_only = on`)
  await endConnections()
  expect(await health()).toBe('read only')
  await host.administrator.query(`alter database ${name} set default_transaction_read_only = off`)
  // No connection from before is kept.
  await endConnections()
  expect(await health()).toBe('ok')
})

async function endConnections(): Promise<void> {
  await host.administrator.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'komar_app'`,
    [name],
  )
  await expect.poll(() => host.pool.idleCount).toBe(0)
}
