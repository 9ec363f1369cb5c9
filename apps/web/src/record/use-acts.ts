// Several acts of one press about several children: each stands or is refused by itself, and whoever pressed is told how many were; or that
// the device had no room for them, and nothing was kept.
import type { CountryPack } from '@komar/domain/policy'
import { useState } from 'react'
import { useToday } from '../shell/use-today.ts'
import { DiskFull } from '../store/disk.ts'
import type { EntryDraft } from '../store/new-entry.ts'
import { useRecord, useStore } from '../store/store-provider.tsx'
import { outcomeOf, type Outcome } from './outcome.ts'

type ActsOutcome = Outcome | { is: 'no-room' }

type Act = { kind: string; subject: string; body: Record<string, unknown> }

export type Acts = {
  isSending: boolean
  outcome: ActsOutcome | null
  send: (acts: readonly Act[]) => Promise<ActsOutcome>
}

/** Records acts of today under the country's rules. */
export function useActs(pack: CountryPack | null): Acts {
  const { outbox } = useStore()
  const today = useToday()
  const record = useRecord()
  const [isSending, setIsSending] = useState(false)
  const [outcome, setOutcome] = useState<ActsOutcome | null>(null)
  const sendNow = async (acts: readonly Act[]): Promise<ActsOutcome> => {
    const policy = pack === null ? {} : { policy: `${pack.head.id}-${pack.head.version}` }
    const drafts = acts.map((act): EntryDraft => ({ ...act, occurred: today, basis: 'seen', ...policy }))
    const entries = await record(drafts).catch(noneIfFull)
    if (entries === null) return { is: 'no-room' }
    const ids = entries.map(({ id }) => id)
    const found = navigator.onLine ? await outcomeOf(outbox, ids) : ({ is: 'not-known' } as const)
    if (found.is === 'accepted') await outbox.acknowledge(ids)
    return found
  }
  const send = async (acts: readonly Act[]): Promise<ActsOutcome> => {
    setIsSending(true)
    setOutcome(null)
    const found = await sendNow(acts)
    setOutcome(found)
    setIsSending(false)
    return found
  }
  return { isSending, outcome, send }
}

function noneIfFull(fault: unknown): null {
  if (fault instanceof DiskFull) return null
  throw fault
}
