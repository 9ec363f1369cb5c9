// All that a chronicle says about one child, in one piece: what the host projects into rows and the browser shows. The chronicle is
// settled once; every slice folds its part; what needs several slices is put together here (architecture.md, layout).
// Rule: a child who moved to a carer outside no longer lives in the prison, whether or not the prison has confirmed the departure.
// Deadlines are reckoned without "today"; those of a reader who may not see everything are provisional, which is what the status
// line is for: it carries no class, comes from the host, and is the same for everybody ("Partial sight").
import type { AccessClass } from '../access/classes.ts'
import type { SubjectId } from '../chronicle/entry.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { byUrgency, type Deadline } from '../chronicle/deadline.ts'
import type { Question, Settled } from '../chronicle/fold.ts'
import { childAccess, type ChildAccess } from '../access/state.ts'
import { consentsOf } from '../access/consent.ts'
import { erasureDeadlineCodes, erasureDeadlines } from '../access/erasure-signals.ts'
import { erasuresOf } from '../access/erasure-state.ts'
import { accessDeadlines, consentDeadlines } from '../access/signals.ts'
import { askingDeadlines } from '../assess/asking-signals.ts'
import { statedLeadReasons } from '../assess/circumstances.ts'
import { roundDeadlines } from '../assess/round-signals.ts'
import { escalationDeadlines, remandDeadlines } from '../assess/escalation-signals.ts'
import { letterDeadlines } from '../assess/letter-signals.ts'
import { withheldIn } from '../access/withholding.ts'
import { complaintDeadlines } from '../assess/complaint-signals.ts'
import { complaintsOf, type Complaint } from '../assess/complaint-state.ts'
import { lettersOf, type Letter } from '../assess/letters.ts'
import { measureDeadlines, missingMeasures } from '../assess/measure-signals.ts'
import { assessmentDeadlines, decisionDeadlines, openStay, type PrisonStay } from '../assess/signals.ts'
import { putOffByWave, wavesOf } from '../assess/start-up.ts'
import { childAssess, type ChildAssess, type Decision } from '../assess/state.ts'
import { afterDeadlines, checkedSince, closedDeadlines } from '../care/after-signals.ts'
import { childAfter, hasDied, openEnd, placementNow, reunionNow, type ChildAfter } from '../care/after-state.ts'
import { deathDeadlines } from '../care/death-signals.ts'
import { emergencyDeadlines } from '../care/emergency-signals.ts'
import { childEmergencies, type Emergency } from '../care/emergency-state.ts'
import { placeDeadlines } from '../care/place-signals.ts'
import { placesOf, type Places } from '../care/place-state.ts'
import { agreementDeadlines } from '../care/agreement-signals.ts'
import { careDeadlines } from '../care/signals.ts'
import { childCare, departureOf, isCarerNamed, isSomeoneKnown, type ChildCare, type Departure } from '../care/state.ts'
import { classOf } from '../kinds.ts'
import type { LeadReason } from '../law/pack.ts'
import { birthQuestionDeadlines, limitDeadlines, limitRange } from '../law/signals.ts'
import { isWhole, type CountryPack, type PolicyPack } from '../policy.ts'
import type { LivingOutside } from '../register/outside-state.ts'
import { lookedForDeadlines } from '../register/looked-for-signals.ts'
import { mergeDeadlines } from '../register/merge-state.ts'
import { chronicleDeadlines } from '../register/signals.ts'
import type { ChildRegister, DayRange } from '../register/state.ts'
import { settled as settle } from '../settled.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { DateRange, PlainDate } from '../time/plain-date.ts'
import { wellbeingDeadlines } from '../wellbeing/signals.ts'
import { childWellbeing, type ChildWellbeing } from '../wellbeing/state.ts'
import {
  outsideSince,
  registerDeadlines,
  registerLeadReasons,
  wholeRegister,
  type WholeRegister,
} from './whole-register.ts'

export type Whereabouts =
  | { is: 'in-facility'; facility: SubjectId; since: DayRange }
  | { is: 'placed'; carer: SubjectId | null; tier: number; since: DayRange }
  | { is: 'left'; route: ChildRegister['residences'][number]['route']; since: DayRange }
  | { is: 'outside'; living: LivingOutside; since: DayRange }
  | { is: 'died'; since: DayRange }
  | { is: 'not-known' }

