// When somebody is to be asked again. Each 3 months under one year of age and each 6 after; before the limit two talks, two weeks
// apart, from the day that planning begins; readiness once a move is decided; the new home when the child is there; coming back from
// 6 months before a release is likely, or from the day it is heard of; within 7 days of a harm that was seen (practice.md part 6 and
// part 3, time limits). Age is taken as the youngest that the child can be: a baby is asked about too often rather than too seldom.
import type { AccessClass } from '../access/classes.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import type { PolicyPack } from '../policy.ts'
import type { DayRange } from '../register/state.ts'
import { edtfBounds, isEdtf } from '../time/edtf.ts'
import { addDays, addMonths, earlier, lastDay, later, type DateRange, type PlainDate } from '../time/plain-date.ts'
import { ageOn, openConcerns } from './assessment-concerns.ts'
import { continuedReason, type AssessmentType } from './kinds.ts'
import { everyItem } from './questionnaire.ts'
import type { PrisonStay } from './signals.ts'
import { governingDecision, type Assessment, type ChildAssess, type Section } from './state.ts'

export const askingDeadlineCodes = [
  'assess.periodic',
  'assess.before-limit-talk',
  'assess.before-limit-second-talk',
  'assess.separation-readiness',
  'assess.placement-check',
  'assess.reunification',
  'assess.after-incident',
  'assess.sealed-concern',
] as const
type Code = (typeof askingDeadlineCodes)[number]

export type Asking = {
  assess: ChildAssess
  stay: PrisonStay | null
  birth: DayRange
  /** First day past the limit while the child stays inside. */
  limit: DateRange | null
  /** The day on which planning for the limit begins. */
  planningFrom: PlainDate | null
  /** A child who lives outside without its mother: since when, and whether it is known with whom. */
  away: { since: DateRange; isPlaced: boolean } | null
}

/** Types that look at the whole child: after one of them the next periodic assessment is reckoned. */
const wholeTypes: readonly AssessmentType[] = ['entry', 'birth', 'periodic', 'before-limit']
const monthsOfFirstYear = 12
/** A task is shown this long before its day. */
const lookAheadDays = 14
/** An assessment of the carer and home made so long before the child came still counts for it. Practice default. */
const homeSeenBeforeDays = 90
/** Special measures whose absence is an incident: violence or harm near the child, and a child treated as a prisoner. */
const incidentMeasures: readonly number[] = [8, 9]

/** Everything that is to be asked again about one child. */
export function askingDeadlines(asking: Asking, pack: PolicyPack): Deadline[] {
  const found = [
    periodic(asking, pack),
    ...beforeLimit(asking, pack),
    separation(asking),
    placement(asking),
    reunification(asking, pack),
    incident(asking, pack),
  ]
  return [...found.filter((each) => each !== null), ...sealedConcerns(asking, pack)]
}

function periodic({ assess, stay, birth }: Asking, { procedures }: PolicyPack): Deadline | null {
  if (stay === null) return null
  const last = assess.assessments
    .filter(({ type, finished }) => wholeTypes.includes(type) && finished?.body.isShort === false)
    .flatMap((each) => each.lastAnswered ?? [])
    .filter((day) => day >= stay.since.earliest)
    .toSorted()
    .at(-1)
  if (last === undefined) return null
  const { periodicUnderOneEvery, periodicFromOneEvery } = procedures.assessments
  const age = ageOn(birth, last)
  const isUnderOne = age !== null && age.minMonths < monthsOfFirstYear
  const next = addMonths(last, isUnderOne ? periodicUnderOneEvery.value : periodicFromOneEvery.value)
  return dated('assess.periodic', addDays(next, -lookAheadDays), next, addDays(next, 1), 3)
}

function beforeLimit({ assess, stay, limit, planningFrom }: Asking, { procedures }: PolicyPack): Deadline[] {
  if (stay === null || limit === null || limit.earliest === lastDay || planningFrom === null) return []
  const isLeaving = (governingDecision(assess.decisions, lastDay)?.outcome ?? 'stay') !== 'stay'
  if (isLeaving) return []
  const { beforeLimitTalkWithin, beforeLimitTalksApart } = procedures.assessments
  const opens = later(planningFrom, stay.since.earliest)
  const talks = assess.assessments
    .filter(({ type }) => type === 'before-limit')
    .flatMap(({ sections }) => sections.flatMap(daysAnswered))
    .filter((day) => day >= opens)
    .toSorted()
  const [first] = talks
  if (first === undefined) {
    return [dated('assess.before-limit-talk', opens, addDays(opens, beforeLimitTalkWithin.value), null, 2)]
  }
  const again = addDays(first, beforeLimitTalksApart.value)
  if (talks.some((day) => day >= again)) return []
  return [dated('assess.before-limit-second-talk', again, addDays(again, beforeLimitTalkWithin.value), null, 2)]
}

/** The days on which a section was answered: one that went on later keeps its first day, one that was only corrected does not. */
function daysAnswered({ stated }: Section): PlainDate[] {
  const versions = [...stated.former, stated.entry]
  return versions
    .filter((_, index) => index === versions.length - 1 || versions[index + 1]?.body['reason'] === continuedReason)
    .flatMap(({ occurred }) => edtfBounds(occurred).earliest ?? [])
}

