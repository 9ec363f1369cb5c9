// Several acts of one press about several children: each stands or is refused by itself, and whoever pressed is told how many were.
import type { CountryPack } from '@komar/domain/policy'
import { useState } from 'react'
import { useToday } from '../shell/use-today.ts'
import type { EntryDraft } from '../store/new-entry.ts'
import { useRecord, useStore } from '../store/store-provider.tsx'
import { outcomeOf, type Outcome } from './outcome.ts'

type Act = { kind: string; subject: string; body: Record<string, unknown> }

export type Acts = { isSending: boolean; outcome: Outcome | null; send: (acts: readonly Act[]) => Promise<Outcome> }

/** Records acts of today under the country's rules. */
export function useActs(pack: CountryPack | null): Acts {
  const { outbox } = useStore()
  const today = useToday()
  const record = useRecord()
  const [isSending, setIsSending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const send = async (acts: readonly Act[]): Promise<Outcome> => {
    setIsSending(true)
    const policy = pack === null ? {} : { policy: `${pack.head.id}-${pack.head.version}` }
    const drafts = acts.map((act): EntryDraft => ({ ...act, occurred: today, basis: 'seen', ...policy }))
    const entries = await record(drafts)
    const ids = entries.map(({ id }) => id)
    const found = navigator.onLine ? await outcomeOf(outbox, ids) : ({ is: 'not-known' } as const)
    if (found.is === 'accepted') await outbox.acknowledge(ids)
    setOutcome(found)
    setIsSending(false)
    return found
  }
  return { isSending, outcome, send }
}
