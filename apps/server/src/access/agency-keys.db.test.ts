// Keys of agencies at the host: who makes, gives and gets them, and that the engine holds it. Wraps are real; what is in them is not looked at.
import * as contract from '@komar/contract/agency-keys'
import { showSession, type Session } from '@komar/contract/session'
import { revokeDevice } from '@komar/contract/devices'
import { roles, type Role } from '@komar/domain/access/roles'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPerson, personOf, testHost, type TestHost, type TestPerson } from '../http/test-host.ts'
import type { AgencySecret } from '../../../web/src/store/agency-keys/held.ts'
import { makeAgencySecret, unwrap, vouchFor, wrapFor } from '../../../web/src/store/agency-keys/secret.ts'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { openSession } from './sessions.ts'

type Device = { token: string; device: string; identity: string; recipient: string }

let host: TestHost
let boss: Device
let worker: Device
let stranger: Device

beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.dispose())

beforeEach(async () => {
  await host.owner.query('delete from komar.agency_key_part')
  await host.owner.query('delete from komar.agency_key_wrap')
  await host.owner.query('delete from komar.agency_key')
  await host.owner.query('delete from komar.device_key')
  boss = await deviceOf(host.here.people.supervisor)
  worker = await deviceOf(host.here.people['social-worker'])
  stranger = await deviceOf(host.there.people.supervisor)
})

async function deviceOf(person: TestPerson): Promise<Device> {
  const { device } = await personOf(host, person)
  return published(person.token, device)
}

async function published(token: string, device: string): Promise<Device> {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const answer = await host.call(contract.publishDeviceKey, { body: { recipient } }, token)
  expect(answer.statusCode).toBe(200)
  return { token, device, identity, recipient }
}

/** Somebody more of this agency, on a device of theirs. */
async function newcomer(user: string, role: Role): Promise<Device & { id: string }> {
  const id = await addPerson(host.owner, host.here.id, { user: `${user}.${randomUUID()}`, roles: [role] })
  await host.owner.query('update komar.account set must_change_password = false where id = $1', [id])
  const { token, device } = await openSession(host.pool, id, { id: undefined, label: undefined })
  return { id, ...(await published(token, device)) }
}

type Making = Partial<Parameters<typeof body>[1]> & { by?: Device }

function body(
  key: AgencySecret,
  more: { former: string | null; voucher: string | null; wraps: { device: string; wrap: string }[]; holders: string[] },
) {
  return {
    id: key.id,
    recipient: key.recipient,
    scope: 'notes' as const,
    former: more.former,
    voucher: more.voucher,
    wraps: more.wraps,
    parts: { needed: 2, holders: more.holders },
  }
}

async function make(key: AgencySecret, { by = boss, ...more }: Making = {}): Promise<number> {
  const wraps = more.wraps ?? [{ device: by.device, wrap: await wrapFor(by.recipient, key) }]
  const { supervisor, monitor } = host.here.people
  const holders = more.holders ?? [supervisor.id, monitor.id]
  const said = body(key, { former: more.former ?? null, voucher: more.voucher ?? null, wraps, holders })
  return (await host.call(contract.makeAgencyKey, { body: said }, by.token)).statusCode
}

async function give(key: AgencySecret, to: Device, by = boss): Promise<number> {
  const wrap = await wrapFor(to.recipient, key)
  const input = { params: { id: to.device }, body: { key: key.id, wrap } }
  return (await host.call(contract.giveAgencyKey, input, by.token)).statusCode
}

const own = async (device: Device): Promise<contract.OwnKey[]> =>
  (await host.call(contract.showOwnKeys, {}, device.token)).json<{ keys: contract.OwnKey[] }>().keys
const listed = async ({ token }: Device) =>
  (await host.call(contract.listAgencyKeys, {}, token)).json<{
    keys: contract.AgencyKey[]
    devices: contract.KeyDevice[]
  }>()
const sealing = async (token: string) => (await host.call(showSession, {}, token)).json<Session>().sealing

