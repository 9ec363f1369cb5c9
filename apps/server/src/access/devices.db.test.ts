// A lost phone is called off in one step; nobody else's can be; and a contact without a session tells nothing.
import * as contract from '@komar/contract/devices'
import { handIn } from '@komar/contract/hand-ins'
import { openSession as signIn, showSession } from '@komar/contract/session'
import { appendEntries } from '@komar/contract/chronicle'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPerson, personOf, testHost, testPassword, type TestHost, type TestPerson } from '../http/test-host.ts'
import { sessionOf } from '../http/test-relation.ts'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.dispose())

type Listed = { devices: contract.Device[] }
const listed = async (token: string, account?: string) =>
  (await host.call(contract.listDevices, { query: account === undefined ? {} : { account } }, token)).json<Listed>()
    .devices

async function deviceOf(person: TestPerson): Promise<string> {
  return (await personOf(host, person)).device
}

async function contact(device: string, unsent = 0, kept?: number) {
  const body = { device, unsent, ...(kept === undefined ? {} : { kept }) }
  return (await host.call(contract.contactDevice, { body }, null)).json<Record<string, unknown>>()
}

it('lists my own devices, and what they said of themselves', async () => {
  const { monitor } = host.here.people
  const device = await deviceOf(monitor)
  await contact(device, 7, 123_456)
  await contact(device, 3)
  const [mine] = await listed(monitor.token)
  expect(mine).toMatchObject({ id: device, unsent: 3, keptBytes: 123_456, isThis: true, revoked: null })
  expect(mine?.handedIn).toEqual({ pieces: 0, waiting: 0, lastAt: null })
  expect(Date.parse(mine?.lastContact ?? '')).toBeGreaterThan(Date.now() - 60_000)
})

it('shows those of an account to an administrator, and to nobody else', async () => {
  const { monitor, administrator, supervisor, analyst } = host.here.people
  const device = await deviceOf(monitor)
  expect((await listed(administrator.token, monitor.id)).map(({ id }) => id)).toEqual([device])
  for (const other of [supervisor, analyst, host.there.people.monitor]) {
    expect(await listed(other.token, monitor.id)).toEqual([])
  }
})

it('is called off by an administrator in one step, for good', async () => {
  const { administrator } = host.here.people
  const id = await addPerson(host.owner, host.here.id, { user: 'lost.phone', roles: ['monitor'] })
  await host.owner.query('update komar.account set must_change_password = false where id = $1', [id])
  const body = { user: 'lost.phone', password: testPassword, as: 'bearer' as const }
  const first = (await host.call(signIn, { body }, null)).json<{ token: string; device: string }>()
  const again = (await host.call(signIn, { body: { ...body, device: first.device } }, null)).json<{ token: string }>()
  expect(await contact(first.device, 4)).toEqual({
    order: 'none',
    lockAfterMinutes: 5,
    wipeAfterWrongPassphrases: null,
  })

  const revoked = await host.call(
    contract.revokeDevice,
    { params: { id: first.device }, body: {} },
    administrator.token,
  )
  expect(revoked.json()).toMatchObject({ device: { unsent: 4, revoked: { by: administrator.user } } })
  for (const token of [first.token, again.token]) {
    const answer = await host.call(showSession, {}, token)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'access.device-revoked'])
  }
  const refused = await host.call(signIn, { body: { ...body, device: first.device } }, null)
  expect(refused.json()).toMatchObject({ code: 'access.device-revoked' })
  // Another device of the same person works, and signing in there does not make the lost one forget what it is to be told.
  expect((await host.call(signIn, { body }, null)).statusCode).toBe(201)
  expect((await host.call(showSession, {}, first.token)).json()).toMatchObject({ code: 'access.device-revoked' })
  expect(await contact(first.device, 2)).toMatchObject({ order: 'wipe' })
  const [, lost] = await listed(administrator.token, id).then((all) => [0, all.find((one) => one.id === first.device)])
  expect(lost).toMatchObject({ unsent: 2 })

  const { rows } = await host.owner.query(`select account, subject from komar.read_log where what = 'device.revoked'`)
  expect(rows).toContainEqual({ account: administrator.id, subject: first.device })
})

it('is called off by its owner, and the first to do so stands', async () => {
  const { clinician, administrator } = host.there.people
  const token = await sessionOf(host, clinician.id)
  const other = (await listed(token)).find(({ isThis }) => isThis)?.id ?? ''
  const revoke = (by: string) => host.call(contract.revokeDevice, { params: { id: other }, body: {} }, by)
  const [once, twice] = [await revoke(clinician.token), await revoke(administrator.token)]
  expect(once.json()).toMatchObject({ device: { isThis: false, revoked: { by: clinician.user } } })
  expect(twice.json<object>()).toEqual(once.json())
})

