// All that a chronicle says about one child, in one piece: what the host projects into rows and the browser shows. The chronicle is
// settled once; every slice folds its part; what needs several slices is put together here (architecture.md, layout).
// Rule: a child who moved to a carer outside no longer lives in the prison, whether or not the prison has confirmed the departure.
// Deadlines are reckoned without "today"; those of a reader who may not see everything are provisional, which is what the status
// line is for: it carries no class, comes from the host, and is the same for everybody ("Partial sight").
import type { SubjectId } from '../chronicle/entry.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { byUrgency, type Deadline } from '../chronicle/deadline.ts'
import type { Question, Settled } from '../chronicle/fold.ts'
import { childAccess, type ChildAccess } from '../access/state.ts'
import { accessDeadlines } from '../access/signals.ts'
import { askingDeadlines } from '../assess/asking-signals.ts'
import { letterDeadlines } from '../assess/letter-signals.ts'
import { lettersOf, type Letter } from '../assess/letters.ts'
import { measureDeadlines, missingMeasures } from '../assess/measure-signals.ts'
import { assessmentDeadlines, decisionDeadlines, openStay, type PrisonStay } from '../assess/signals.ts'
import { putOffByWave, wavesOf } from '../assess/start-up.ts'
import { childAssess, type ChildAssess, type Decision } from '../assess/state.ts'
import { emergencyDeadlines } from '../care/emergency-signals.ts'
import { childEmergencies, type Emergency } from '../care/emergency-state.ts'
import { placeDeadlines } from '../care/place-signals.ts'
import { placesOf, type Places } from '../care/place-state.ts'
import { careDeadlines } from '../care/signals.ts'
import { childCare, departureOf, isSomeoneKnown, type ChildCare, type Departure } from '../care/state.ts'
import { classOf } from '../kinds.ts'
import type { LeadReason } from '../law/pack.ts'
import { birthChangeDeadlines, limitDeadlines, limitRange } from '../law/signals.ts'
import type { PolicyPack } from '../policy.ts'
import { chronicleDeadlines } from '../register/signals.ts'
import { childRegister, type ChildRegister, type DayRange } from '../register/state.ts'
import { settled as settle } from '../settled.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { DateRange, PlainDate } from '../time/plain-date.ts'

export type Whereabouts =
  | { is: 'in-facility'; facility: SubjectId; since: DayRange }
  | { is: 'placed'; carer: SubjectId | null; tier: number; since: DayRange }
  | { is: 'left'; route: ChildRegister['residences'][number]['route']; since: DayRange }
  | { is: 'not-known' }

export type ChildFile = {
  child: SubjectId
  settled: Settled
  register: ChildRegister
  access: ChildAccess
  assess: ChildAssess
  letters: readonly Letter[]
  care: ChildCare
  places: Places
  emergencies: readonly Emergency[]
  whereabouts: Whereabouts
  /** The stay in prison that goes on, through transfers; null when the child lives outside or nothing is known. */
  stay: PrisonStay | null
  departure: Departure | null
  /** First day past the limit for as long as the child stays inside; null outside, or with no birth known. */
  limit: DateRange | null
  /** The last decision to begin; whether it is in force on a day, `decisionOn` says. */
  lastDecision: Decision | null
  /** What cannot wait first. */
  deadlines: readonly Deadline[]
  questions: readonly Question[]
}

/** What every reader of a child may know, whatever their classes. */
export type StatusLine = {
  child: SubjectId
  inFacility: SubjectId | null
  firstDayPast: DateRange | null
  /** The day on which planning for the limit begins. */
  approachFrom: PlainDate | null
  decisionType: Decision['type'] | null
  decisionUntil: PlainDate | null
  nextDue: PlainDate | null
}

/** Folds a child's chronicle: every entry that names the child, as its subject or beside another. */
export function childFile(
  child: SubjectId,
  entries: readonly Recorded[],
  pack: PolicyPack,
  leadReasons: readonly LeadReason[] = [],
): ChildFile {
  const settled = settle(entries)
  const register = childRegister(settled)
  const access = childAccess(settled)
  const assess = childAssess(settled)
  const letters = lettersOf(settled)
  const care = childCare(settled)
  const outside = { places: placesOf(settled), emergencies: childEmergencies(settled) }
  const departure = departureOf(register, care)
  const stay = departure === null ? openStay(register) : null
  const limit = stay === null ? null : limitRange(register.birth.range, pack.law, stay.since.earliest)
  const parts = { child, settled, register, access, assess, letters, care, ...outside, stay, departure, limit }
  return {
    ...parts,
    whereabouts: whereaboutsOf(register, departure),
    lastDecision: decisionsOf(parts).at(-1) ?? null,
    deadlines: putOffByWave(deadlinesOf(parts, entries, pack, leadReasons), wavesOf(settled).at(-1)).toSorted(
      byUrgency,
    ),
    questions: settled.questions,
  }
}