describe('the first key of an agency', () => {
  it('is sealed with by all of it from then on, and by nobody else', async () => {
    expect(await sealing(worker.token)).toBeNull()
    const key = await makeAgencySecret()
    expect(await make(key)).toBe(201)
    const told = { key: key.id, recipient: key.recipient, scope: 'notes' }
    expect(await sealing(worker.token)).toEqual(told)
    expect(await sealing(host.here.people.monitor.token)).toEqual(told)
    expect([await sealing(stranger.token), await own(stranger)]).toEqual([null, []])
    expect(await listed(boss)).toMatchObject({
      keys: [{ id: key.id, isCurrent: true, partsNeeded: 2, partHolders: ['supervisor.here', 'monitor.here'] }],
    })
  })
  it('is made once: another that knows of none, or of another, is refused', async () => {
    const [key, late] = [await makeAgencySecret(), await makeAgencySecret()]
    expect(await make(key)).toBe(201)
    expect(await make(late)).toBe(409)
    expect(await make(late, { former: randomUUID(), voucher: await vouchFor(late, key) })).toBe(409)
    expect(
      await make(key, { by: stranger, holders: [host.there.people.supervisor.id, host.there.people.monitor.id] }),
    ).toBe(409)
  })
  it('is made by supervisors alone, who proved lately who they are', async () => {
    const key = await makeAgencySecret()
    for (const role of roles.filter((each) => each !== 'supervisor')) {
      const { token } = host.here.people[role]
      expect([role, await make(key, { by: { ...boss, token } })]).toEqual([role, 403])
      expect((await host.call(contract.listAgencyKeys, {}, token)).statusCode).toBe(403)
    }
    await host.owner.query(`update komar.session set proved_at = now() - interval '11 minutes' where device = $1`, [
      boss.device,
    ])
    expect(await make(key)).toBe(403)
    await host.owner.query('update komar.session set proved_at = now() where device = $1', [boss.device])
  })
  it('has parts for people of the agency only, and not fewer than are needed', async () => {
    const key = await makeAgencySecret()
    const { supervisor, monitor } = host.here.people
    expect(await make(key, { holders: [supervisor.id, host.there.people.monitor.id] })).toBe(409)
    const said = {
      ...body(key, {
        former: null,
        voucher: null,
        wraps: [{ device: boss.device, wrap: await wrapFor(boss.recipient, key) }],
        holders: [supervisor.id, monitor.id],
      }),
    }
    const three = { ...said, parts: { ...said.parts, needed: 3 } }
    expect((await host.call(contract.makeAgencyKey, { body: three }, boss.token)).statusCode).toBe(409)
  })
})

describe('giving', () => {
  let key: AgencySecret
  beforeEach(async () => {
    key = await makeAgencySecret()
    expect(await make(key)).toBe(201)
  })

  it('brings the secret to that device and no other of the same person', async () => {
    const { id } = host.here.people['social-worker']
    const second = await openSession(host.pool, id, { id: undefined, label: undefined })
    const other = await published(second.token, second.device)
    expect((await own(worker))[0]).toMatchObject({ id: key.id, isCurrent: true, wrap: null })
    expect(await give(key, worker)).toBe(200)
    const wrap = (await own(worker))[0]?.wrap ?? ''
    expect(await unwrap(wrap, worker.identity, key)).toEqual(key)
    expect(await unwrap(wrap, other.identity, key)).toBeNull()
    expect((await own(other))[0]?.wrap).toBeNull()
    const holds = (await listed(boss)).devices.map(({ device, holds: keys }) => [device, keys])
    expect(holds).toEqual(
      expect.arrayContaining([
        [worker.device, [key.id]],
        [other.device, []],
      ]),
    )
  })
  it('stands as it was given first: a wrap sent again, or another, changes nothing', async () => {
    await give(key, worker)
    const [before] = await own(worker)
    await give(key, worker)
    await give(await makeAgencySecret(), worker)
    expect(await own(worker)).toEqual([before])
  })
  it('reaches nobody of another agency, and is done by nobody of one', async () => {
    expect(await give(key, stranger)).toBe(404)
    expect(await give(key, worker, stranger)).toBe(404)
    expect((await listed(stranger)).keys).toEqual([])
    expect((await listed(stranger)).devices.map(({ device }) => device)).toEqual([stranger.device])
    const declined = { params: { id: worker.device }, body: {} }
    expect((await host.call(contract.declineAgencyKey, declined, stranger.token)).statusCode).toBe(404)
    expect((await host.call(contract.chooseSealScope, { body: { scope: 'none' } }, stranger.token)).statusCode).toBe(
      404,
    )
  })
  it('is done by a supervisor whose own device has the key; for oneself, after the parts were put together', async () => {
    const second = await newcomer('second', 'supervisor')
    expect(await give(key, worker, second)).toBe(404)
    expect(await give(key, second, second)).toBe(200)
    expect(await give(key, worker, second)).toBe(200)
  })
  it('reaches the device of one agency of whoever belongs to two, and not that of the other', async () => {
    const { id, ...one } = await newcomer('both', 'social-worker')
    await host.owner.query(
      `insert into komar.agency_membership (account, agency, roles, since) values ($1, $2, '{social-worker}', komar.today_host())`,
      [id, host.there.id],
    )
    const acting = { agency: host.there.id }
    const { token, device } = await openSession(host.pool, id, { id: undefined, label: undefined }, acting)
    const other = await published(token, device)
    expect(await give(key, other)).toBe(404)
    expect(await give(key, one)).toBe(200)
    expect((await own(one)).map((each) => each.wrap === null)).toEqual([false])
    expect(await own(other)).toEqual([])
  })
  it('can be declined, and done later all the same', async () => {
    await host.call(contract.declineAgencyKey, { params: { id: worker.device }, body: {} }, boss.token)
    const isDeclined = async () =>
      (await listed(boss)).devices.find(({ device }) => device === worker.device)?.isDeclined
    expect(await isDeclined()).toBe(true)
    await give(key, worker)
    expect(await isDeclined()).toBe(false)
  })
  it('stands in the log, and no secret does', async () => {
    await give(key, worker)
    const { rows } = await host.owner.query<{ what: string; subject: string; line: string }>(
      `select what, subject, r::text as line from komar.read_log r where what like '%agency-key%' order by id desc limit 2`,
    )
    expect(rows.map(({ what, subject }) => [what, subject])).toEqual([
      ['agency-key.given', worker.device],
      ['agency-key.made', null],
    ])
    expect(JSON.stringify(rows)).not.toMatch(/AGE-SECRET-KEY/iu)
  })
})