export type ChildFile = WholeRegister & {
  child: SubjectId
  settled: Settled
  access: ChildAccess
  assess: ChildAssess
  letters: readonly Letter[]
  /** As far as the reader may know of them. */
  complaints: readonly Complaint[]
  care: ChildCare
  places: Places
  emergencies: readonly Emergency[]
  after: ChildAfter
  wellbeing: ChildWellbeing
  /** Work with the child has ended: it leaves Today and the ordinary lists. */
  isClosed: boolean
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
  pack: CountryPack,
  leadReasons: readonly LeadReason[] = [],
): ChildFile {
  const settled = settle(entries)
  const whole = wholeRegister(child, settled, entries, pack)
  const { register } = whole
  const access = childAccess(settled)
  const assess = childAssess(settled)
  const letters = lettersOf(settled)
  const complaints = complaintsOf(settled, entries, pack)
  const care = childCare(settled)
  const outside = { places: placesOf(settled), emergencies: childEmergencies(settled) }
  const departure = departureOf(register, care)
  const stay = departure === null ? openStay(register) : null
  const limit = stay === null ? null : limitRange(register.birth.range, pack.law, stay.since.earliest)
  const after = childAfter(settled)
  const parts = {
    ...whole,
    child,
    settled,
    access,
    assess,
    letters,
    complaints,
    care,
    ...outside,
    after,
    wellbeing: childWellbeing(settled),
    stay,
    departure,
    limit,
  }
  return {
    ...parts,
    isClosed: after.closing !== null,
    whereabouts: whereaboutsOf(parts),
    lastDecision: decisionsOf(parts).at(-1) ?? null,
    deadlines: putOffByWave(
      stillOwed(parts, deadlinesOf(parts, entries, pack, leadReasons), pack),
      wavesOf(settled).at(-1),
    ).toSorted(byUrgency),
    questions: settled.questions,
  }
}

type Parts = Omit<ChildFile, 'isClosed' | 'whereabouts' | 'lastDecision' | 'deadlines' | 'questions'>

function decisionsOf({ assess, stay }: Pick<Parts, 'assess' | 'stay'>): readonly Decision[] {
  return stay === null ? assess.decisions : assess.decisions.filter(({ until }) => until >= stay.since.earliest)
}

function deadlinesOf(
  parts: Parts,
  entries: readonly Recorded[],
  pack: CountryPack,
  leadReasons: readonly LeadReason[],
): Deadline[] {
  const { settled, register, access, stay, departure } = parts
  const offset = pack.head.timeZone.utcOffset
  const ofLimit = limitDeadlines(stay, register.birth.range, reasonsOf(parts, leadReasons), pack.law)
  return [
    ...ofLimit,
    ...(isWhole(pack) ? deadlinesOfTheWork(parts, ofLimit, pack) : lettersAnywhere(parts)),
    ...birthQuestionDeadlines(stay === null ? [] : register.birth.questions),
    ...accessDeadlines(access, stay?.since ?? sinceDeparture(departure) ?? outsideSince(parts)),
    ...consentDeadlines(access, consentsOf(settled)),
    ...erasureDeadlines(erasuresOf(settled), withheldIn(entries)),
    ...chronicleDeadlines(entries, settled, classOf, offset),
    ...mergeDeadlines(parts.child, entries, offset),
  ]
}

function reasonsOf(parts: Parts, leadReasons: readonly LeadReason[]): LeadReason[] {
  const stated = [...leadReasons, ...statedLeadReasons(parts.settled), ...registerLeadReasons(parts)]
  return isSomeoneKnown(parts.care) ? stated : [...stated, 'no-kin-known']
}

/** Where the pack holds no rules of the work: letters by the day they name. */
function lettersAnywhere({ letters, stay }: Parts): Deadline[] {
  return letterDeadlines({ letters, stay, limit: null, missing: new Set(), measures: null })
}

