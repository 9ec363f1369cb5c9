// From which day a child's record is sealed: the day on which it certainly is of age, or so many years after the work with it ended, if that
// is earlier. Then nobody meets it any more; it stays for the adult themself and for who must break the glass (docs/decisions/0019).
// Source: architecture.md, "Erasure and sealing". The age is that of the Convention on the Rights of the Child, article 1; the years
// after closure are Komar's own default, as no rule was found: both stand in the pack with source and status.
// An uncertain birth date counts by its latest day, and of several that stand the latest of all, whatever its basis and whether it counts
// for the limit yet (law/birth-claims.ts): a record that is sealed a year early takes a child from those who look after it, one that is
// sealed a year late only keeps it among those who saw it anyway.
// Without any birth date there is no age, and closure alone seals. For the same reason one wrong date never takes a child away at once:
// nobody of whom the record says that they live in a prison is sealed, and what was said of birth, stay or end of the work can be
// put right for 30 days before it seals. The 30 days are Komar's own default; no rule was found.
// Where the country's pack holds no rules of the work nothing is sealed: nobody said for how long a record is kept there.
// A child who is inside again, or whose case was opened again, is not closed. A day is a day of the pack's time zone.
import { erasureAgreed } from '../access/erasure-kinds.ts'
import type { Recorded } from '../chronicle/entry.ts'
import type { SettledBirth } from '../law/birth-claims.ts'
import type { CountryPack, PolicyPack } from '../policy.ts'
import { birthStated, residenceBegan, residenceEnded } from '../register/kinds.ts'
import { birthSettled, died } from '../register/life-kinds.ts'
import { merged } from '../register/merge-kinds.ts'
import { edtfBounds } from '../time/edtf.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays, addMonths, earlier, later, type PlainDate } from '../time/plain-date.ts'
import { closed, reopened } from './after-kinds.ts'
import type { Closing } from './after-state.ts'
import { placementBegan } from './kinds.ts'

export type Seal = { on: PlainDate; because: 'age' | 'closure' }

/** Days for which what leads to a seal can be put right, from the day on which the host accepted it. Practice default. */
export const noticeDays = 30

/** Kinds by which the day of the seal moves. */
const deciding = new Set<string>(
  [
    birthStated,
    birthSettled,
    residenceBegan,
    residenceEnded,
    placementBegan,
    died,
    closed,
    reopened,
    merged,
    erasureAgreed,
  ].map(({ name }) => name),
)

/** What a record says of the day. `entries`: its whole chronicle. `closing`: the act that ended the work. */
export type Sealing = {
  birth: Pick<SettledBirth, 'range' | 'claims'>
  closing: Closing | null
  isInside: boolean
  entries: readonly Recorded[]
}

/** The first day on which the record is sealed; null when nothing known leads to one. */
export function sealOf(
  { birth, closing, isInside, entries }: Sealing,
  { procedures, head }: Pick<CountryPack, 'procedures' | 'head'>,
): Seal | null {
  if (procedures === null || isInside) return null
  const { retention } = procedures
  const bornBy = latestBirth(birth)
  const closedOn = closing === null ? null : edtfBounds(closing.entry.occurred).latest
  const seal = firstOf(
    bornBy === null ? null : addMonths(bornBy, 12 * retention.adultAt.value),
    closedOn === null ? null : addMonths(closedOn, 12 * retention.sealedAfterClosure.value),
  )
  const said = lastSaid(entries, head.timeZone.utcOffset)
  return seal === null || said === null ? seal : { ...seal, on: later(seal.on, addDays(said, noticeDays)) }
}

function firstOf(ofAge: PlainDate | null, afterClosing: PlainDate | null): Seal | null {
  if (ofAge !== null && (afterClosing === null || earlier(ofAge, afterClosing) === ofAge))
    return { on: ofAge, because: 'age' }
  return afterClosing === null ? null : { on: afterClosing, because: 'closure' }
}

/** The latest day that any date which stands leaves open, whatever its basis and whether it counts yet; null: none, or it says no day. */
function latestBirth({ range, claims }: Sealing['birth']): PlainDate | null {
  const stated = claims.map(({ born }) => edtfBounds(born).latest)
  if (stated.length === 0) return null
  return [range.latest, ...stated].reduce((one, other) => (one === null || other === null ? null : later(one, other)))
}

/** The day on which the host accepted the last of what moves the seal; null while nothing of it is there. */
function lastSaid(entries: readonly Recorded[], offset: string): PlainDate | null {
  const days = entries
    .filter(({ kind }) => deciding.has(kind))
    .map(({ received, written }) => dayOfInstant(received ?? written, offset))
  return days.length === 0 ? null : days.reduce(later)
}

/** The first day on which the rules no longer ask that a sealed record be kept. Komar destroys nothing on it: people decide. */
export function retentionEnd({ on }: Seal, { procedures: { retention } }: Pick<PolicyPack, 'procedures'>): PlainDate {
  return addMonths(on, 12 * retention.keptAfterSealing.value)
}
