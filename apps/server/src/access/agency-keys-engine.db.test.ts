// The engine holds the keys of agencies by itself, past the routes: who asks in SQL is refused as who asks over HTTP.
import * as contract from '@komar/contract/agency-keys'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { hashToken } from '../http/session-cookie.ts'
import { personOf, testHost, type TestHost, type TestPerson } from '../http/test-host.ts'
import type { AgencySecret } from '../../../web/src/store/agency-keys/held.ts'
import { makeAgencySecret, wrapFor } from '../../../web/src/store/agency-keys/secret.ts'

type Device = { token: string; device: string; recipient: string }

let host: TestHost
let boss: Device
let worker: Device

beforeAll(async () => {
  host = await testHost()
  boss = await deviceOf(host.here.people.supervisor)
  worker = await deviceOf(host.here.people['social-worker'])
})
afterAll(() => host.dispose())

async function deviceOf(person: TestPerson): Promise<Device> {
  const { device } = await personOf(host, person)
  const recipient = await identityToRecipient(await generateX25519Identity())
  await host.call(contract.publishDeviceKey, { body: { recipient } }, person.token)
  return { token: person.token, device, recipient }
}

describe('past the routes, the engine', () => {
  const asking = async (token: string, text: string, values: readonly unknown[] = []) =>
    asActor(
      host.pool,
      { token: hashToken(token).toString('hex'), touch: false },
      async (db) => (await db.query(text, [...values])).rows,
    )
  const made = 'select komar.make_agency_key($1, $2, $3, null, null, $4, 2, $5)'
  const making = async (device: Device, given?: AgencySecret): Promise<unknown[]> => {
    const key = given ?? (await makeAgencySecret())
    const wraps = [{ device: device.device, wrap: await wrapFor(device.recipient, key) }]
    const { supervisor, monitor } = host.here.people
    return [key.id, key.recipient, 'notes', JSON.stringify(wraps), [supervisor.id, monitor.id]]
  }

  it('takes a key from no other than a supervisor, and shows the lists to nobody else', async () => {
    await expect(asking(worker.token, made, await making(worker))).rejects.toMatchObject({ code: '42501' })
    const key = await makeAgencySecret()
    await asking(boss.token, made, await making(boss, key))
    const giving = 'select komar.give_agency_key($1, $2, $3)'
    const wrap = Buffer.from(await wrapFor(worker.recipient, key), 'base64')
    await expect(asking(worker.token, giving, [key.id, worker.device, wrap])).rejects.toMatchObject({ code: '42501' })
    for (const text of [
      `select komar.choose_seal_scope('none')`,
      `select komar.decline_agency_key('${worker.device}')`,
    ]) {
      await expect(asking(worker.token, text)).rejects.toMatchObject({ code: '42501' })
    }
    expect(await asking(worker.token, 'select from komar.agency_keys()')).toEqual([])
    expect(await asking(worker.token, 'select from komar.agency_key_devices()')).toEqual([])
    expect(await asking(boss.token, 'select from komar.agency_keys()')).toHaveLength(1)
  })
  it('takes it from nobody who did not prove lately who they are', async () => {
    await host.owner.query(`update komar.session set proved_at = now() - interval '11 minutes' where device = $1`, [
      boss.device,
    ])
    const key = await makeAgencySecret()
    const wrap = Buffer.from(await wrapFor(boss.recipient, key), 'base64')
    await expect(asking(boss.token, made, await making(boss))).rejects.toMatchObject({ code: '42501' })
    const giving = 'select komar.give_agency_key($1, $2, $3)'
    await expect(asking(boss.token, giving, [key.id, boss.device, wrap])).rejects.toMatchObject({ code: '42501' })
    await host.owner.query('update komar.session set proved_at = now() where device = $1', [boss.device])
  })
})

it('the app and whoever gets past it read none of the tables, and write none', async () => {
  for (const table of ['agency_key', 'device_key', 'agency_key_wrap', 'agency_key_part']) {
    await expect(host.pool.query(`select from komar.${table}`)).rejects.toMatchObject({ code: '42501' })
  }
  await expect(
    host.pool.query('select komar.wrap_agency_key($1, $2, $3)', [randomUUID(), worker.device, Buffer.alloc(200)]),
  ).rejects.toMatchObject({ code: '42501' })
})
