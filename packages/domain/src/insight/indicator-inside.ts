// What a child who lives in a prison at the end of a month adds to the indicators 1, 3, 7, 8, 9, 10, 11 and 22; 20 and 21 stand in indicator-health.ts (practice.md part 5).
import type { SubjectId } from '../chronicle/entry.ts'
import { standingMeasures } from '../assess/measure-standing.ts'
import { decisionOn, type Assessment } from '../assess/state.ts'
import type { PolicyPack } from '../policy.ts'
import type { Residence } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import {
  addDays,
  addMonths,
  closedRange,
  daysBetween,
  firstDay,
  lastDay,
  type DateRange,
  type PlainDate,
} from '../time/plain-date.ts'
import type { ChildFile } from './child-file.ts'
import { metIf, within, type Line, type Met, type Month, type PartId } from './indicator-lines.ts'
import { dated, presenceOn } from './presence.ts'
import type { Certainty } from './share.ts'
import { contactLines, healthLines } from './indicator-health.ts'

/** A check made so many days before the door still counts for the entry. Practice default. */
const beforeDoorDays = 30
const confirmedWithinDays = 31
const registrationDays = 30
const readyMonths = 6

type Present = { place: SubjectId; counted: Certainty }

/** Where the child lived inside at the end of the month; null when it did not. */
export function presentAt(file: ChildFile, day: PlainDate): Present | null {
  if (file.whereabouts.is === 'placed' || file.whereabouts.is === 'died') return null
  const stays = file.register.residences.map((each) => ({ ...each, isMove: each.route === 'transfer' }))
  const presence = presenceOn(dated(stays), day)
  return presence === null ? null : { place: presence.stay.facility, counted: presence.certainty }
}

/** The lines of a child, as its file stands at the end of the month. */
export function insideLines(file: ChildFile, month: Month, pack: PolicyPack): Line[] {
  const present = presentAt(file, month.last)
  return [
    ...flowLines(file, month),
    ...dueLines(file, month, pack),
    ...contactLines(file, month, pack),
    ...(present === null ? [] : standLines(file, present, month, pack)),
  ]
}

function standLines(file: ChildFile, present: Present, { last }: Month, pack: PolicyPack): Line[] {
  const line = (part: PartId, met: Met): Line => ({ part, subject: file.child, ...present, met })
  const decision = decisionOn(file.assess.decisions, last)
  const of = (type: 'full' | 'interim' | 'overstay'): Met => metIf(decision?.type === type)
  const past = pastOn(file.limit, last)
  const over = file.limit === null || past !== 'yes' ? 0 : daysBetween(file.limit.latest, last) + 1
  return [
    line('inside', 'yes'),
    { ...line('past', past), days: over },
    ...(past === 'yes' ? [line('past-decided', of('overstay'))] : []),
    line('decision-full', of('full')),
    line('decision-interim', of('interim')),
    line('decision-overstay', of('overstay')),
    line('decision-none', metIf(decision === null)),
    ...measureLines(file, present, last, pack),
    ...readyLines(file, present, last),
    ...registrationLines(file, present, last),
    ...healthLines(file, present, last, pack),
  ]
}

/** With no birth known nobody can say that the child is not past. */
function pastOn(limit: DateRange | null, day: PlainDate): Met {
  if (limit === null) return 'possibly'
  return day >= limit.latest ? 'yes' : day >= limit.earliest ? 'possibly' : 'no'
}

function measureLines(file: ChildFile, present: Present, last: PlainDate, pack: PolicyPack): Line[] {
  const decision = decisionOn(file.assess.decisions, last)
  if (decision === null || decision.outcome !== 'stay') return []
  const oldest = addDays(last, -confirmedWithinDays)
  return standingMeasures(file.assess, decision, pack.measures, file.stay?.hereSince.earliest ?? null).flatMap(
    (each) => {
      const spoken = [each.voices['seen-by-monitor'], each.voices['mother-says']]
      const isReal =
        each.missing === null &&
        spoken.some((voice) => voice?.isInPlace === true && voice.on !== null && voice.on > oldest)
      const line: Line = { part: 'measure-real', subject: file.child, ...present, met: metIf(isReal) }
      return each.class === 'A' ? [line, { ...line, part: 'measure-a-real' }] : [line]
    },
  )
}

/** Children whose limit comes within six months: is there a named carer with an approval that holds? */
function readyLines({ child, limit, care }: ChildFile, present: Present, last: PlainDate): Line[] {
  if (limit === null || limit.earliest <= last || limit.earliest > addMonths(last, readyMonths)) return []
  const isReady = care.carerApprovals.some(({ body }) => body.until >= last)
  return [{ part: 'ready-before-limit', subject: child, ...present, met: metIf(isReady) }]
}

