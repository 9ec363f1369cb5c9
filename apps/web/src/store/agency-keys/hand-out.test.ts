// What leaves a device when a key is made, given, replaced and put together again: the host's answers are made up here, the bodies are looked at.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { memoryDisk } from '../memory-disk.ts'
import { newUuid } from '../new-entry.ts'
import { plainSeal } from '../plain-seal.ts'
import { giveKeys, prepareKey, restoreKey, sendNewKey, type NewKey, type PreparedKey } from './hand-out.ts'
import { openKeyring, type Keyring } from './keyring.ts'
import { isVouchedFor, unwrap } from './secret.ts'

type Call = { address: string; body: Record<string, unknown> }
let calls: Call[]
let refusal: { status: number; code: string } | null

beforeEach(() => {
  calls = []
  refusal = null
  vi.stubGlobal('fetch', (address: string, { body }: { body?: string }) => {
    calls.push({ address, body: JSON.parse(body ?? '{}') as Record<string, unknown> })
    const isMake = address === '/v1/agency-keys'
    if (isMake && refusal !== null) return Promise.resolve(Response.json({ ...refusal, title: '', type: '' }, refusal))
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
  expect((await sendNewKey(ring, order(prepared))).ok).toBe(true)
  expect(sent('/v1/agency-keys')).toMatchObject({ id: prepared.key.id, former: null, voucher: null })
  const said = JSON.stringify(calls)
  expect(said).not.toContain(prepared.key.secret)
  for (const part of prepared.parts) for (const group of part.split(' ').slice(0, -1)) expect(said).not.toContain(group)
  expect((await ring.secretOf(prepared.key.id))?.secret).toBe(prepared.key.secret)
})

it('keeps nothing of a key that the host did not take', async () => {
  const ring = keyring()
  refusal = { status: 409, code: 'request.conflict' }
  expect((await sendNewKey(ring, order(await prepareKey(3, 2)))).ok).toBe(false)
  expect([await ring.held(), await ring.told()]).toEqual([[], null])
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
  const { key, parts } = await prepareKey(3, 2)
  const [ring, elsewhere] = [keyring(), keyring()]
  const known = { key: { ...key, former: null, voucher: null }, here }
  expect(await restoreKey(ring, [parts[0] ?? '', 'nonsense'], known)).toEqual({ fault: 'unreadable', part: 1 })
  expect([await ring.held(), calls]).toEqual([[], []])
  expect(await restoreKey(ring, [parts[2] ?? '', parts[0] ?? ''], known)).toMatchObject({ ok: true })
  expect((await ring.secretOf(key.id))?.secret).toBe(key.secret)
  const body = calls.at(-1)?.body ?? {}
  expect(await unwrap(String(body['wrap']), (await ring.own()).identity, key)).toEqual(key)
  expect(await unwrap(String(body['wrap']), (await elsewhere.own()).identity, key)).toBeNull()
})
