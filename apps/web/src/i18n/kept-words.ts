// Sentences that promise that something is kept on this device, and what is said in their place to whom nothing is: who came in by the
// identity provider (docs/decisions/0017-proving-who-one-is.md). One list, so that no page promises by mistake what the next press loses.
import type { MessageId } from './message-id.ts'

/** By the two parts of an id: the beginning, and the rest of it. Most of these are not words of the first page. */
const inTheirPlace: Readonly<Record<string, Readonly<Record<string, MessageId>>>> = {
  draft: { 'saved-at': 'nothing-kept.draft', 'saves-as-you-type': 'nothing-kept.draft' },
  form: {
    later: 'nothing-kept.later',
    'no-room': 'nothing-kept.not-recorded',
    'no-room-next': 'nothing-kept.not-recorded-next',
    offline: 'nothing-kept.offline',
  },
  outbox: { waiting: 'nothing-kept.waiting' },
  problem: {
    'access.not-signed-in': 'nothing-kept.not-signed-in',
    'host.full': 'nothing-kept.full',
    'host.read-only': 'nothing-kept.read-only',
    'host.unavailable': 'nothing-kept.unavailable',
  },
  shell: {
    'from-device': 'nothing-kept.offline',
    offline: 'nothing-kept.offline',
    'recorded-here': 'nothing-kept.recorded-here',
    'session-ended': 'nothing-kept.session-ended',
    'sign-in-again': 'nothing-kept.sign-in-again',
  },
  'sign-in': { locked: 'nothing-kept.locked', 'locked-idle': 'nothing-kept.locked' },
}
const parts = /^([^.]+)\.(.+)$/u

let isNothingKept = false

/** From now on nothing is promised to be kept here, or it is again. */
export function sayNothingIsKept(is: boolean): void {
  isNothingKept = is
}

/** The text to say for this id. */
export function keptWord(id: MessageId): MessageId {
  if (!isNothingKept) return id
  const [, area = '', rest = ''] = parts.exec(id) ?? []
  return inTheirPlace[area]?.[rest] ?? id
}
