// Where a session is used from, as two keyed hashes: enough to notice that it moved, and nothing to read where anybody was.
// A phone changes its network all day, within its carrier: hence prefixes, and hence a changed network only takes away the fresh proof. A
// browser does not become another one: a cookie that does was carried off. Source: docs/decisions/0017-proving-who-one-is.md.
import { createHmac } from 'node:crypto'
import type { Place } from '../db/as-actor.ts'
import { deriveKey } from '../keys/derived-key.ts'
import type { HostKeys } from '../keys/host-keys.ts'
import { addressGroup } from './sign-in.ts'

/** Hashes of the network's prefix and of the kind of browser, keyed with the host's key. */
export function placeOf(keys: Pick<HostKeys, 'attachment'>, from: { address: string; userAgent: string }): Place {
  const key = deriveKey(keys, 'session place')
  const hash = (what: string, text: string) => createHmac('sha256', key).update(`${what} ${text}`).digest('hex')
  return { network: hash('network', networkPrefix(from.address)), agent: hash('agent', agentKind(from.userAgent)) }
}

/** About one provider: /16 of IPv4, /32 of IPv6 (the least that a registry gives a provider; RIPE-738, 5.1). Exported for its test. */
export function networkPrefix(address: string): string {
  const group = addressGroup(address)
  return group.includes(':') ? group.split(':').slice(0, 2).join(':') : group.split('.').slice(0, 2).join('.')
}

/** Without numbers: a browser and a phone that update themselves remain what they were. Exported for its test. */
export function agentKind(userAgent: string): string {
  return userAgent.replace(/[\d._]+/gu, '')
}
