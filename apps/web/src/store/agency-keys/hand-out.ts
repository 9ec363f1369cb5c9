// What a supervisor does with the agency's key: make it, put another in its place, give it to a device, put its parts together. Secrets are
// in memory and in the keyring only; the host gets what is wrapped.
import { call, type Answer } from '@komar/contract/client'
import {
  giveAgencyKey,
  makeAgencyKey,
  publishDeviceKey,
  showOwnKeys,
  type KeyDevice,
  type OwnKey,
} from '@komar/contract/agency-keys'
import type { HttpProblem } from '@komar/contract/problem'
import type { SealScope } from '@komar/domain/chronicle/sealed-text'
import type { Keyring } from './keyring.ts'
import { partsOf, putTogether, type PartsFault } from './parts.ts'
import type { AgencySecret } from './held.ts'
import { makeAgencySecret, vouchFor, wrapFor } from './secret.ts'

export type PreparedKey = { key: AgencySecret; parts: readonly string[] }

/** Nothing of it is anywhere else yet. */
export async function prepareKey(total: number, needed: number): Promise<PreparedKey> {
  const key = await makeAgencySecret()
  return { key, parts: await partsOf(key, total, needed) }
}

export type NewKey = {
  key: AgencySecret
  scope: SealScope
  /** The id of the key in whose place it is made; null: there is none. */
  former: string | null
  needed: number
  /** Accounts that hold the parts, in their order. */
  holders: readonly string[]
  /** Devices that get it, besides this one. */
  devices: readonly Pick<KeyDevice, 'device' | 'recipient'>[]
  /** The id of this device. */
  here: string
}

/** `not-there`: the host says that it does not have the key. `unknown`: it says nothing and may have it, so that no part may be destroyed. */
export type Made = { is: 'made' } | { is: 'not-there' | 'unknown'; problem: HttpProblem | 'offline' }

/**
 * Tells the host of a key and keeps it here. Where this device has the former key, it vouches for the new one. Whatever went wrong, the
 * host is asked whether it has the key: the answer to this try may be lost, or that to the one before.
 */
export async function sendNewKey(keyring: Keyring, made: NewKey): Promise<Made> {
  const { key, former, scope } = made
  const before = former === null ? null : await keyring.secretOf(former)
  const voucher = before === null ? null : await vouchFor(key, before)
  const answer = await tellHost(keyring, made, voucher)
  if (!answer.ok) return findMade(keyring, key, answer.problem)
  await keep(keyring, key, { former, voucher, scope, isCurrent: true })
  return { is: 'made' }
}

/** Whether the host has a key that was sent; it is kept here then. `problem`: why that is not known. */
export async function findMade(keyring: Keyring, key: AgencySecret, problem: HttpProblem | 'offline'): Promise<Made> {
  const own = await call(showOwnKeys, {})
  if (!own.ok) return { is: 'unknown', problem: own.problem }
  const found = own.value.keys.find(({ id, recipient }) => id === key.id && recipient === key.recipient)
  if (found === undefined) return { is: 'not-there', problem }
  await keep(keyring, key, found)
  return { is: 'made' }
}

type Links = Pick<OwnKey, 'former' | 'voucher' | 'scope' | 'isCurrent'>

async function keep(keyring: Keyring, key: AgencySecret, { former, voucher, scope, isCurrent }: Links): Promise<void> {
  await keyring.hold([{ ...key, former, voucher }])
  if (isCurrent) await keyring.tell({ key: key.id, recipient: key.recipient, scope })
}

async function tellHost(keyring: Keyring, made: NewKey, voucher: string | null): Promise<Answer<unknown>> {
  const { key, former, here, scope, needed, holders } = made
  const own = await keyring.own()
  // Of the first key nobody asked for one before.
  const said = await call(publishDeviceKey, { body: { recipient: own.recipient } })
  if (!said.ok) return said
  const others = made.devices.filter(({ device }) => device !== here)
  const wraps = await Promise.all(
    [{ device: here, recipient: own.recipient }, ...others].map(async ({ device, recipient }) => ({
      device,
      wrap: await wrapFor(recipient, key),
    })),
  )
  const { id, recipient } = key
  const parts = { needed, holders: [...holders] }
  return call(makeAgencyKey, { body: { id, recipient, scope, former, voucher, wraps, parts } })
}

/** Gives every key of the agency that this device has: with the older ones, older texts are read. */
export async function giveKeys(
  keyring: Keyring,
  to: Pick<KeyDevice, 'device' | 'recipient' | 'holds'>,
): Promise<Answer<unknown>> {
  let answer: Answer<unknown> = { ok: true, value: {} }
  for (const key of await keyring.held()) {
    if (to.holds.includes(key.id)) continue
    const wrap = await wrapFor(to.recipient, key)
    answer = await call(giveAgencyKey, { params: { id: to.device }, body: { key: key.id, wrap } })
    if (!answer.ok) return answer
  }
  return answer
}

type Restoring = {
  /** All keys of the agency. The parts say which of them they are of. */
  keys: readonly Pick<AgencySecret, 'id' | 'recipient'>[]
  /** The id of this device. */
  here: string
}

/**
 * The secret from its parts, wrapped for this device at the host, so that it can give it on, and kept here. Not before the host has it: a
 * device with a key of which the host knows nothing can neither give nor replace it.
 */
export async function restoreKey(
  keyring: Keyring,
  typed: readonly string[],
  { keys, here }: Restoring,
): Promise<PartsFault | Answer<{ key: string }>> {
  const secret = await putTogether(typed, keys)
  if ('fault' in secret) return secret
  const { recipient } = await keyring.own()
  const said = await call(publishDeviceKey, { body: { recipient } })
  if (!said.ok) return said
  const own = await call(showOwnKeys, {})
  if (!own.ok) return own
  const wrap = await wrapFor(recipient, secret)
  const given = await call(giveAgencyKey, { params: { id: here }, body: { key: secret.id, wrap } })
  if (!given.ok) return given
  const known = own.value.keys.find(({ id }) => id === secret.id)
  const { former = null, voucher = null } = known ?? {}
  await keyring.hold([{ ...secret, former, voucher }], known?.isCurrent === true ? 'newest' : 'older')
  return { ok: true, value: { key: secret.id } }
}