it('cannot be called off by a colleague, a superior, another agency or a stranger', async () => {
  const { monitor, supervisor } = host.here.people
  const device = await deviceOf(monitor)
  for (const token of [supervisor.token, host.there.people.supervisor.token]) {
    const answer = await host.call(contract.revokeDevice, { params: { id: device }, body: {} }, token)
    expect(answer.statusCode).toBe(404)
  }
  const unknown = await host.call(contract.revokeDevice, { params: { id: randomUUID() }, body: {} }, supervisor.token)
  expect(unknown.statusCode).toBe(404)
  expect((await listed(monitor.token))[0]?.revoked).toBeNull()
})

it('tells of an unknown device what it tells of a known one', async () => {
  expect(await contact(randomUUID(), 9)).toEqual(await contact(await deviceOf(host.here.people.monitor)))
})

it.each([
  { device: 'x', unsent: 0 },
  { device: randomUUID(), unsent: -1 },
  { device: randomUUID(), unsent: 1e9 },
  { device: randomUUID(), unsent: 0, kept: -1 },
])('takes no contact like %j', async (body) => {
  expect((await host.call(contract.contactDevice, { body }, null)).statusCode).toBe(400)
})

it('counts contacts and hand-ins of one address', async () => {
  const slow = await testHost()
  const ask = () => slow.call(contract.contactDevice, { body: { device: randomUUID(), unsent: 0 } }, null)
  const bring = () =>
    slow.call(handIn, { body: { device: randomUUID(), boxes: [{ id: randomUUID(), box: 'AAAA' }] } }, null)
  for (const call of [ask, bring]) {
    const codes: number[] = []
    for (let times = 0; times < 121; times += 1) codes.push((await call()).statusCode)
    expect([codes[0], codes[119], codes[120]]).toEqual([200, 200, 429])
  }
  await slow.dispose()
})

it('locks and wipes as the administrator says', async () => {
  const { administrator, supervisor } = host.here.people
  const body = { lockAfterMinutes: 2, wipeAfterWrongPassphrases: 10 }
  expect((await host.call(contract.changeDevicePolicy, { body }, supervisor.token)).statusCode).toBe(403)
  expect((await host.call(contract.changeDevicePolicy, { body }, administrator.token)).json()).toEqual(body)
  expect(await contact(randomUUID())).toEqual({ ...body, order: 'none' })
  const session = (await host.call(showSession, {}, supervisor.token)).json<{ host: object }>()
  expect(session.host).toMatchObject({ devicePolicy: body, handInKey: host.keys.handIn.recipient })
  for (const wrong of [
    { ...body, lockAfterMinutes: 0 },
    { ...body, wipeAfterWrongPassphrases: 1 },
  ]) {
    expect((await host.call(contract.changeDevicePolicy, { body: wrong }, administrator.token)).statusCode).toBe(400)
  }
})

it('ends the session by which its owner called it off, and takes no append of it any more', async () => {
  const { id } = host.here.people['social-worker']
  const token = await sessionOf(host, id)
  const device = (await listed(token)).find(({ isThis }) => isThis)?.id ?? ''
  const revoked = await host.call(contract.revokeDevice, { params: { id: device }, body: {} }, token)
  expect(revoked.json()).toMatchObject({
    device: { isThis: true, revoked: { by: host.here.people['social-worker'].user } },
  })
  const answer = await host.call(appendEntries, { body: { entries: [{ id: randomUUID() }] } }, token)
  expect(answer.json()).toMatchObject({ code: 'access.device-revoked' })
})

it('is held by the engine: the app can neither change a device nor read its keys', async () => {
  for (const text of [
    'update komar.device set revoked_at = null',
    'delete from komar.device',
    'select * from komar.host_key',
    'update komar.host set lock_after_minutes = 60',
    'select komar.begin_epoch()',
    'delete from komar.hand_in',
    'update komar.hand_in set box = null',
    'delete from komar.attachment',
    'select komar.erase_attachments(array[]::uuid[])',
    'delete from komar.push_subscription',
    `insert into komar.device_keeping (device, version, pinned) values (gen_random_uuid(), 1, '{}')`,
  ]) {
    await expect(host.pool.query(text)).rejects.toMatchObject({ code: '42501' })
  }
  for (const table of [
    'device',
    'hand_in',
    'device_keeping',
    'attachment',
    'attachment_part',
    'reminder',
    'push_subscription',
  ]) {
    const { rowCount } = await host.pool.query(`select from komar.${table}`)
    expect({ table, rowCount }).toEqual({ table, rowCount: 0 })
  }
})

it('begins a new epoch as the owner', async () => {
  const epoch = async () => (await host.owner.query<{ epoch: string }>('select epoch from komar.host')).rows[0]?.epoch
  const before = await epoch()
  await host.owner.query('select komar.begin_epoch()')
  expect(await epoch()).not.toBe(before)
})
