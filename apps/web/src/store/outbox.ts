// Entries written here that the host has not acknowledged, or has refused and the author has not yet answered. Each stays until
// both are done: nothing is lost by a closed page, a lost network or another person's sign-in. Sending twice is harmless, as ids
// are made here (docs/decisions/0001-the-envelope.md).
import type { AppendResult } from '@komar/contract/chronicle'
import type { Written } from '@komar/domain/chronicle/entry'
import type { Database } from './database.ts'

/** waiting: not sent yet, or to be sent again. sent: on its way, the answer is not known. */
export type UnsentState = 'waiting' | 'sent' | 'accepted' | 'refused'

export type Unsent = {
  /** The entry's own id. */
  id: string
  entry: Written
  /** Entries written by one press of a button; sent in one call. */
  group: string
  /** All of the group or none. */
  together: boolean
  /** Place among all that this account has waiting on this device. */
  order: number
  state: UnsentState
  attempts: number
  seq?: number | undefined
  problem?: AppendResult['problem']
}

export type Outbox = {
  add: (entries: readonly Written[], together: boolean) => Promise<string>
  /** The oldest group that is waiting or whose answer was lost. */
  nextGroup: () => Promise<Unsent[]>
  markSent: (group: readonly Unsent[]) => Promise<void>
  markWaiting: (group: readonly Unsent[]) => Promise<void>
  settle: (outcomes: readonly AppendResult[]) => Promise<void>
  list: () => Promise<Unsent[]>
  /** The author has seen the outcome; an entry that is still to be sent cannot be taken away. */
  acknowledge: (ids: readonly string[]) => Promise<void>
  subscribe: (listener: () => void) => () => void
}

const isToSend = (unsent: Unsent): boolean => unsent.state === 'waiting' || unsent.state === 'sent'

export function createOutbox(database: Database): Outbox {
  const listeners = new Set<() => void>()
  const tell = (): void => listeners.forEach((listener) => listener())
  const list = (): Promise<Unsent[]> => database.getAllFromIndex('outbox', 'order')

  async function change(ids: readonly string[], to: (unsent: Unsent) => Unsent | 'delete'): Promise<void> {
    const transaction = database.transaction('outbox', 'readwrite')
    for (const id of ids) {
      const unsent = await transaction.store.get(id)
      if (!unsent) continue
      const changed = to(unsent)
      await (changed === 'delete' ? transaction.store.delete(id) : transaction.store.put(changed))
    }
    await transaction.done
    tell()
  }

  return {
    add: async (entries, together) => {
      const group = await addGroup(database, entries, together)
      tell()
      return group
    },
    nextGroup: async () => {
      const toSend = (await list()).filter(isToSend)
      return toSend.filter((unsent) => unsent.group === toSend[0]?.group)
    },
    markSent: (group) =>
      change(idsOf(group), (unsent) => ({ ...unsent, state: 'sent', attempts: unsent.attempts + 1 })),
    markWaiting: (group) => change(idsOf(group), (unsent) => ({ ...unsent, state: 'waiting' })),
    settle: (outcomes) => {
      const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
      return change([...byId.keys()], (unsent) => settled(unsent, byId.get(unsent.id)))
    },
    list,
    acknowledge: (ids) => change(ids, (unsent) => (isToSend(unsent) ? unsent : 'delete')),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

async function addGroup(database: Database, entries: readonly Written[], together: boolean): Promise<string> {
  const group = entries[0]?.id ?? ''
  const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' })
  const last = await transaction.store.index('order').openKeyCursor(null, 'prev')
  let order = last?.key ?? 0
  for (const entry of entries) {
    order += 1
    await transaction.store.add({ id: entry.id, entry, group, together, order, state: 'waiting', attempts: 0 })
  }
  await transaction.done
  return group
}

function idsOf(group: readonly Unsent[]): string[] {
  return group.map((unsent) => unsent.id)
}

function settled(unsent: Unsent, outcome: AppendResult | undefined): Unsent {
  if (!outcome) return unsent
  // A duplicate of an entry that was refused carries the first refusal's problem.
  const state = outcome.status === 'refused' || outcome.problem !== undefined ? 'refused' : 'accepted'
  return { ...unsent, state, seq: outcome.seq, problem: outcome.problem }
}
