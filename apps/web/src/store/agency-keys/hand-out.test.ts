// What leaves a device when a key is made, given, replaced and put together again: the host's answers are made up here, the bodies are looked at.
import type { OwnKey } from '@komar/contract/agency-keys'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { memoryDisk } from '../memory-disk.ts'
import { newUuid } from '../new-entry.ts'
import { plainSeal } from '../plain-seal.ts'
import { findMade, giveKeys, prepareKey, restoreKey, sendNewKey, type NewKey, type PreparedKey } from './hand-out.ts'
import { openKeyring, type Keyring } from './keyring.ts'
import { sealingNow } from './seal-entry.ts'
import { isVouchedFor, unwrap } from './secret.ts'

type Call = { address: string; body: Record<string, unknown> }
let calls: Call[]
/** What the host answers in the place of what it would, by the end of the address; null: no answer comes back. */
let instead: Record<string, { status: number; code: string } | null>
/** Keys that the host says it has. */
let hosted: OwnKey[]

beforeEach(() => {
  calls = []
  instead = {}
  hosted = []
  vi.stubGlobal('fetch', (address: string, { body }: { body?: string }) => {
    calls.push({ address, body: JSON.parse(body ?? '{}') as Record<string, unknown> })
    const other = Object.entries(instead).find(([end]) => address.endsWith(end))?.[1]
    if (other === null) return Promise.reject(new TypeError('no network'))
    if (other !== undefined) return Promise.resolve(Response.json({ ...other, title: '', type: '' }, other))
    if (address.endsWith('/own')) return Promise.resolve(Response.json({ keys: hosted, recipient: null }))
    return Promise.resolve(Response.json(address.endsWith('/device') ? calls.at(-1)?.body : {}))
  })
})
afterEach(() => vi.unstubAllGlobals())

const here = newUuid()
const keyring = (): Keyring => openKeyring(newUuid(), memoryDisk(), plainSeal('dara'))
const order = ({ key }: PreparedKey, more: Partial<NewKey> = {}): NewKey => ({
  key,
  scope: 'notes',
  former: null,
  needed: 2,
  holders: [newUuid(), newUuid(), newUuid()],
  devices: [],
  here,
  ...more,
})
const sent = (address: string): Record<string, unknown> => calls.find((each) => each.address === address)?.body ?? {}

it('tells the host of a new key, and no secret and no part of it', async () => {
  const ring = keyring()
  const prepared = await prepareKey(3, 2)
  expect(await sendNewKey(ring, order(prepared))).toEqual({ is: 'made' })
  expect(sent('/v1/agency-keys')).toMatchObject({ id: prepared.key.id, former: null, voucher: null })
  const said = JSON.stringify(calls)
  expect(said).not.toContain(prepared.key.secret)
  for (const part of prepared.parts) for (const group of part.split(' ').slice(0, -1)) expect(said).not.toContain(group)
  expect((await ring.secretOf(prepared.key.id))?.secret).toBe(prepared.key.secret)
})

const conflict = { status: 409, code: 'request.conflict' }
const atHost = ({ key: { id, recipient } }: PreparedKey, more: Partial<OwnKey> = {}): OwnKey => ({
  id,
  recipient,
  scope: 'notes',
  former: null,
  voucher: null,
  isCurrent: true,
  wrap: null,
  ...more,
})

it('keeps nothing of a key that the host says it does not have', async () => {
  const ring = keyring()
  instead = { '/agency-keys': conflict }
  hosted = [atHost(await prepareKey(3, 2))]
  expect(await sendNewKey(ring, order(await prepareKey(3, 2)))).toMatchObject({ is: 'not-there', problem: conflict })
  expect([await ring.held(), await ring.told()]).toEqual([[], null])
})

it.each([null, { status: 502, code: 'host.unavailable' }, conflict])(
  'takes a key for made that the host has, whatever became of the answer: %j',
  async (answer) => {
    const [ring, prepared] = [keyring(), await prepareKey(3, 2)]
    instead = { '/agency-keys': answer }
    hosted = [atHost(prepared)]
    expect(await sendNewKey(ring, order(prepared))).toEqual({ is: 'made' })
    expect((await ring.secretOf(prepared.key.id))?.secret).toBe(prepared.key.secret)
    expect((await ring.told())?.key).toBe(prepared.key.id)
  },
)

it('says of a key that nothing is known while the host does not answer, until it does', async () => {
  const [ring, prepared] = [keyring(), await prepareKey(3, 2)]
  instead = { '/agency-keys': null, '/own': null }
  const unknown = { is: 'unknown', problem: 'offline' }
  expect(await sendNewKey(ring, order(prepared))).toEqual(unknown)
  expect(await findMade(ring, prepared.key, 'offline')).toEqual(unknown)
  instead = {}
  expect((await findMade(ring, prepared.key, 'offline')).is).toBe('not-there')
  // Another secret under the same id is another key.
  hosted = [atHost(prepared, { recipient: (await prepareKey(3, 2)).key.recipient })]
  expect((await findMade(ring, prepared.key, 'offline')).is).toBe('not-there')
  expect(await ring.held()).toEqual([])
  // Replaced since by another: it is held, and not sealed with.
  hosted = [atHost(prepared, { isCurrent: false })]
  expect(await findMade(ring, prepared.key, 'offline')).toEqual({ is: 'made' })
  expect([(await ring.held()).length, await ring.told()]).toEqual([1, null])
})

