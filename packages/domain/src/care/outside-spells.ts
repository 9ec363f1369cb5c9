// With whom a child has lived since it moved out, one after the other: a placement lasts until it is said to have ended, or until the next
// one or a return to the mother begins; a return lasts until the next placement.
import { statedOf, type Settled } from '../chronicle/fold.ts'
import type { Recorded, Uuid } from '../chronicle/entry.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { placementEnded, reunited } from './after-kinds.ts'
import { placementBegan } from './kinds.ts'

/** `tier` as in the order of care; 0 is with the mother, outside. */
export type OutsideSpell = { id: Uuid; tier: number; from: Edtf; until: Edtf | null }

/** The spells in order; the last one goes on where `until` is null. */
export function outsideSpells(settled: Settled): OutsideSpell[] {
  const ends = statedOf(settled, placementEnded)
  const begun = [
    ...statedOf(settled, placementBegan).map(({ id, body, entry }) => ({ id, entry, tier: body.tier })),
    ...statedOf(settled, reunited).map(({ id, entry }) => ({ id, entry, tier: 0 })),
  ].toSorted((left, right) => (dayOf(left.entry) < dayOf(right.entry) ? -1 : 1))
  return begun.map(({ id, entry, tier }, index) => {
    const next = begun[index + 1]?.entry
    const end = ends.find(({ body, entry: ended }) =>
      body.placement === undefined
        ? tier !== 0 && dayOf(ended) >= dayOf(entry) && (next === undefined || dayOf(ended) <= dayOf(next))
        : body.placement === id || body.placement === entry.id,
    )?.entry
    const first = [end, next].flatMap((each) => each ?? []).toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))[0]
    return { id, tier, from: entry.occurred, until: first?.occurred ?? null }
  })
}

function dayOf({ occurred }: Recorded): string {
  return edtfBounds(occurred).earliest ?? ''
}