function deadlinesOfTheWork(parts: Parts, ofLimit: readonly Deadline[], pack: PolicyPack): Deadline[] {
  const { settled, register, assess, letters, care, places, emergencies, after, stay, departure, limit } = parts
  // A child for whom it is decided to leave is still inside, and what was owed to it while it stayed is owed until it goes.
  const lastStay = decisionsOf({ assess, stay }).findLast(({ outcome }) => outcome === 'stay')
  const birth = register.birth.range
  const planningFrom =
    ofLimit
      .filter(({ code }) => planningCodes.has(code))
      .map(({ opens }) => opens)
      .toSorted()[0] ?? null
  return [
    ...assessmentDeadlines(stay, assess, register.birth.range, pack),
    ...decisionDeadlines(stay, assess, limit, pack),
    ...askingDeadlines({ assess, stay, birth, limit, planningFrom, away: awayOf(departure) }, pack),
    ...escalationDeadlines(stay, assess, settled, pack),
    ...remandDeadlines(stay, settled, isCarerNamed(care), pack),
    ...(stay === null ? [] : measureDeadlines(assess, lastStay, pack, stay.hereSince.earliest)),
    ...complaintDeadlines(parts.complaints, pack),
    ...letterDeadlines({
      letters,
      stay,
      limit,
      missing: missingMeasures(assess, lastStay, pack, stay?.hereSince.earliest),
      measures: pack.measures,
    }),
    ...careDeadlines(register, care, departure, after, pack),
    ...afterDeadlines({ settled, register, care, after, departure, stay }, pack),
    ...agreementDeadlines(care, assess.views, departure),
    ...placeDeadlines(care, places, pack),
    ...emergencyDeadlines(emergencies, register, care, pack),
    ...registerDeadlines(parts, pack),
    ...lookedForDeadlines(settled, stay?.hereSince.earliest ?? null, pack.procedures.rounds),
    ...roundDeadlines(settled, stay?.hereSince.earliest ?? null, pack.procedures.rounds),
    ...wellbeingDeadlines(parts.wellbeing, { sex: register.sex, birth, inside: stay?.since ?? null }, pack.wellbeing),
  ]
}

const erasures: ReadonlySet<string> = new Set(erasureDeadlineCodes)

/** What is owed of all this while work with the child goes on; of a child who died or with whom work ended, little is. */
function stillOwed(
  { settled, register, after, stay, departure }: Parts,
  found: Deadline[],
  pack: CountryPack,
): Deadline[] {
  const ofDeath = isWhole(pack) ? deathDeadlines(after, { departure, diedOn: register.died }, pack) : []
  // Whoever complained is answered all the same: neither an end of the work nor a death answers a complaint.
  const inAnyCase = found.filter(
    ({ code, classes }) => code.startsWith('chronicle.') || classes.includes('safeguarding') || erasures.has(code),
  )
  const ofClosing = isWhole(pack) ? closedDeadlines({ settled, after }, pack) : []
  // A child who lives in a prison again has its limit and all that is owed there, whether or not somebody began the work again.
  if (after.closing !== null && stay === null) return [...ofClosing, ...ofDeath, ...inAnyCase]
  if (hasDied(after, 'child') || register.died !== null) return [...ofDeath, ...inAnyCase]
  const isChecked = stay !== null && checkedSince(after, stay.hereSince.earliest)
  return [
    ...found.filter(({ code }) => !isChecked || code !== 'assess.recheck-after-transfer'),
    ...ofClosing,
    ...ofDeath,
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

function whereaboutsOf({ register, outside, departure, care, after }: Parts): Whereabouts {
  const last = register.residences.at(-1)
  if (register.died !== null) return { is: 'died', since: register.died }
  if (departure === null) {
    if (last !== undefined) return { is: 'in-facility', facility: last.facility, since: edtfBounds(last.from) }
    const { living } = outside
    return living === null ? { is: 'not-known' } : { is: 'outside', living, since: edtfBounds(living.entry.occurred) }
  }
  const reunion = reunionNow(care, after)
  if (reunion !== null) return { is: 'left', route: 'with-mother', since: edtfBounds(reunion.entry.occurred) }
  const end = openEnd(care, after)
  if (end !== null) return { is: 'left', route: null, since: edtfBounds(end.entry.occurred) }
  const placement = placementNow(care, after, departure)
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
    nextDue:
      deadlines
        .filter(({ code, classes }) => !erasures.has(code) && classes.every((each) => !keptFromStatus.has(each)))
        .map(({ due }) => due)
        .toSorted()[0] ?? null,
  }
}

/**
 * Everybody reads the status line, prison staff and those complained of too: a day in it that comes of a complaint, of a questionnaire,
 * of an illness or of a lawyer's work would tell them that there is one. So would a request to erase a complaint.
 */
const keptFromStatus: ReadonlySet<AccessClass> = new Set(['health', 'psychology', 'legal', 'safeguarding', 'notes'])
