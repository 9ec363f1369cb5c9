// Which doses a child has had, which are due and which are overdue, by the country's schedule. A dose is due at its age, and not sooner
// than its smallest gap after the dose before it (catch-up keeps the order and the gaps). With an uncertain birth date a dose is due from
// the earliest day and overdue only after the latest. Source and status of each age: policies/<iso>/immunisation.json.
// Uncertain: which doses a child who starts late may leave out; none is left out here, and a clinician decides.
import type { DayRange } from '../register/state.ts'
import { addDays, later, type PlainDate } from '../time/plain-date.ts'
import type { ScheduledDose, WellbeingPack } from './pack.ts'
import { dayOf } from './signal.ts'
import type { Dose } from './state.ts'

export type DoseStanding = {
  scheduled: ScheduledDose
  given: { on: PlainDate | null; id: string } | null
  /** Why the last attempt gave none. */
  notGiven: Dose | null
  /** First day on which it can be due, and the last; null with no birth known. */
  due: { earliest: PlainDate; latest: PlainDate } | null
}

/** Every dose of the schedule with where it stands, in the order of the schedule. */
export function dosesOf(doses: readonly Dose[], birth: DayRange, { immunisation }: WellbeingPack): DoseStanding[] {
  const standing: DoseStanding[] = []
  for (const scheduled of immunisation.doses) {
    const own = doses.filter(({ body }) => body.vaccine === scheduled.vaccine && body.dose === scheduled.dose)
    const given = own.find(({ body }) => body.vaccination === 'given')
    const before = standing.findLast(
      (each) => each.scheduled.vaccine === scheduled.vaccine && each.scheduled.dose < scheduled.dose,
    )
    const due = dueOf(scheduled, before, birth)
    if (given === undefined && !isOwed(scheduled, due)) continue
    standing.push({
      scheduled,
      given: given === undefined ? null : { on: dayOf(given.entry), id: given.id },
      notGiven: given === undefined ? (own.at(-1) ?? null) : null,
      due,
    })
  }
  return standing
}

function dueOf(
  { dueDays, minGapDays }: ScheduledDose,
  before: DoseStanding | undefined,
  { earliest, latest }: DayRange,
): DoseStanding['due'] {
  if (earliest === null || latest === null) return null
  const after = before?.given?.on ?? null
  const gap = (day: PlainDate): PlainDate => (after === null ? day : later(day, addDays(after, minGapDays)))
  return { earliest: gap(addDays(earliest, dueDays)), latest: gap(addDays(latest, dueDays)) }
}

function isOwed({ since }: ScheduledDose, due: DoseStanding['due']): boolean {
  return since === null || due === null || due.earliest >= since
}

export type DoseState = 'given' | 'not-yet' | 'due' | 'overdue' | 'birth-unknown'

/** How a dose stands on a day; overdue from `overdueAfter` days after it was certainly due. */
export function doseState({ given, due }: DoseStanding, today: PlainDate, { rules }: WellbeingPack): DoseState {
  if (given !== null) return 'given'
  if (due === null) return 'birth-unknown'
  if (today < due.earliest) return 'not-yet'
  return today > addDays(due.latest, rules.immunisation.overdueAfter.value) ? 'overdue' : 'due'
}

/** Whether all doses owed by a day were given; null when no card and no dose is known. */
export function isUpToDate(
  standing: readonly DoseStanding[],
  hasRecord: boolean,
  day: PlainDate,
  pack: WellbeingPack,
): boolean | null {
  return hasRecord ? standing.every((dose) => doseState(dose, day, pack) !== 'overdue') : null
}