/** Of children more than thirty days old, inside or in care: was a registration of the birth seen? */
export function registrationLines(
  { child, register, standing }: ChildFile,
  present: Pick<Line, 'place' | 'counted'>,
  last: PlainDate,
): Line[] {
  const born = register.birth.range.latest
  if (born === null || born > addDays(last, -registrationDays)) return []
  const papers = standing.papers?.body
  const isSeen = papers?.birthRegistration === 'registered' && papers.isPaperSeen
  return [{ part: 'birth-registered', subject: child, ...present, met: metIf(isSeen) }]
}

function flowLines(file: ChildFile, { first, last }: Month): Line[] {
  const { child, register } = file
  return register.residences.flatMap((stay, index) => {
    const came =
      register.residences[index - 1]?.route === 'transfer'
        ? null
        : within(closedRange(edtfBounds(stay.from)), first, last)
    const left =
      stay.to === null || stay.route === 'transfer' ? null : within(closedRange(edtfBounds(stay.to)), first, last)
    const isBorn = index === 0 && isBornInside(file, stay)
    const line = (part: PartId, counted: Certainty | null): Line[] =>
      counted === null ? [] : [{ part, subject: child, place: stay.facility, counted, met: 'yes' }]
    return [
      ...line(isBorn ? 'born' : 'entered', came),
      ...(isBorn || came === null ? [] : [checkedLine(file, stay, came)]),
      ...line('left', left),
    ]
  })
}

function isBornInside({ register }: ChildFile, stay: Residence): boolean {
  const how = register.arrivals.at(0)?.how
  const born = register.birth.range.earliest
  const since = edtfBounds(stay.from).earliest
  return how === 'born-in-custody' || (how === undefined && born !== null && since !== null && born >= since)
}

function checkedLine({ child, assess }: ChildFile, stay: Residence, counted: Certainty): Line {
  const { earliest, latest } = closedRange(edtfBounds(stay.from))
  const isChecked = assess.assessments.some(
    ({ type, started }) =>
      type === 'entry' && started !== null && started >= addDays(earliest, -beforeDoorDays) && started <= latest,
  )
  return { part: 'checked-before-entry', subject: child, place: stay.facility, counted, met: metIf(isChecked) }
}

/** Assessments that fell due in the month while the child was inside, and whether they were finished by their day. */
function dueLines(file: ChildFile, { first, last }: Month, pack: PolicyPack): Line[] {
  const { entryFullWithin, birthWithin } = pack.procedures.assessments
  const stay = file.register.residences[0]
  if (stay === undefined) return []
  const since = closedRange(edtfBounds(stay.from))
  const finished = file.assess.assessments.filter(isWhole)
  const isMetBy = (due: PlainDate, from: PlainDate): boolean =>
    finished.some((each) => finishedOn(each) <= due && finishedOn(each) >= from)
  const line = (part: PartId, due: PlainDate, from: PlainDate): Line[] => {
    const place = presentAt(file, due)
    if (due < first || due > last || place === null) return []
    return [{ part, subject: file.child, ...place, met: metIf(isMetBy(due, from)) }]
  }
  const born = file.register.birth.range.latest ?? since.latest
  const limit = file.limit
  return [
    ...(isBornInside(file, stay)
      ? line('birth-in-time', addDays(born, birthWithin.value), firstDay)
      : line('entry-in-time', addDays(since.latest, entryFullWithin.value), addDays(since.earliest, -beforeDoorDays))),
    ...periodicDues(file, finished, pack).flatMap(({ due, after }) => line('periodic-in-time', due, addDays(after, 1))),
    ...(limit === null || limit.earliest === lastDay
      ? []
      : line('limit-in-time', limit.earliest, addMonths(limit.earliest, -12))),
  ]
}

/** After each finished assessment the next is due in three months under one year of age, in six from then on. */
function periodicDues(file: ChildFile, finished: readonly Assessment[], pack: PolicyPack) {
  const { periodicUnderOneEvery, periodicFromOneEvery } = pack.procedures.assessments
  const { latest } = file.register.birth.range
  return finished.map((each) => {
    const after = finishedOn(each)
    const isUnderOne = latest !== null && after < addMonths(latest, 12)
    return { after, due: addMonths(after, isUnderOne ? periodicUnderOneEvery.value : periodicFromOneEvery.value) }
  })
}

function isWhole({ finished }: Assessment): boolean {
  return finished?.body.isShort === false
}

function finishedOn({ finished }: Assessment): PlainDate {
  return finished === null ? lastDay : (edtfBounds(finished.entry.occurred).latest ?? lastDay)
}
