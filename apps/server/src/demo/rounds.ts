// The monitors' rounds of 2014, made on the days on which they counted: so they miss Khmer New Year, Pchum Ben and the floods as the
// counts do (practice.md part 4). Who should be there is what the register knew that morning; who had left without a word of it is said
// to be gone. Much was not asked, and often she could not speak freely. Nothing of it changes who lives where.
import { roundAnswered } from '@komar/domain/assess/round-kinds'
import type { SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import type { BodyOf, Kind } from '@komar/domain/chronicle/kind'
import { placeAnswered, questionClosed, questionLeft, roundMade } from '@komar/domain/conditions/round-kinds'
import { placementBegan } from '@komar/domain/care/kinds'
import { censusTaken, residenceBegan, residenceEnded } from '@komar/domain/register/kinds'
import { died } from '@komar/domain/register/life-kinds'
import { childLookedFor } from '@komar/domain/register/looked-for-kinds'
import { edtfBounds } from '@komar/domain/time/edtf'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { hours } from './calendar.ts'
import type { Authored, Pen, Timed } from './pen.ts'
import type { Random } from './random.ts'

const firstRounds = plainDate('2014-01-01')
/** From here on nothing that cannot wait is left unanswered: Today begins with what the stories mean. */
const calmFrom = plainDate('2014-10-15')

type Visit = { at: string; day: PlainDate; facility: SubjectId }
/** `until`: the first day on which it is certainly not there any more; `isKnown`: the register knew it by the visit. */
type Stay = {
  child: SubjectId
  facility: unknown
  from: PlainDate
  since: string
  until: PlainDate | null
  knownGone: string | null
}

/** Writes a round for each count of 2014 that a visitor made. `leftOut`: children whose story is told later, and is not known here. */
export function tellRounds(pen: Pen, random: Random, leftOut: ReadonlySet<SubjectId>): void {
  const written = [...pen.written]
  const stays = staysOf(written, leftOut)
  const troubled = new Set<SubjectId>()
  const open = new Map<SubjectId, Uuid>()
  for (const visit of visitsOf(written)) {
    const listed = stays.filter((stay) => isListed(stay, visit))
    const gone = new Set(listed.filter(({ until }) => until !== null && until <= visit.day).map(({ child }) => child))
    const notSeen = new Set(
      listed
        .filter(({ child }) => !gone.has(child) && visit.day < calmFrom && random.chance(0.05))
        .map(({ child }) => child),
    )
    const round = tellRound(pen, random, visit, { listed: listed.length, gone: gone.size, notSeen: notSeen.size })
    for (const { child } of listed) {
      const found = gone.has(child) ? 'said-gone' : notSeen.has(child) ? 'not-seen' : 'seen'
      const basis = found === 'said-gone' ? 'told' : 'seen'
      pen.write(childLookedFor, {
        ...by(visit),
        subject: child,
        basis,
        body: { facility: visit.facility, found, round },
      })
      if (found === 'seen') tellAnswers(pen, random, visit, child, round, troubled)
    }
    tellLeft(pen, random, visit, round, open)
  }
}

function by({ day }: Visit) {
  return { who: 'monitor', day, hour: hours.monitor } as const
}

function visitsOf(written: readonly Timed[]): Visit[] {
  return of(written, censusTaken)
    .filter(
      ({ entry, at, body }) =>
        body.method === 'visit' && entry.occurred.length === 10 && at.slice(0, 10) >= firstRounds,
    )
    .map(({ at, entry }) => ({ at, day: plainDate(at.slice(0, 10)), facility: entry.subject }))
    .toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
}

function of<K extends Kind>(written: readonly Timed[], kind: K): (Timed & { body: Authored<BodyOf<K>> })[] {
  // The pen wrote each body in its kind's own type.
  return written
    .filter(({ entry, isRefused }) => entry.kind === kind.name && isRefused !== true)
    .map((each) => ({ ...each, body: each.entry.body as unknown as Authored<BodyOf<K>> }))
}

function staysOf(written: readonly Timed[], leftOut: ReadonlySet<SubjectId>): Stay[] {
  const ends = [
    ...of(written, residenceEnded),
    ...of(written, died),
    ...of(written, placementBegan),
    ...of(written, residenceBegan),
  ]
  const began = of(written, residenceBegan).filter(({ entry }) => !leftOut.has(entry.subject))
  return began.map(({ at, entry, body }) => {
    const from = edtfBounds(entry.occurred).latest ?? plainDate(at.slice(0, 10))
    const end = ends
      .map((each) => ({ ...each, on: edtfBounds(each.entry.occurred).earliest }))
      .filter(({ entry: other, on }) => other.subject === entry.subject && on !== null && on > from)
      .toSorted((left, right) => (left.at < right.at ? -1 : 1))[0]
    return {
      child: entry.subject,
      facility: body.facility,
      from,
      since: at,
      until: end?.on ?? null,
      knownGone: end?.at ?? null,
    }
  })
}

function isListed({ facility, from, since, knownGone }: Stay, visit: Visit): boolean {
  return (
    facility === visit.facility && from <= visit.day && since < visit.at && (knownGone === null || knownGone > visit.at)
  )
}

type Tally = { listed: number; gone: number; notSeen: number }

function tellRound(pen: Pen, random: Random, visit: Visit, { listed, gone, notSeen }: Tally): Uuid {
  const isMonthly = random.chance(0.6)
  const unseen = random.chance(0.3) ? [random.pick(['sick-bay', 'kitchen', 'talk-alone'] as const)] : undefined
  const round = pen.write(roundMade, {
    ...by(visit),
    subject: visit.facility,
    body: {
      roundWay: isMonthly ? 'monthly' : 'quick',
      minutes: isMonthly ? random.pick([30, 40, 45, 60, 75]) : random.pick([8, 10, 10, 15, 20]),
      ...(random.chance(0.7) && { isFromPaper: true }),
      listed,
      here: listed - gone - notSeen,
      gone,
      notSeen,
      ...(unseen !== undefined && { unseen }),
    },
  })
  if (isMonthly) {
    const body = {
      round,
      hours: [
        { dayType: 'usual-day' as const, unlocked: random.pick([6, 7, 8, 8, 9]) },
        { dayType: 'weekend' as const, unlocked: random.pick([2, 3, 4, 4]) },
      ],
      food: random.pick(['enough', 'not-enough', 'not-for-children', 'not-for-children', 'not-asked'] as const),
      water: random.pick(['clean-day-and-night', 'not-at-night', 'not-at-night', 'too-little', 'not-known'] as const),
      rooms: random.pick(['apart', 'with-other-adults', 'with-other-adults', 'not-seen'] as const),
    }
    pen.write(placeAnswered, { ...by(visit), subject: visit.facility, body })
  }
  return round
}

function tellAnswers(
  pen: Pen,
  random: Random,
  visit: Visit,
  child: SubjectId,
  round: Uuid,
  troubled: Set<SubjectId>,
): void {
  const isTroubled = troubled.delete(child)
  const isCalm = visit.day >= calmFrom
  // Whoever was ill is asked after; of the others, not everybody.
  if (!isTroubled && random.chance(0.3)) return
  const isWorse = !isTroubled && !isCalm && random.chance(0.12)
  if (isWorse) troubled.add(child)
  const body: Authored<BodyOf<typeof roundAnswered>> = {
    round,
    eats: isTroubled ? 'yes' : random.pick(['yes', 'yes', 'yes', 'not-asked'] as const),
    ill: isWorse ? 'yes' : isTroubled ? 'no' : random.pick(['no', 'no', 'no', 'not-asked', 'does-not-know'] as const),
    frightened: random.pick(['no', 'no', 'not-asked', 'not-asked', 'prefers-not-to-say'] as const),
    freely: isTroubled ? 'yes' : random.pick(['yes', 'yes', 'not-sure', isCalm ? 'not-sure' : 'no'] as const),
    whoTold: 'carer',
  }
  pen.write(roundAnswered, { ...by(visit), subject: child, basis: 'told', body })
}

const promises = ['ទឹកស្អាតនៅពេលយប់', 'មុងមួយទៀត', 'បើកទ្វារនៅថ្ងៃអាទិត្យ', 'ទឹកដោះគោសម្រាប់ទារក'] as const

/** A promise now and then, looked at on the next visit. */
function tellLeft(pen: Pen, random: Random, visit: Visit, round: Uuid, open: Map<SubjectId, Uuid>): void {
  const earlier = open.get(visit.facility)
  const head = { ...by(visit), subject: visit.facility, basis: 'told' } as const
  if (earlier !== undefined && random.chance(0.5)) {
    const closing = random.pick(['kept', 'not-kept'] as const)
    pen.write(questionClosed, { ...head, body: { round, question: earlier, closing } })
    open.delete(visit.facility)
  } else if (earlier === undefined && random.chance(0.25)) {
    const body = { round, leftType: 'promise', leftWords: random.pick(promises) } as const
    open.set(visit.facility, pen.write(questionLeft, { ...head, body }))
  }
}
