// How an open store's keys come from a page to the page that follows it (a reload, a new tab), without a password and without ever being
// written down. Two ways: other open pages, over a channel; and the service worker's memory, for the moment between two pages.
// This file is part of the service worker too: no DOM, no storage. Source: docs/decisions/0014-the-device.md.
import type { StoreKeys } from './seal.ts'

/** An open store: the keys are CryptoKey objects that no script can read out. */
export type HeldStore = StoreKeys & { id: string }

/** Page to service worker, when the page is left. */
export type KeepMessage = { type: 'komar.key.keep'; held: HeldStore }
/** Page to service worker, with a MessagePort on which it answers a HeldStore or null, and forgets. */
export type TakeMessage = { type: 'komar.key.take' }
/** Page to service worker, when the store is locked. */
export type ForgetMessage = { type: 'komar.key.forget' }

/** The longest time that the service worker holds keys for the next page. */
export const heldAtMostMs = 20_000

export type KeyHolder = {
  /** Deals with a message to the service worker; false when it is none of these. `port` is the message's first port. */
  receive: (message: unknown, port: Pick<MessagePort, 'postMessage'> | undefined) => boolean
}

type Timing = { now: () => number; after: (ms: number, work: () => void) => void }

/** The service worker's side. A key is given once, and not after 20 seconds even where the timer came late. */
export function createKeyHolder(
  { now, after }: Timing = { now: () => Date.now(), after: (ms, work) => void setTimeout(work, ms) },
): KeyHolder {
  let kept: { held: HeldStore; at: number } | null = null
  return {
    receive: (message, port) => {
      switch (typeOf(message)) {
        case 'komar.key.keep': {
          const held = readHeldStore(message)
          const keeping = held === null ? null : { held, at: now() }
          kept = keeping
          after(heldAtMostMs, () => {
            if (kept === keeping) kept = null
          })
          return true
        }
        case 'komar.key.take': {
          const age = kept === null ? Infinity : now() - kept.at
          port?.postMessage(age >= 0 && age < heldAtMostMs ? (kept?.held ?? null) : null)
          kept = null
          return true
        }
        case 'komar.key.forget':
          kept = null
          return true
        default:
          return false
      }
    },
  }
}

/** The keys that a message carries under `held`; null for anything else. */
export function readHeldStore(message: unknown): HeldStore | null {
  const held = isObject(message) ? message['held'] : null
  if (!isObject(held)) return null
  const { id, dataKey, blindKey } = held
  const isWhole = typeof id === 'string' && dataKey instanceof CryptoKey && blindKey instanceof CryptoKey
  return isWhole ? { id, dataKey, blindKey } : null
}

function typeOf(message: unknown): unknown {
  return isObject(message) ? message['type'] : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
