// From which day a child's record is sealed: the day on which it certainly is of age, or so many years after the work with it ended, if that
// is earlier. Then nobody meets it any more; it stays for the adult themself and for who must break the glass (docs/decisions/0019).
// Source: architecture.md, "Erasure and sealing". The age is that of the Convention on the Rights of the Child, article 1; the years
// after closure are Komar's own default, as no rule was found: both stand in the pack with source and status.
// An uncertain birth date counts by its latest day: a record that is sealed a year early takes a child from those who look after it, one
// that is sealed a year late only keeps it among those who saw it anyway. Without any birth date there is no age, and closure alone seals.
// Where the country's pack holds no rules of the work nothing is sealed: nobody said for how long a record is kept there.
// A child who is inside again, or whose case was opened again, is not closed. A day is a day of the pack's time zone.
import type { CountryPack, PolicyPack } from '../policy.ts'
import type { DayRange } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addMonths, earlier, type PlainDate } from '../time/plain-date.ts'
import type { Closing } from './after-state.ts'

export type Seal = { on: PlainDate; because: 'age' | 'closure' }

/** The first day on which the record is sealed; null when nothing known leads to one. `closing`: the act that ended the work. */
export function sealOf(
  { birth, closing }: { birth: DayRange; closing: Closing | null },
  { procedures }: Pick<CountryPack, 'procedures'>,
): Seal | null {
  if (procedures === null) return null
  const { retention } = procedures
  const closedOn = closing === null ? null : edtfBounds(closing.entry.occurred).latest
  const ofAge = birth.latest === null ? null : addMonths(birth.latest, 12 * retention.adultAt.value)
  const afterClosing = closedOn === null ? null : addMonths(closedOn, 12 * retention.sealedAfterClosure.value)
  if (ofAge !== null && (afterClosing === null || earlier(ofAge, afterClosing) === ofAge))
    return { on: ofAge, because: 'age' }
  return afterClosing === null ? null : { on: afterClosing, because: 'closure' }
}

/** The first day on which the rules no longer ask that a sealed record be kept. Komar destroys nothing on it: people decide. */
export function retentionEnd({ on }: Seal, { procedures: { retention } }: Pick<PolicyPack, 'procedures'>): PlainDate {
  return addMonths(on, 12 * retention.keptAfterSealing.value)
}
