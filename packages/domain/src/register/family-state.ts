// The child's family, folded: brothers and sisters, with whom contact was lost and how the search stands, with which children the
// record was compared. What another child's chronicle says about the two counts for both (practice.md part 2: one sibling picture).
import type { SubjectId, Uuid } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { contactLostStated, lookedAlike, siblingStated, tracingTried } from './family-kinds.ts'
import { choiceExplained } from './life-kinds.ts'

export type Sibling = Pick<
  Stated<typeof siblingStated>['body'],
  'names' | 'sex' | 'born' | 'bond' | 'isTwin' | 'livesTogether' | 'siblingPlace' | 'apartReason'
> & {
  /** The entry that says so last. */
  id: Uuid
  /** Its own record, where it has one. */
  child: SubjectId | null
  stated: Stated<typeof siblingStated>
}

export type LostContact = {
  lost: Stated<typeof contactLostStated>
  tries: readonly Stated<typeof tracingTried>[]
  isFound: boolean
  /** The day for which the next try was fixed; null where none was. */
  nextOn: PlainDate | null
}

export type ChildFamily = {
  siblings: readonly Sibling[]
  lostContacts: readonly LostContact[]
  /** Children whose records were compared with this one: they are others. */
  comparedWith: readonly SubjectId[]
  choice: Stated<typeof choiceExplained> | null
}

/** What is known of a child's family; entries of this child and of its brothers and sisters that name it. */
export function childFamily(settled: Settled, child: SubjectId): ChildFamily {
  const found = statedOf(settled, tracingTried)
  return {
    siblings: siblingsOf(settled, child),
    lostContacts: statedOf(settled, contactLostStated)
      .filter(({ entry }) => entry.subject === child)
      .map((lost) => searchOf(lost, found)),
    comparedWith: comparedWith(settled, child),
    choice: statedOf(settled, choiceExplained).at(-1) ?? null,
  }
}

function siblingsOf(settled: Settled, child: SubjectId): Sibling[] {
  const all = statedOf(settled, siblingStated).flatMap((stated): Sibling[] => {
    const { id, entry, body } = stated
    const { bond, isTwin, livesTogether, siblingPlace, apartReason } = body
    if (entry.subject === child) return [{ ...body, id, child: body.sibling ?? null, stated }]
    // Said of the other: who that is stands in its own record, and where *this* child lives is not said of it here.
    if (body.sibling !== child) return []
    const isTogether = livesTogether === 'yes' && siblingPlace !== undefined
    const same = { bond, isTwin, livesTogether, apartReason, ...(isTogether ? { siblingPlace } : {}) }
    return [{ ...same, id, child: entry.subject, stated }]
  })
  return [...new Map(all.map((sibling) => [sibling.child ?? sibling.id, sibling])).values()]
}

function searchOf(lost: Stated<typeof contactLostStated>, all: readonly Stated<typeof tracingTried>[]): LostContact {
  const tries = all.filter(({ body }) => body.lost === lost.id || body.lost === lost.entry.id)
  const isFound = tries.some(({ body }) => body.tracingResult === 'found')
  return { lost, tries, isFound, nextOn: tries.at(-1)?.body.nextOn ?? null }
}

/** The children with which a record was compared, from the chronicle of either. */
export function comparedWith(settled: Settled, child: SubjectId): SubjectId[] {
  const others = statedOf(settled, lookedAlike).map(({ entry, body }) =>
    entry.subject === child ? body.other : entry.subject,
  )
  return [...new Set(others)].filter((other) => other !== child)
}