it('vouches for a key in the place of another, and wraps it for those who stay', async () => {
  const [ring, other] = [keyring(), keyring()]
  const [first, next] = [await prepareKey(3, 2), await prepareKey(3, 2)]
  await sendNewKey(ring, order(first))
  calls = []
  const { identity, recipient } = await other.own()
  await sendNewKey(ring, order(next, { former: first.key.id, devices: [{ device: newUuid(), recipient }] }))
  const body = sent('/v1/agency-keys') as { voucher: string; wraps: { wrap: string }[] }
  expect(await isVouchedFor(next.key, body.voucher, first.key)).toBe(true)
  expect(body.wraps).toHaveLength(2)
  expect(await unwrap(body.wraps[1]?.wrap ?? '', identity, next.key)).toEqual(next.key)
})

it('gives all keys that it has and the other has not, each for that device alone', async () => {
  const [ring, other] = [keyring(), keyring()]
  const [first, next] = [await prepareKey(3, 2), await prepareKey(3, 2)]
  await sendNewKey(ring, order(first))
  await sendNewKey(ring, order(next, { former: first.key.id }))
  calls = []
  const { identity, recipient } = await other.own()
  await giveKeys(ring, { device: newUuid(), recipient, holds: [first.key.id] })
  expect(calls.map(({ body }) => body['key'])).toEqual([next.key.id])
  expect(await unwrap(String(calls[0]?.body['wrap']), identity, next.key)).toEqual(next.key)
  expect(await unwrap(String(calls[0]?.body['wrap']), (await ring.own()).identity, next.key)).toBeNull()
})

it('makes the key again from its parts on a device that never had it, and on that device only', async () => {
  const prepared = await prepareKey(3, 2)
  const { key, parts } = prepared
  const [ring, elsewhere] = [keyring(), keyring()]
  hosted = [atHost(prepared)]
  const known = { keys: hosted, here }
  expect(await restoreKey(ring, [parts[0] ?? '', 'nonsense'], known)).toEqual({ fault: 'unreadable', part: 1 })
  expect([await ring.held(), calls]).toEqual([[], []])
  expect(await restoreKey(ring, [parts[2] ?? '', parts[0] ?? ''], known)).toEqual({ ok: true, value: { key: key.id } })
  expect((await ring.secretOf(key.id))?.secret).toBe(key.secret)
  const body = calls.at(-1)?.body ?? {}
  expect(await unwrap(String(body['wrap']), (await ring.own()).identity, key)).toEqual(key)
  expect(await unwrap(String(body['wrap']), (await elsewhere.own()).identity, key)).toBeNull()
})

it('makes a key again that another took the place of, and goes on sealing with that one', async () => {
  const [old, next] = [await prepareKey(3, 2), await prepareKey(5, 3)]
  const ring = keyring()
  await sendNewKey(ring, order(next, { former: old.key.id }))
  hosted = [atHost(old, { isCurrent: false }), atHost(next, { former: old.key.id, voucher: 'by the old one' })]
  expect(await restoreKey(ring, old.parts.slice(1), { keys: hosted, here })).toMatchObject({ ok: true })
  expect(calls.at(-1)?.body['key']).toBe(old.key.id)
  expect((await ring.secretOf(old.key.id))?.secret).toBe(old.key.secret)
  expect(sealingNow(await ring.told(), await ring.held())?.key).toBe(next.key.id)
})

it('seals with no older key although this device lacks one in between, and the newest', async () => {
  const [first, third, fourth] = [await prepareKey(3, 2), await prepareKey(3, 2), await prepareKey(3, 2)]
  const ring = keyring()
  await ring.hold([{ ...third.key, former: null, voucher: null }])
  await ring.tell({ key: fourth.key.id, recipient: fourth.key.recipient, scope: 'notes' })
  hosted = [atHost(first, { isCurrent: false }), atHost(fourth, { former: third.key.id })]
  expect(await restoreKey(ring, first.parts.slice(1), { keys: hosted, here })).toMatchObject({ ok: true })
  expect(sealingNow(await ring.told(), await ring.held())?.key).toBe(third.key.id)
})

it.each(['/device', '/own', '/give'])('keeps nothing of a key while the host does not answer at %s', async (end) => {
  const prepared = await prepareKey(3, 2)
  const [ring, typed] = [keyring(), prepared.parts.slice(0, 2)]
  hosted = [atHost(prepared)]
  instead = { [end]: null }
  const known = { keys: hosted, here }
  expect(await restoreKey(ring, typed, known)).toEqual({ ok: false, problem: 'offline' })
  expect(await ring.held()).toEqual([])
  instead = { [end]: { status: 403, code: 'session.confirm' } }
  expect(await restoreKey(ring, typed, known)).toMatchObject({ ok: false })
  expect(await ring.held()).toEqual([])
  instead = {}
  expect(await restoreKey(ring, typed, known)).toMatchObject({ ok: true })
  expect(await ring.held()).toMatchObject([{ ...prepared.key, former: null }])
})
