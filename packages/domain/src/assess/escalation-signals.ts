// Where a decision does not end the matter. An interim decision of one agency alone waits for the nearest other one: its supervisor is
// reminded each day until a panel has sat. A row of interim or overstay decisions that has reached its end goes to the ministry. A gap
// that a withdrawn decision left between two others is a breach, until somebody decides again: no child inside is without a decision.
// What happened since a decision calls for a review before its day. Source: practice.md part 3, G-A, G-B, G-L1, G-X1.
import type { Deadline } from '../chronicle/deadline.ts'
import type { Settled } from '../chronicle/fold.ts'
import type { PolicyPack } from '../policy.ts'
import { addDays, later, type PlainDate } from '../time/plain-date.ts'
import { changesAfter, circumstancesThatHold } from './circumstances.ts'
import type { PrisonStay } from './signals.ts'
import type { ChildAssess, Decision } from './state.ts'

export const escalationDeadlineCodes = [
  'assess.second-agency-awaited',
  'assess.ministry-level-owed',
  'assess.decision-gap',
  'assess.review-after-change',
  'assess.carer-not-named',
] as const
type Code = (typeof escalationDeadlineCodes)[number]

/** What the decisions of a child who is inside leave to be done. */
export function escalationDeadlines(
  stay: PrisonStay | null,
  { decisions }: ChildAssess,
  settled: Settled,
  pack: PolicyPack,
): Deadline[] {
  if (stay === null) return []
  const ofThisStay = decisions.filter(({ until }) => until >= stay.since.earliest)
  const last = ofThisStay.at(-1)
  const firstDue = addDays(stay.since.latest, pack.procedures.assessments.entryFullWithin.value)
  const gaps = ofThisStay.flatMap((_, index) => gapBefore(ofThisStay, index, firstDue))
  if (last === undefined) return gaps
  return [...gaps, ...secondAgency(last), ...ministryLevel(ofThisStay, pack), ...review(last, stay, settled, pack)]
}

/** On remand the mother may leave or be sentenced overnight: from day 14 a carer is named (G-L2). */
export function remandDeadlines(
  stay: PrisonStay | null,
  settled: Settled,
  isCarerNamed: boolean,
  pack: PolicyPack,
): Deadline[] {
  if (stay === null || isCarerNamed || !circumstancesThatHold(settled).has('mother-on-remand')) return []
  const due = addDays(stay.since.latest, pack.law.leadTime.remandNamedCarerDays)
  return [dated('assess.carer-not-named', '', stay.since.earliest, due, null, 3)]
}

/** A decision made to begin later leaves a gap where the one before it ends too soon, or was withdrawn. */
function gapBefore(decisions: readonly Decision[], index: number, firstDue: PlainDate): Deadline[] {
  const decision = decisions[index]
  if (decision === undefined || decision.from <= decision.takenOn) return []
  const former = decisions[index - 1]
  const from = addDays(former?.until ?? firstDue, 1)
  const isMended = decisions.some(({ takenOn }) => takenOn >= decision.from)
  if (decision.from <= from || isMended) return []
  return [dated('assess.decision-gap', decision.id, from, addDays(from, -1), from, 1)]
}

function secondAgency(last: Decision): Deadline[] {
  const agency = last.type === 'interim' ? last.made?.body.secondAgency : undefined
  if (agency === undefined) return []
  // No breach of its own: it is overdue, and stands on the supervisor's page, on each day until a panel has decided.
  const deadline = dated('assess.second-agency-awaited', last.id, last.takenOn, last.takenOn, null, 2)
  return [{ ...deadline, classes: ['identity', 'care'], params: { agency } }]
}

function ministryLevel(decisions: readonly Decision[], pack: PolicyPack): Deadline[] {
  const last = decisions.at(-1)
  if (last === undefined || last.type === 'full') return []
  const times = last.type === 'interim' ? pack.procedures.decisions.interim.times.value : pack.law.overstay.times
  const row = decisions.length - 1 - decisions.findLastIndex(({ type }) => type !== last.type)
  if (row < times) return []
  const deadline = dated(
    'assess.ministry-level-owed',
    last.id,
    last.from,
    later(last.from, last.until),
    addDays(last.until, 1),
    1,
  )
  return [{ ...deadline, params: { type: last.type, times } }]
}

function review(last: Decision, stay: PrisonStay, settled: Settled, pack: PolicyPack): Deadline[] {
  const days = pack.procedures.decisions.reviewAfterChangeWithin.value
  const since = later(last.takenOn, stay.since.latest)
  const seen = new Set<string>()
  return changesAfter(settled, since).flatMap(({ cause, on }) => {
    if (seen.has(cause) || on.earliest === null) return []
    seen.add(cause)
    const due = addDays(on.latest ?? on.earliest, days)
    const deadline = dated('assess.review-after-change', `${last.id}:${cause}`, on.earliest, due, null, 2)
    return [{ ...deadline, params: { cause } }]
  })
}

function dated(
  code: Code,
  key: string,
  opens: PlainDate,
  due: PlainDate,
  breachFrom: PlainDate | null,
  harm: Deadline['harm'],
): Deadline {
  const isOfCare = code === 'assess.review-after-change' || code === 'assess.carer-not-named'
  return {
    code,
    key,
    classes: isOfCare ? ['identity', 'care'] : ['identity'],
    opens,
    due,
    breachFrom,
    duty: 'social-affairs',
    harm,
    params: {},
  }
}
