// May the review of a death stand? It names the death, and every entry about the child of the ninety days before it that its author may
// read, up to a numbered entry: entries never change, so these numbers are a frozen copy of what the review had before it. Notes stay
// with the agency that wrote them. Source: practice.md part 3, G-D1.
import { classBit } from '../access/classes.ts'
import { isWithheld } from '../access/policy.ts'
import { withheldIn } from '../access/withholding.ts'
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { authorNames, check } from '../chronicle/gate.ts'
import type { Recorded, Written } from '../chronicle/entry.ts'
import { kindNamed } from '../kinds.ts'
import type { PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { edtfBounds } from '../time/edtf.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { childAfter } from './after-state.ts'
import { deathReviewed } from './death-kinds.ts'

export const deathGateCodes = [
  'death-review.death-reported',
  'death-review.all-entries-read',
  'death-review.up-to-date',
  'death-review.findings',
  'death-review.what-changes',
] as const
type Code = (typeof deathGateCodes)[number]

export const deathReviewedGate: Gate<PolicyPack> = { reads: () => [], checks: reviewChecks }

function reviewChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = deathReviewed.body.safeParse(act.body)
  if (!parsed.success) return []
  const { death: id, upTo, entries, findings, changes } = parsed.data
  const death = childAfter(settledBefore(act, world)).deaths.find((each) => each.id === id || each.entry.id === id)
  const chronicle = world.chronicle(act.subject).filter((entry) => entry.id !== act.id)
  const hidden = withheldIn(chronicle)
  const names = authorNames(act, world)
  // What is withheld from the author is not asked of them: the count alone would tell of a complaint.
  const asked =
    death === undefined
      ? []
      : entriesToReview(chronicle, death.entry, world).filter(({ id }) => !isWithheld(names, hidden.get(id) ?? []))
  const unread = asked.filter((entry) => !entries.includes(entry.id)).length
  return [
    need('death-review.death-reported', death !== undefined),
    need('death-review.all-entries-read', unread === 0, { count: unread }),
    need(
      'death-review.up-to-date',
      asked.every(({ seq }) => seq === undefined || seq <= upTo),
    ),
    need('death-review.findings', findings !== undefined),
    need('death-review.what-changes', changes !== undefined),
  ]
}

/** The accepted entries of a chronicle that a review of this death looks at: written or happened in the days before it. */
export function entriesToReview(
  chronicle: readonly Recorded[],
  death: Recorded,
  { authorReads, pack }: Pick<GateWorld<PolicyPack>, 'authorReads' | 'pack'>,
): Recorded[] {
  const { earliest, latest } = edtfBounds(death.occurred)
  const until = latest ?? earliest
  if (until === null) return []
  const since = addDays(earliest ?? until, -pack.procedures.death.lookBack.value)
  const offset = pack.head.timeZone.utcOffset
  return chronicle.filter((entry) => {
    const kind = kindNamed(entry.kind)
    if (kind === undefined || kind.class === 'notes' || (classBit(kind.class) & authorReads) === 0) return false
    if (entry.seq === undefined || entry.received === undefined) return false
    const happened = edtfBounds(entry.occurred)
    const isWithin = (day: PlainDate): boolean => since <= day && day <= until
    const hasHappened = (happened.latest ?? until) >= since && (happened.earliest ?? since) <= until
    return hasHappened || isWithin(dayOfInstant(entry.received, offset))
  })
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
