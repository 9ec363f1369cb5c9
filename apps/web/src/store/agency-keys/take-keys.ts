// Fetches what was wrapped for this device, and takes what can be trusted: the host passes keys on, and could pass on one of its own. The
// first key of a device is taken as it comes (people compare its figures by voice); from then on a key is taken only where a holder of
// one that this device has vouches for it.
import { call } from '@komar/contract/client'
import { publishDeviceKey, showOwnKeys, type OwnKey } from '@komar/contract/agency-keys'
import type { Keyring } from './keyring.ts'
import type { HeldKey } from './held.ts'

/** `waits`: there is a key and this device was not given it. `strange`: one was given for which no key here vouches. */
export type KeysState = {
  current: Pick<OwnKey, 'id' | 'recipient' | 'scope' | 'former' | 'voucher'> | null
  waits: boolean
  strange: readonly Pick<OwnKey, 'id' | 'recipient'>[]
}

type Host = {
  keys: () => Promise<{ keys: readonly OwnKey[]; recipient: string | null } | null>
  publish: (recipient: string) => Promise<boolean>
}

const networkHost: Host = {
  keys: async () => {
    const answer = await call(showOwnKeys, {}, { isBackground: true })
    return answer.ok ? answer.value : null
  },
  publish: async (recipient) => (await call(publishDeviceKey, { body: { recipient } }, { isBackground: true })).ok,
}

/** Null where the host did not answer. `trusted`: a key that this person compared and takes although no key here vouches for it. */
export async function takeKeys(
  keyring: Keyring,
  trusted?: string,
  host: Host = networkHost,
): Promise<KeysState | null> {
  const answer = await host.keys()
  if (answer === null) return null
  const { keys } = answer
  const current = keys.find(({ isCurrent }) => isCurrent) ?? null
  // Nobody asks for a key before there is one.
  if (current === null) return { current, waits: false, strange: [] }
  await keyring.tell({ key: current.id, recipient: current.recipient, scope: current.scope })
  // Loaded where there is something to open, and not by everybody who might.
  const { unwrap } = await import('./secret.ts')
  const own = await keyring.own()
  const known = [...(await keyring.held())]
  const before = known.length
  const left: HeldKey[] = []
  for (const key of keys) {
    const isKnown = known.some(({ id }) => id === key.id)
    const secret = key.wrap === null || isKnown ? null : await unwrap(key.wrap, own.identity, key)
    if (secret !== null) left.push({ ...secret, former: key.former, voucher: key.voucher })
  }
  for (;;) {
    const next = await indexOfTrusted(left, known, current.id, trusted)
    if (next < 0) break
    known.push(...left.splice(next, 1))
  }
  if (known.length > before) await keyring.hold(known.slice(before))
  const waits = !known.some(({ id }) => id === current.id)
  if (waits && answer.recipient === null) await host.publish(own.recipient)
  return { current, waits, strange: left }
}

async function indexOfTrusted(
  left: readonly HeldKey[],
  known: readonly HeldKey[],
  current: string,
  trusted: string | undefined,
): Promise<number> {
  for (const [at, key] of left.entries()) {
    if (key.id === trusted || (known.length === 0 && key.id === current)) return at
    for (const one of known) if ((await follows(key, one)) || (await follows(one, key))) return at
  }
  return -1
}

/** Whether whoever had `former` made `next` in its place. */
async function follows(next: HeldKey, former: HeldKey): Promise<boolean> {
  if (next.former !== former.id || next.voucher === null) return false
  const { isVouchedFor } = await import('./secret.ts')
  return isVouchedFor(next, next.voucher, former)
}