describe('a device', () => {
  it('says its recipient once and for good', async () => {
    const { recipient } = worker
    const told = async (token: string) =>
      (await host.call(contract.showOwnKeys, {}, token)).json<{ recipient: string | null }>()
    expect((await told(worker.token)).recipient).toBe(recipient)
    expect((await told(host.here.people.monitor.token)).recipient).toBeNull()
    const say = async (said: string, token = worker.token) =>
      (await host.call(contract.publishDeviceKey, { body: { recipient: said } }, token)).statusCode
    expect(await say(recipient)).toBe(200)
    expect(await say(boss.recipient)).toBe(409)
    expect(await say(recipient, host.here.people.monitor.token)).toBe(409)
    const hybrid = `age1pq1${'q'.repeat(1900)}`
    for (const none of ['', 'age1', recipient.toUpperCase(), `${recipient} `, hybrid, `age1${'b'.repeat(58)}`]) {
      expect([none.slice(0, 10), await say(none)]).toEqual([none.slice(0, 10), 400])
    }
  })
  it('is given nothing that is too large, too small or no base64', async () => {
    const key = await makeAgencySecret()
    await make(key)
    for (const wrap of ['', 'QUFB', 'A'.repeat(2672), '%'.repeat(400)]) {
      const input = { params: { id: worker.device }, body: { key: key.id, wrap } }
      expect((await host.call(contract.giveAgencyKey, input, boss.token)).statusCode).toBe(400)
    }
  })
  it('that never said one is given nothing', async () => {
    const key = await makeAgencySecret()
    await make(key)
    const { device } = await personOf(host, host.here.people.monitor)
    expect(await give(key, { ...worker, device })).toBe(404)
  })
})

