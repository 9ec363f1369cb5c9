// What the vault of this page can be in, and what it answers. Words are the pages' matter.
import type { HttpProblem } from '@komar/contract/problem'
import type { Session } from '@komar/contract/session'
import type { DeviceRules } from './device-database.ts'
import type { Unlocked } from './unlocked.ts'

/** signed-in: the host confirmed. unreachable: it did not answer. ended: it answered that nobody is signed in; work goes on here. */
export type Tie = 'signed-in' | 'unreachable' | 'ended'

export type LockReason = 'button' | 'idle' | 'other-page'

/** What became of sealed work when a store was wiped. `left` waits on this device for the host, which alone can open it. */
export type WipeReport = { why: 'wrong-passwords' | 'own-wish' | 'host'; left: number }

export type VaultState =
  | { status: 'asking' }
  /** No IndexedDB or no WebCrypto: plain http, or a browser that keeps nothing. */
  | { status: 'unsupported' }
  /** A newer page needs the store: this one must be loaded again. */
  | { status: 'outdated' }
  /** `keptNothing`: what was open stood in memory alone, and is gone. */
  | { status: 'locked'; reason: LockReason | null; keptNothing?: boolean }
  /** The first password must be changed before a store is made. */
  | { status: 'must-change'; session: Session }
  /** The host knows this person, and no store here opens: a new one, or one of an older password. */
  | { status: 'choosing'; session: Session }
  | { status: 'unlocked'; unlocked: Unlocked; tie: Tie }
  | { status: 'wiped'; report: WipeReport }

/** Whether what is open, or was until just now, stands in memory alone. */
export function isNothingKept(state: VaultState): boolean {
  if (state.status === 'unlocked') return state.unlocked.isInMemory === true
  return state.status === 'locked' && state.keptNothing === true
}

export type NamedAgency = Pick<Session['agency'], 'id' | 'nameEn' | 'nameKm'>

/** Why nobody came in. `older`: the password was this person's here, and the host has another by now. */
export type Refusal =
  | { kind: 'problem'; problem: HttpProblem | 'offline' }
  | { kind: 'older' }
  /** No answer of the host, and no store here opens with these. */
  | { kind: 'nothing-opens' }
  | { kind: 'wait'; ms: number }
  | { kind: 'no-room' }
  /** This person belongs to several agencies, and has not said for which they come in. */
  | { kind: 'which-agency'; agencies: readonly NamedAgency[] }

/** Null when it went. */
export type Outcome = Promise<Refusal | null>

/** Hands the sealed boxes of a store to the host; it needs no key, and a box that the host has is taken away here. */
export type HandInBoxes = (storeId: string) => Promise<{ handedIn: number; left: number }>

/** What the host wants of a device at a contact, and what it says about devices. */
export type DeviceOrder = 'none' | 'wipe'
export type HostWord = { order: DeviceOrder; rules: DeviceRules }

/** Tells the host that this device is there, with how many sealed pieces wait in it; signed in or not. Null: no answer. */
export type Contact = (device: string, unsent: number) => Promise<HostWord | null>
