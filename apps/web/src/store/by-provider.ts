// The way in for whoever was proved at the identity provider. Its password never comes here, and a store on this device opens by a password
// alone: so this one stands in the page's memory, sealed with keys of the moment, and is gone with the page.
// Source: docs/decisions/0017-proving-who-one-is.md.
import { call, type Answer } from '@komar/contract/client'
import { comeInByProvider } from '@komar/contract/provider'
import { showSession, type Session } from '@komar/contract/session'
import { deviceName } from './device-name.ts'
import type { DeviceDatabase } from './device-database.ts'
import type { SecondStep } from './device-stores.ts'
import type { StoreKeys } from './key-hand-over.ts'
import { forgetKeys, openStore, unlock, type Inside } from './vault-inside.ts'
import type { Outcome } from './vault-state.ts'
import { agenciesOf } from './way-in.ts'

const patienceMs = 20_000
/** As many as the host looks at. */
const mostPassing = 20

/** Opens a session and an empty store in memory under it. */
export async function enterByProvider(inside: Inside, given: SecondStep & { agency?: string | undefined }): Outcome {
  await inside.closing?.stop()
  const answer = await openSession(inside.stores.database, given)
  if (!answer.ok) {
    const agencies = agenciesOf(answer.problem)
    return agencies === null ? { kind: 'problem', problem: answer.problem } : { kind: 'which-agency', agencies }
  }
  // The browser's one cookie is now this session's: whoever was open here must not go on under it.
  if (inside.state.status === 'unlocked') forgetKeys(inside)
  const held = await keysOfTheMoment(answer.value.device)
  const unlocked = await openStore(inside, held, answer.value)
  if (unlocked === null) return { kind: 'nothing-opens' }
  inside.bus.opened(held.store)
  await unlock(inside, held, unlocked, 'signed-in')
  return null
}

async function openSession(
  database: DeviceDatabase,
  { agency, code, passkey }: SecondStep & { agency?: string | undefined },
): Promise<Answer<Session>> {
  const [device, ...otherDevices] = (await database.setting('passing')) ?? []
  const body = {
    deviceLabel: deviceName(navigator.userAgent),
    otherDevices,
    ...(device !== undefined && { device }),
    ...(agency !== undefined && { agency }),
    ...(code !== undefined && { code }),
    ...(passkey !== undefined && { passkey }),
  }
  const opened = await call(comeInByProvider, { body }, { signal: AbortSignal.timeout(patienceMs) })
  if (opened.ok) {
    await rememberPassing(database, opened.value.device)
    return call(showSession, {}, { signal: AbortSignal.timeout(patienceMs) })
  }
  // Called off for good: the next time this browser is another device.
  if (opened.problem !== 'offline' && opened.problem.code === 'access.device-revoked') await database.set('passing', [])
  return opened
}

/** A device without room is no reason to stay outside: it is then a new device the next time. */
async function rememberPassing(database: DeviceDatabase, device: string): Promise<void> {
  await database
    .change('passing', (before = []) => [device, ...before.filter((id) => id !== device)].slice(0, mostPassing))
    .catch(() => undefined)
}

async function keysOfTheMoment(store: string): Promise<StoreKeys> {
  const [data, name] = await Promise.all([
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']),
  ])
  return { store, data, name, isInMemory: true }
}
