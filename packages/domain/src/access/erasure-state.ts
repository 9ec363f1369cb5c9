// Erasure, folded: what was asked, what was agreed, and which entries go. An entry goes with all that corrects or withdraws it, as a
// correction holds the same story again; what it corrected stays, unless it is named too. The host deletes by the same rule
// (0090-erasure.sql, komar.carry_out_erasure), and a test holds both equal.
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import type { Recorded, Uuid, Written } from '../chronicle/entry.ts'
import { kindNamed } from '../kinds.ts'
import { erasureAgreed, erasureAsked } from './erasure-kinds.ts'

export type ErasureRequest = Stated<typeof erasureAsked>
export type ErasureAgreement = Stated<typeof erasureAgreed>
export type Erasure = { request: ErasureRequest; agreement: ErasureAgreement | null }

/** Requests that stand, the oldest first, each with the first agreement that the host accepted. What waits on a device is left out. */
export function erasuresOf(settled: Settled): Erasure[] {
  const agreements = statedOf(settled, erasureAgreed).filter(({ isPending }) => !isPending)
  return statedOf(settled, erasureAsked)
    .filter(({ isPending }) => !isPending)
    .map((request) => ({
      request,
      agreement: agreements.find(({ body }) => isOf(request, body.request)) ?? null,
    }))
}

/** Whether an id names a request, by its first or its present version. */
export function isOf({ id, entry }: ErasureRequest, named: Uuid): boolean {
  return id === named || entry.id === named
}

/** Of these entries, the named ones and all that corrects or withdraws them. */
export function withCorrections(
  named: readonly Uuid[],
  entries: readonly Pick<Recorded, 'id' | 'replaces' | 'retracts'>[],
): Set<Uuid> {
  const gone = new Set(named)
  for (let size = -1; size !== gone.size;) {
    size = gone.size
    for (const { id, replaces, retracts } of entries) {
      if ([replaces, retracts].some((target) => target !== undefined && gone.has(target))) gone.add(id)
    }
  }
  return gone
}

/** The two acts themselves are the proof, and stay. */
export function isOfErasure(kind: string): boolean {
  return kind === erasureAsked.name || kind === erasureAgreed.name
}

/** Whether an entry of this kind can be asked for at all: not what brought a record into being, nor the proof of an erasure. */
export function isErasable(kind: string): boolean {
  return kindNamed(kind)?.opens !== true && !isOfErasure(kind)
}

/** Ids that are erased once this act is accepted, of what stands in these entries; none for any other entry. */
export function erasedBy(act: Written, entries: readonly Recorded[]): ReadonlySet<Uuid> {
  if (act.kind !== erasureAgreed.name || act.retracts !== undefined) return new Set()
  const agreed = erasureAgreed.body.safeParse(act.body).data
  const request = entries.find(({ id, kind }) => kind === erasureAsked.name && id === agreed?.request)
  const asked = erasureAsked.body.safeParse(request?.body).data
  return asked === undefined ? new Set() : withCorrections(asked.toErase, entries)
}
