// What follows from what was found of a child's health and safety. Each rule with its source:
//   A child certainly or possibly under five who slept or spent days near somebody with tuberculosis is seen by a clinician within seven
//   days, and preventive treatment is decided once disease is ruled out (practice.md part 1 row 22; WHO).
//   A fracture, burn or bruise of a child who does not walk (or of whom nobody knows) is acted upon the same day, as is a hospital stay
//   that was refused, delayed or ended, and a possible sexual harm, which is asked safely and referred, with a plan for the other children
//   (part 1 row 23, part 2). A skill that a child has lost is acted upon the same day (part 6, P3).
import type { Deadline } from '../chronicle/deadline.ts'
import type { DayRange } from '../register/state.ts'
import { addDays, addMonths, later, type PlainDate } from '../time/plain-date.ts'
import { dosesOf } from './immunisation.ts'
import type { WellbeingPack } from './pack.ts'
import { dayOf, signal } from './signal.ts'
import type { ChildWellbeing } from './state.ts'

const sameDay = 0

/** What is owed on findings of health and safety. */
export function healthSignals(state: ChildWellbeing, birth: DayRange, pack: WellbeingPack): Deadline[] {
  return [
    ...tuberculosis(state, birth, pack),
    ...dangerSignals(state),
    ...vaccines(state, birth, pack),
    ...openReferrals(state),
    ...sameDaySafety(state),
  ]
}

function tuberculosis({ exposures, contacts }: ChildWellbeing, birth: DayRange, { rules }: WellbeingPack): Deadline[] {
  const { under, contactSeenWithin, preventiveDecidedWithin } = rules.tuberculosis
  return exposures.flatMap(({ id, entry, body }) => {
    const on = dayOf(entry)
    if (body.disease !== 'tuberculosis' || on === null) return []
    // Who may be under five is treated as if it were.
    if (birth.latest !== null && addMonths(birth.latest, under.value) <= on) return []
    const seen = contacts.filter(({ body: { exposure } }) => exposure === id || exposure === entry.id).at(-1)
    const base = { key: id, class: 'health', harm: 1 } as const
    if (seen === undefined)
      return [signal('wellbeing.tb-contact', { ...base, opens: on, within: contactSeenWithin.value })]
    const isOpen = seen.body.contactFinding === 'not-sure' || seen.body.preventive === 'still-to-decide'
    const since = dayOf(seen.entry) ?? on
    return isOpen
      ? [signal('wellbeing.tb-preventive', { ...base, opens: since, within: preventiveDecidedWithin.value, harm: 2 })]
      : []
  })
}

/** A sign of danger is acted upon the day it is seen; where the child was treated, it was. */
function dangerSignals({ illnesses, newborn }: ChildWellbeing): Deadline[] {
  const untreated = illnesses.filter(({ body }) => body.treatedWhere === 'nowhere')
  return [...untreated, ...newborn].flatMap(({ id, entry, body }) => {
    const on = dayOf(entry)
    if (on === null || body.dangerSigns.length === 0) return []
    return [signal('wellbeing.danger-sign', { key: id, class: 'health', opens: on, within: sameDay, harm: 1 })]
  })
}

/** Of a child of whom something is known: the dose that is overdue longest. */
function vaccines(state: ChildWellbeing, birth: DayRange, pack: WellbeingPack): Deadline[] {
  if (state.card === null && state.doses.length === 0) return []
  const grace = pack.rules.immunisation.overdueAfter.value
  const missing = dosesOf(state.doses, birth, pack)
    .flatMap(({ given, due, scheduled, notGiven }) =>
      given !== null || due === null || notGiven?.body.vaccination === 'not-advised' ? [] : [{ scheduled, due }],
    )
    .toSorted((left, right) => (left.due.latest < right.due.latest ? -1 : 1))
  const [first] = missing
  if (first === undefined) return []
  const { vaccine, dose } = first.scheduled
  return [
    signal('wellbeing.vaccine-overdue', {
      key: `${vaccine}-${dose}`,
      class: 'health',
      opens: later(first.due.latest, first.due.earliest),
      within: grace,
      harm: 3,
    }),
  ]
}

function openReferrals({ referrals, referralResults }: ChildWellbeing): Deadline[] {
  return referrals.flatMap(({ id, entry, body }) => {
    const isDone = referralResults.some(
      ({ body: { referral, referralResult } }) =>
        (referral === id || referral === entry.id) && (referralResult === 'seen' || referralResult === 'not-needed'),
    )
    const on = dayOf(entry)
    if (isDone || on === null) return []
    return [
      {
        ...signal('wellbeing.referral-open', { key: id, class: 'health', opens: on, within: 0, harm: 2 }),
        ...by(body.by),
      },
    ]
  })
}

function by(day: PlainDate): Pick<Deadline, 'due' | 'breachFrom'> {
  return { due: day, breachFrom: addDays(day, 1) }
}

function sameDaySafety({ injuries, hospitalStops, suspicions, harmAnswers }: ChildWellbeing): Deadline[] {
  const today = (code: Parameters<typeof signal>[0], id: string, on: PlainDate | null): Deadline[] =>
    on === null
      ? []
      : [signal(code, { key: id, class: 'safeguarding', opens: on, within: sameDay, harm: 1, duty: 'both' })]
  return [
    ...injuries
      .filter(({ body }) => body.injury !== 'other' && body.walks !== 'yes')
      .flatMap(({ id, entry }) => today('wellbeing.injury-not-walking', id, dayOf(entry))),
    ...hospitalStops
      .filter(({ body }) => body.hospitalStop !== 'ended' || body.stoppedBy !== 'treatment-over')
      .flatMap(({ id, entry }) => today('wellbeing.hospital-stopped', id, dayOf(entry))),
    ...suspicions
      .filter(({ id, entry }) => !harmAnswers.some(({ body }) => body.suspicion === id || body.suspicion === entry.id))
      .flatMap(({ id, entry }) => today('wellbeing.possible-harm', id, dayOf(entry))),
  ]
}
