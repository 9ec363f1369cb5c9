// From a press of the button to the answer: the entries go into the outbox together, what was typed is kept beside them until the host
// has accepted (store/sent-values.ts), and a refusal brings it back to be mended. The next try says which refused entry it answers.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { DiskFull } from '../store/disk.ts'
import type { EntryDraft } from '../store/new-entry.ts'
import type { Unsent } from '../store/outbox-row.ts'
import { sentKey } from '../store/sent-values.ts'
import { useStore } from '../store/store-provider.tsx'
import { useRecordWithFiles } from '../store/use-attachments.tsx'
import { hindranceOf, type Hindrance } from './if-room.tsx'
import { noteRecorded } from './last-recorded.ts'
import { outcomeOf } from './outcome.ts'
import { proveFor } from './prove.ts'
import type { Values } from './values.ts'

/** `said`: what was recorded, in words, for the note on the next page. */
type Sending = {
  said: string
  values: Values
  drafts: readonly EntryDraft[]
  path: string
  next: string
  done: () => Promise<void>
}

export type Recording = {
  isSending: boolean
  /** Why nothing was kept; null where nothing hindered it. */
  hindrance: Hindrance | null
  /** What the host refused of the last try. */
  refused: readonly Unsent[]
  send: (sending: Sending) => Promise<void>
}

/** `earlier`: a refused entry that this form answers, from the list of what was written on this device. */
export function useRecording(earlier: string | undefined): Recording {
  const { outbox, drafts: kept } = useStore()
  const record = useRecordWithFiles()
  const navigate = useNavigate()
  const [isSending, setIsSending] = useState(false)
  const [hindrance, setHindrance] = useState<Hindrance | null>(null)
  const [refused, setRefused] = useState<readonly Unsent[]>([])
  const answered = refused[0]?.id ?? earlier

  const send = async (sending: Sending): Promise<void> => {
    setIsSending(true)
    setHindrance(null)
    try {
      await sendNow(sending)
    } catch (fault) {
      // Nothing was kept: what was typed stays in the form.
      setHindrance(hindranceOf(fault))
      setIsSending(false)
    }
  }

  const sendNow = async ({ said, values, drafts, path, next, done }: Sending): Promise<void> => {
    const unproved = await proveFor(drafts.map(({ kind }) => kind))
    // Without a network it is asked when the entry is sent, from the list of what waits.
    if (unproved !== null && unproved !== 'offline') {
      setHindrance('not-proved')
      return setIsSending(false)
    }
    const [first, ...rest] = drafts
    const whole = first === undefined ? [] : [answered === undefined ? first : { ...first, answers: answered }, ...rest]
    const entries = await record(whole, { together: whole.length > 1 })
    const ids = entries.map(({ id }) => id)
    const group = ids[0] ?? ''
    // The entries are kept; without room for the form beside them, a refusal is mended in a form that begins from what was said.
    await kept.save(sentKey(group), { path, values }).catch(unlessFull)
    const outcome = navigator.onLine ? await outcomeOf(outbox, ids) : { is: 'not-known' as const }
    setIsSending(false)
    if (outcome.is === 'refused') return setRefused(outcome.unsent)
    await done()
    if (outcome.is === 'accepted') {
      await outbox.acknowledge([...ids, ...refused.map(({ id }) => id), ...(earlier === undefined ? [] : [earlier])])
    }
    await navigate({ to: next, state: { recorded: noteRecorded(said, outcome.is === 'accepted') } })
  }
  return { isSending, hindrance, refused, send }
}

function unlessFull(fault: unknown): void {
  if (!(fault instanceof DiskFull)) throw fault
}