function separation({ assess, stay }: Asking): Deadline | null {
  const decision = stay === null ? null : governingDecision(assess.decisions, lastDay)
  if (decision === null || decision.outcome !== 'leave-to-care') return null
  const isReady = finishedSince(assess, 'separation', decision.takenOn)
  return isReady ? null : dated('assess.separation-readiness', decision.takenOn, decision.until, null, 2)
}

function placement({ assess, away }: Asking): Deadline | null {
  if (away === null || !away.isPlaced) return null
  const isSeen = finishedSince(assess, 'placement', addDays(away.since.earliest, -homeSeenBeforeDays))
  return isSeen
    ? null
    : dated('assess.placement-check', away.since.earliest, away.since.latest, addDays(away.since.latest, 1), 2)
}

function reunification({ assess, away }: Asking, pack: PolicyPack): Deadline | null {
  const release = away === null ? null : likelyRelease(assess, pack)
  if (release === null) return null
  const monthsAhead = pack.procedures.reunification.opensBeforeRelease.value
  const opens = later(addMonths(release.day, -monthsAhead), release.heardOn)
  return finishedSince(assess, 'reunification', addMonths(release.day, -monthsAhead))
    ? null
    : dated('assess.reunification', opens, later(release.day, opens), null, 2)
}

/** The last likely day of release that anyone told, by the questions that ask for it. */
function likelyRelease(
  { assessments }: ChildAssess,
  { questionnaires }: PolicyPack,
): { day: PlainDate; heardOn: PlainDate } | null {
  const asked = new Set(
    questionnaires
      .flatMap(({ sections }) => sections.flatMap((section) => everyItem(section.item)))
      .filter(({ topic, type }) => topic === 'release-date' && type === 'date')
      .map(({ linkId }) => linkId),
  )
  const told = assessments
    .flatMap(({ sections }) => sections)
    .flatMap(({ stated }) => {
      const heardOn = edtfBounds(stated.entry.occurred).latest
      const answer = stated.body.answers.findLast(({ item, value }) => asked.has(item) && typeof value === 'string')
      const value = typeof answer?.value === 'string' && isEdtf(answer.value) ? edtfBounds(answer.value) : null
      const day = value?.earliest ?? value?.latest ?? null
      return heardOn === null || day === null ? [] : [{ day, heardOn }]
    })
  return told.toSorted((left, right) => (left.heardOn < right.heardOn ? -1 : 1)).at(-1) ?? null
}

/** Looked into until something is asked about the child on that day or after it. */
function incident({ assess, stay }: Asking, { procedures }: PolicyPack): Deadline | null {
  if (stay === null) return null
  const seen = assess.confirmations
    .filter(({ body, isPending }) => !isPending && !body.isInPlace && incidentMeasures.includes(body.measure))
    .flatMap(({ entry }) => edtfBounds(entry.occurred).latest ?? [])
    .filter((day) => day >= stay.since.earliest)
    .toSorted()
    .at(-1)
  if (seen === undefined) return null
  if (assess.assessments.some(({ lastAnswered }) => lastAnswered !== null && lastAnswered >= seen)) return null
  const due = addDays(seen, procedures.assessments.afterIncidentWithin.value)
  return { ...dated('assess.after-incident', seen, due, addDays(due, 1), 1), classes: ['identity', 'conditions'] }
}

/** Concerns that only those who read the section's class may know of, and that nobody has dealt with. */
function sealedConcerns({ assess, birth }: Asking, { questionnaires }: PolicyPack): Deadline[] {
  return assess.assessments.flatMap((assessment) => {
    const whole = questionnaires.find(({ id }) => id === assessment.type)
    return assessment.sections.flatMap((section) => {
      const open = openConcerns(section, whole, birth)
      const day = edtfBounds(section.stated.entry.occurred).latest
      if (open.length === 0 || day === null) return []
      const isToday = open.some(({ level }) => level === 'act')
      const due = isToday ? day : addDays(day, lookAheadDays)
      const deadline = dated('assess.sealed-concern', day, due, addDays(due, 1), isToday ? 1 : 3)
      return [{ ...deadline, key: section.stated.id, classes: [section.class] }]
    })
  })
}

function finishedSince({ assessments }: ChildAssess, type: AssessmentType, since: PlainDate): boolean {
  return assessments.some((each) => each.type === type && each.finished !== null && isOnOrAfter(each, since))
}

function isOnOrAfter({ lastAnswered }: Assessment, since: PlainDate): boolean {
  return lastAnswered !== null && lastAnswered >= since
}

function dated(
  code: Code,
  opens: PlainDate,
  due: PlainDate,
  breachFrom: PlainDate | null,
  harm: Deadline['harm'],
): Deadline {
  const classes: AccessClass[] = ['identity', 'care']
  return {
    code,
    key: '',
    classes,
    opens: earlier(opens, due),
    due,
    breachFrom,
    duty: 'social-affairs',
    harm,
    params: {},
  }
}