describe('a leaver, and a device that was called off', () => {
  async function gone(how: 'left' | 'disabled' | 'called-off'): Promise<Device> {
    const { id, ...device } = await newcomer(how, 'social-worker')
    await give(key, device)
    if (how === 'left') {
      await host.owner.query(
        'update komar.agency_membership set until = komar.today_host(), since = since - 1 where account = $1',
        [id],
      )
    }
    if (how === 'disabled') await host.owner.query('update komar.account set disabled_at = now() where id = $1', [id])
    if (how === 'called-off') {
      const { token } = host.here.people.administrator
      await host.call(revokeDevice, { params: { id: device.device }, body: {} }, token)
    }
    return device
  }

  let key: AgencySecret
  beforeEach(async () => {
    key = await makeAgencySecret()
    await make(key)
  })

  it.each(['left', 'disabled', 'called-off'] as const)(
    'that is %s gets no key any more, neither this nor the next',
    async (how) => {
      const device = await gone(how)
      expect((await host.call(contract.showOwnKeys, {}, device.token)).statusCode).toBeGreaterThan(400)
      const next = await makeAgencySecret()
      const wraps = await Promise.all(
        [boss, device].map(async (each) => ({ device: each.device, wrap: await wrapFor(each.recipient, next) })),
      )
      const rotating = { former: key.id, voucher: await vouchFor(next, key) }
      expect(await make(next, { ...rotating, wraps })).toBe(409)
      expect(await make(next, rotating)).toBe(201)
      expect(await give(next, device)).toBe(404)
      const standing = (await listed(boss)).devices.find((each) => each.device === device.device)
      expect(standing).toMatchObject({ standing: how === 'called-off' ? 'called-off' : 'left', holds: [key.id] })
    },
  )
})

describe('a key in the place of another', () => {
  let key: AgencySecret
  let next: AgencySecret
  beforeEach(async () => {
    key = await makeAgencySecret()
    next = await makeAgencySecret()
    await make(key)
  })

  it('is made by who has the one that stands; old ones stay, to read with', async () => {
    await give(key, worker)
    const wraps = await Promise.all(
      [boss, worker].map(async (each) => ({ device: each.device, wrap: await wrapFor(each.recipient, next) })),
    )
    expect(await make(next, { former: key.id, voucher: await vouchFor(next, key), wraps })).toBe(201)
    expect(await sealing(worker.token)).toMatchObject({ key: next.id })
    const keys = await own(worker)
    expect(keys.map(({ id, isCurrent, former }) => [id, isCurrent, former])).toEqual([
      [key.id, false, null],
      [next.id, true, key.id],
    ])
    expect(await unwrap(keys[0]?.wrap ?? '', worker.identity, key)).toEqual(key)
    expect(await unwrap(keys[1]?.wrap ?? '', worker.identity, next)).toEqual(next)
  })
  it('leaves the older one to whoever puts its parts together, and to be given on from there', async () => {
    await give(key, worker)
    const third = await newcomer('third', 'supervisor')
    expect(await make(next, { former: key.id, voucher: await vouchFor(next, key) })).toBe(201)
    const fourth = await newcomer('fourth', 'social-worker')
    expect(await give(key, fourth, third)).toBe(404)
    expect(await give(key, third, third)).toBe(200)
    expect(await give(key, fourth, third)).toBe(200)
    const holds = new Map((await listed(third)).devices.map((each) => [each.device, each.holds]))
    expect([holds.get(third.device), holds.get(fourth.device)]).toEqual([[key.id], [key.id]])
    // What stands is not thereby theirs.
    expect(await give(next, fourth, third)).toBe(404)
  })
  it('is not made without a voucher while somebody has the one that stands, nor by a supervisor who has it not', async () => {
    expect(await make(next, { former: key.id })).toBe(409)
    const third = await newcomer('third', 'supervisor')
    expect(await make(next, { by: third, former: key.id, voucher: await vouchFor(next, key) })).toBe(409)
  })
  it('is begun anew only when nobody has the one that stands', async () => {
    await host.owner.query('delete from komar.agency_key_wrap')
    expect(await make(next, { former: key.id, voucher: await vouchFor(next, key) })).toBe(409)
    expect(await make(next, { former: key.id })).toBe(201)
    expect((await own(boss)).at(-1)).toMatchObject({ id: next.id, voucher: null, former: key.id })
  })
  it('leaves what is sealed to the supervisor, and can end it', async () => {
    const choose = async (scope: 'none' | 'notes-and-complaints') =>
      (await host.call(contract.chooseSealScope, { body: { scope } }, boss.token)).statusCode
    expect(await choose('notes-and-complaints')).toBe(200)
    expect(await sealing(worker.token)).toMatchObject({ scope: 'notes-and-complaints' })
    expect(await choose('none')).toBe(200)
    expect(await sealing(worker.token)).toMatchObject({ key: key.id, scope: 'none' })
  })
})
