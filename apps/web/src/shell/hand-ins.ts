// What came to the host by hand and waits for its author: which of it can be sent in from here, and what the host may forget.
import type { HandedIn } from '@komar/contract/hand-ins'
import { writtenSchema, type Written } from '@komar/domain/chronicle/entry'
import type { Unsent } from '../store/outbox-row.ts'

export type Piece = {
  /** Of the box. */
  id: string
  /** Null where it cannot be opened, or a newer Komar wrote it. */
  entry: Written | null
  /** Boxes that are sent in with it: they stand or fall together. */
  group: readonly string[]
}

/** The pieces in the order in which they were written on their device. */
export function piecesOf(boxes: readonly HandedIn[]): Piece[] {
  const inOrder = boxes.toSorted(
    (left, right) =>
      left.device.localeCompare(right.device) || (left.content?.order ?? 0) - (right.content?.order ?? 0),
  )
  return inOrder.map(({ id, content }) => {
    const entry = writtenSchema.safeParse(content?.entry)
    const together = content?.together ?? null
    const group =
      together === null ? [id] : inOrder.filter((box) => box.content?.together === together).map((box) => box.id)
    return { id, entry: entry.success ? entry.data : null, group }
  })
}

/** Boxes whose entry the host has judged: its own record holds it now, or the refusal. */
export function judged(pieces: readonly Piece[], unsent: readonly Unsent[]): string[] {
  const known = new Map(unsent.map((one) => [one.id, one.state]))
  return pieces.flatMap(({ id, entry }) => {
    const state = entry === null ? undefined : known.get(entry.id)
    return state === 'accepted' || state === 'refused' ? [id] : []
  })
}
