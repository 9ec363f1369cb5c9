// Keeps the keys of an open store current: fetched under each new session, when the network is back, and now and then, since nobody is told when a
// supervisor gives one. Sealing needs no answer: what was last heard stands in the store.
import { showOwnKeys } from '@komar/contract/agency-keys'
import type { Sealing } from '@komar/contract/sealing'
import { call } from '@komar/contract/client'
import type { Session } from '@komar/contract/session'
import type { Written } from '@komar/domain/chronicle/entry'
import type { Outbox } from '../outbox.ts'
import type { Keyring } from './keyring.ts'
import { openTextsWith, sealedWhenShown } from './open-texts.ts'
import type { HeldKey } from './held.ts'
import { sealedMembers, sealEntry, sealingNow, type SealingNow } from './seal-entry.ts'
import type { KeysState } from './take-keys.ts'
import { isWithKeys } from './with-keys.ts'

export type AgencyKeys = {
  keyring: Keyring
  /** To whom the next entry is sealed; null: nothing is. */
  sealing: () => Promise<SealingNow | null>
  /** Entries as they go into the outbox. @throws NoKeyToSeal where what was sealed before cannot be. */
  seal: (entries: readonly Written[]) => Promise<Written[]>
  /** Under a new session: keys are asked for. */
  begin: () => void
  /** Null where the host did not answer, and in memory. `trusted`: a key that this person compared. */
  refresh: (trusted?: string) => Promise<KeysState | null>
  stop: () => void
}

const everyMs = 5 * 60_000

/**
 * `isInMemory`: a key that goes with the window is asked for by nobody. What is written is sealed all the same, as the host says, and it is
 * asked again: a key may be made, or put in the place of one that was lost, long after this sign-in.
 */
export function keepKeys(
  keyring: Keyring,
  session: Pick<Session, 'mayRead' | 'mayWrite' | 'sealing'>,
  outbox: Pick<Outbox, 'list'>,
  isInMemory = false,
): AgencyKeys {
  const stopOpening = openTextsWith(keyring)
  const sealing = async (): Promise<SealingNow | null> =>
    sealingNow(await toldTo(keyring, session.sealing), await heldIn(keyring))
  const refresh = async (trusted?: string): Promise<KeysState | null> => {
    if (isInMemory) return hear(keyring)
    const { takeKeys } = await import('./take-keys.ts')
    return takeKeys(keyring, trusted)
  }
  // Nothing hangs on it: what cannot be fetched now is fetched later, and said where somebody looks at the keys.
  const quietly = (): void => void refresh().catch(() => undefined)
  const begin = isWithKeys(session) ? quietly : (): void => undefined
  const timer = setInterval(begin, everyMs)
  globalThis.addEventListener('online', begin)
  void fetchAhead(sealing)
  return {
    keyring,
    refresh,
    sealing,
    begin,
    seal: async (entries) => {
      const now = await sealing()
      return Promise.all(entries.map(async (entry) => sealEntry(entry, now, await sealedBefore(entry, outbox))))
    },
    stop: () => {
      clearInterval(timer)
      globalThis.removeEventListener('online', begin)
      stopOpening()
    },
  }
}

/**
 * The members that were sealed in the entries that this one corrects, withdraws or answers. What its form showed came through this window
 * sealed, from wherever it came; a refused one that is mended from what was typed lies in the outbox.
 */
async function sealedBefore(
  { replaces, retracts, answers }: Written,
  outbox: Pick<Outbox, 'list'>,
): Promise<readonly string[]> {
  const named = [replaces, retracts, answers].filter((id) => id !== undefined)
  if (named.length === 0) return []
  const here = (await outbox.list()).filter(({ id }) => named.some((one) => one === id))
  return [...named.flatMap(sealedWhenShown), ...here.flatMap(({ entry }) => sealedMembers(entry))]
}

/** What sealing takes is here before the network goes: nobody may find out when they record that it is not. */
async function fetchAhead(sealing: AgencyKeys['sealing']): Promise<void> {
  if ((await sealing()) !== null) await import('./text-seal.ts').catch(() => undefined)
}

/** Only to whom is sealed: no identity is made, none published, nothing unwrapped. */
async function hear(keyring: Keyring): Promise<null> {
  const answer = await call(showOwnKeys, {}, { isBackground: true })
  const current = answer.ok ? answer.value.keys.find(({ isCurrent }) => isCurrent) : undefined
  if (current !== undefined) {
    await keyring.tell({ key: current.id, recipient: current.recipient, scope: current.scope })
  }
  return null
}

async function toldTo(keyring: Keyring, atSignIn: Sealing): Promise<Sealing> {
  return (await keyring.told().catch(() => null)) ?? atSignIn
}

/** A keyring that does not open must not keep anybody from writing: then the host's word on the recipient has to do. */
function heldIn(keyring: Keyring): Promise<readonly HeldKey[]> {
  return keyring.held().catch(() => [])
}