type Parts = Omit<ChildFile, 'whereabouts' | 'lastDecision' | 'deadlines' | 'questions'>

function decisionsOf({ assess, stay }: Pick<Parts, 'assess' | 'stay'>): readonly Decision[] {
  return stay === null ? assess.decisions : assess.decisions.filter(({ until }) => until >= stay.since.earliest)
}

function deadlinesOf(
  { settled, register, access, assess, letters, care, places, emergencies, stay, departure, limit }: Parts,
  entries: readonly Recorded[],
  pack: PolicyPack,
  leadReasons: readonly LeadReason[],
): Deadline[] {
  const offset = pack.head.timeZone.utcOffset
  const reasons: LeadReason[] = isSomeoneKnown(care) ? [...leadReasons] : [...leadReasons, 'no-kin-known']
  const lastDecision = decisionsOf({ assess, stay }).at(-1)
  const birth = register.birth.range
  const ofLimit = limitDeadlines(stay, birth, reasons, pack.law)
  const planningFrom =
    ofLimit
      .filter(({ code }) => planningCodes.has(code))
      .map(({ opens }) => opens)
      .toSorted()[0] ?? null
  return [
    ...ofLimit,
    ...birthChangeDeadlines(settled, pack.law, offset),
    ...assessmentDeadlines(stay, assess, register.birth.range, pack),
    ...decisionDeadlines(stay, assess, limit, pack),
    ...askingDeadlines({ assess, stay, birth, limit, planningFrom, away: awayOf(departure) }, pack),
    ...(stay === null ? [] : measureDeadlines(assess, lastDecision, pack)),
    ...letterDeadlines({
      letters,
      stay,
      limit,
      missing: missingMeasures(assess, lastDecision),
      measures: pack.measures,
    }),
    ...careDeadlines(register, care, departure, pack),
    ...placeDeadlines(care, places, pack),
    ...emergencyDeadlines(emergencies, register, care, pack),
    ...accessDeadlines(access, stay?.since ?? sinceDeparture(departure)),
    ...chronicleDeadlines(entries, settled, classOf, offset),
  ]
}

/** From either day on, planning for the limit has begun. */
const planningCodes: ReadonlySet<string> = new Set(['law.limit', 'law.limit-early'])

/** Outside without its mother. Whether a parent's own arrangement is safe, its visit asks; no one's home is put to the test for it. */
function awayOf(departure: Departure | null): { since: DateRange; isPlaced: boolean } | null {
  const since = sinceDeparture(departure)
  if (departure === null || since === null) return null
  return { since, isPlaced: departure.placement !== null && departure.way !== 'own-arrangement' }
}

/** A child who left without its mother needs a responsible agency as well. */
function sinceDeparture(departure: Departure | null): DateRange | null {
  if (departure === null || departure.way === 'with-mother' || departure.way === 'died') return null
  const { earliest, latest } = departure.range
  return earliest === null || latest === null ? null : { earliest, latest }
}

function whereaboutsOf(register: ChildRegister, departure: Departure | null): Whereabouts {
  const last = register.residences.at(-1)
  if (departure === null) {
    return last === undefined
      ? { is: 'not-known' }
      : { is: 'in-facility', facility: last.facility, since: edtfBounds(last.from) }
  }
  const { placement } = departure
  if (placement === null) return { is: 'left', route: last?.route ?? null, since: departure.range }
  const { carer, tier } = placement.body
  return { is: 'placed', carer: carer ?? null, tier, since: edtfBounds(placement.entry.occurred) }
}

/** The class-free line of a child. */
export function statusLine(file: ChildFile): StatusLine {
  const { child, whereabouts, limit, lastDecision, deadlines } = file
  return {
    child,
    inFacility: whereabouts.is === 'in-facility' ? whereabouts.facility : null,
    firstDayPast: limit,
    approachFrom: deadlines.find(({ code }) => code === 'law.limit')?.opens ?? null,
    decisionType: lastDecision?.type ?? null,
    decisionUntil: lastDecision?.until ?? null,
    // Everybody reads this line, those complained of too: no day of a complaint stands in it.
    nextDue:
      deadlines
        .filter(({ classes }) => !classes.includes('safeguarding'))
        .map(({ due }) => due)
        .toSorted()[0] ?? null,
  }
}
