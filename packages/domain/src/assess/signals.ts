// What is owed to a child who lives in a prison: assessments in time, a decision in force at every moment, and special measures that
// are real. Time limits (practice.md part 3): entry check 24 hours, full assessment 14 days, after a birth 7 days, after a transfer 7
// days; no child inside without a decision; a child past the limit has an overstay decision, or one to leave. A measure nobody can
// provide is owed, with a letter the same day; one in place is looked at again on its day (part 7). A child's view put off for want
// of time is heard within 14 days (G-V1).
import type { AccessClass } from '../access/classes.ts'
import type { Deadline, Duty } from '../chronicle/deadline.ts'
import type { PolicyPack } from '../policy.ts'
import type { ChildRegister, DayRange } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, lastDay, later, type DateRange, type PlainDate } from '../time/plain-date.ts'
import type { ChildAssess, Decision } from './state.ts'

export const assessDeadlineCodes = [
  'assess.entry-check',
  'assess.full-assessment',
  'assess.birth-assessment',
  'assess.recheck-after-transfer',
  'assess.decision-missing',
  'assess.decision-running-out',
  'assess.decision-undeclared',
  'assess.overstay-decision-missing',
  'assess.child-view-postponed',
] as const
type Code = (typeof assessDeadlineCodes)[number]

/** A stay in prison that goes on, through transfers: when it began, when the child came to the present facility. */
export type PrisonStay = { since: DateRange; hereSince: DateRange; isTransferred: boolean; isBornInside: boolean }

/** The days of an assessment made before the door still count for the entry. Practice default. */
const beforeDoorDays = 30
const runningOutDays = 14
/** A first decision is due with the full assessment. */
const hoursPerDay = 24

/** The stay that goes on, or null. The child's birth tells whether it was born inside where nobody said how it came. */
export function openStay(register: ChildRegister): PrisonStay | null {
  const last = register.residences.at(-1)
  const here = last === undefined ? null : certain(edtfBounds(last.from))
  if (last === undefined || last.to !== null || here === null) return null
  const firstIndex = register.residences.findLastIndex((_, index, all) => all[index - 1]?.route !== 'transfer')
  const first = register.residences[firstIndex] ?? last
  const since = certain(edtfBounds(first.from)) ?? here
  const how = register.arrivals.at(-1)?.how
  const bornFrom = register.birth.range.earliest
  const isBornInside =
    how === 'born-in-custody' || (how === undefined && bornFrom !== null && bornFrom >= since.earliest)
  return { since, hereSince: here, isTransferred: first.id !== last.id, isBornInside }
}

/** Both ends of a range, or null where one is open: no deadline can be reckoned from it. */
function certain({ earliest, latest }: DayRange): DateRange | null {
  if (earliest === null && latest === null) return null
  return { earliest: earliest ?? latest ?? lastDay, latest: latest ?? earliest ?? lastDay }
}

/** Assessments that are due because of how the stay began. */
export function assessmentDeadlines(
  stay: PrisonStay | null,
  state: ChildAssess,
  birth: DayRange,
  { procedures }: PolicyPack,
): Deadline[] {
  if (stay === null) return []
  const { entryCheckWithin, entryFullWithin, birthWithin, childHeardLaterWithin } = procedures.assessments
  const counted = state.assessments.filter((each) =>
    isOnOrAfter(each.lastAnswered, addDays(stay.since.earliest, -beforeDoorDays)),
  )
  const full = counted.filter(({ finished }) => finished?.body.isShort === false)
  const started = counted.some(({ type }) => type === 'entry' || type === 'birth')
  const born = certain(birth) ?? stay.since
  const found: (Deadline | null)[] = [
    stay.isBornInside || started
      ? null
      : due('assess.entry-check', stay.since, Math.ceil(entryCheckWithin.value / hoursPerDay), 1),
    stay.isBornInside && full.length === 0 ? due('assess.birth-assessment', born, birthWithin.value, 1) : null,
    !stay.isBornInside && full.length === 0
      ? due('assess.full-assessment', stay.since, entryFullWithin.value, 2)
      : null,
    recheck(stay, state, procedures.transfer.recheckWithin.value),
    postponedView(state, childHeardLaterWithin.value),
  ]
  return found.filter((each) => each !== null)
}

function recheck(stay: PrisonStay, state: ChildAssess, days: number): Deadline | null {
  const isChecked = state.assessments.some((each) => isOnOrAfter(each.lastAnswered, stay.hereSince.earliest))
  return !stay.isTransferred || isChecked ? null : due('assess.recheck-after-transfer', stay.hereSince, days, 2)
}

function postponedView({ views }: ChildAssess, days: number): Deadline | null {
  const last = views.findLast(({ body }) => body.whose === 'child')
  const day = last === undefined ? null : certain(edtfBounds(last.entry.occurred))
  return last?.body.whyNot !== 'no-time' || day === null ? null : due('assess.child-view-postponed', day, days, 3)
}

/** Decisions that are missing, run out, or were not made known to those who owe measures. */
export function decisionDeadlines(
  stay: PrisonStay | null,
  { decisions }: ChildAssess,
  limit: DateRange | null,
  { procedures }: PolicyPack,
): Deadline[] {
  if (stay === null) return []
  const ofThisStay = decisions.filter((decision) => decision.until >= stay.since.earliest)
  const last = ofThisStay.at(-1)
  const undeclared = ofThisStay
    .filter(({ declared }) => declared === null)
    .map(({ id, takenOn }) => dated('assess.decision-undeclared', id, takenOn, takenOn, addDays(takenOn, 1), 3))
  const current =
    last === undefined
      ? due('assess.decision-missing', stay.since, procedures.assessments.entryFullWithin.value, 1)
      : runningOut(last)
  return [current, ...overstayMissing(last, limit), ...undeclared]
}

/** An interim decision is pressed from its first day: a full one must follow. */
function runningOut(last: Decision): Deadline {
  const opens = last.type === 'full' ? later(last.from, addDays(last.until, -runningOutDays)) : last.from
  const deadline = dated('assess.decision-running-out', last.id, opens, last.until, addDays(last.until, 1), 1)
  return { ...deadline, params: { type: last.type, until: last.until } }
}

/** A child who stays on past the limit needs a reasoned decision for it, or one to leave that still holds then. */
function overstayMissing(last: Decision | undefined, limit: DateRange | null): Deadline[] {
  const isDecided = last !== undefined && (last.type === 'overstay' || last.outcome !== 'stay')
  if (limit === null || limit.earliest === lastDay || isDecided) return []
  const opens = addDays(limit.earliest, -runningOutDays)
  const breachFrom = limit.latest === lastDay ? null : limit.latest
  return [dated('assess.overstay-decision-missing', '', opens, addDays(limit.earliest, -1), breachFrom, 1)]
}

function isOnOrAfter(day: PlainDate | null, since: PlainDate): boolean {
  return day !== null && day >= since
}

function due(code: Code, since: DateRange, days: number, harm: Deadline['harm']): Deadline {
  const last = addDays(since.latest, days)
  return dated(code, '', since.earliest, last, addDays(last, 1), harm)
}

function dated(
  code: Code,
  key: string,
  opens: PlainDate,
  dueOn: PlainDate,
  breachFrom: PlainDate | null,
  harm: Deadline['harm'],
): Deadline {
  const duty: Duty = 'social-affairs'
  const classes: AccessClass[] = code.startsWith('assess.decision') ? ['identity'] : ['identity', 'care']
  return { code, key, classes, opens, due: dueOn, breachFrom, duty, harm, params: {} }
}
