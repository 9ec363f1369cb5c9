// What the driver asks of the host: a port, so that the same driver runs against a network and in the simulation.
import type { AppendResult } from '@komar/contract/chronicle'
import type { DevicePage } from '../store/feed-page.ts'
import type { Unsent } from '../store/outbox-row.ts'

/** `later`: no answer, or one that may pass. `session-ended`: nobody is signed in. `revoked`: this device is no longer trusted. */
export type NoAnswer = { is: 'later' } | { is: 'session-ended' } | { is: 'revoked' }

export type Pulled = { is: 'page'; page: DevicePage; ms: number } | { is: 'cursor-unknown' } | NoAnswer
export type Pushed = { is: 'answered'; outcomes: readonly AppendResult[] } | NoAnswer
export type Known = { is: 'known'; epoch: string; now: string } | NoAnswer

export type Host = {
  pull: (ask: { after: string | null; limit: number }) => Promise<Pulled>
  /** Groups as the outbox gave them; a group that is `together` is accepted all or not at all. */
  push: (groups: readonly (readonly Unsent[])[]) => Promise<Pushed>
  whoAmI: () => Promise<Known>
}
