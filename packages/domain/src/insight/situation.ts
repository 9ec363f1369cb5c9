// The situation report: who lived in prison on a day, with whom, and what was missing, from entries alone.
// It is a fold over whole chronicles, filtered first by valid and known time (a refold, never a filter on current rows), one
// chronicle at a time: children, then carers (who count because a child is with them), then facilities. In memory stay one tally
// for each facility and the ids of the carers who have a child inside.
// Only facilities that report count; the rest are named as not reporting (practice.md part 5). Golden cases: G5, G7, G9, G10.
import { at } from '../chronicle/at.ts'
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { carerFigures } from './situation-carer.ts'
import { childFigures, type ChildFigures, type Inside } from './situation-child.ts'
import { facilityFigures } from './situation-facility.ts'
import { situationKinds } from './situation-kinds.ts'
import type { SituationReport } from './situation-report.ts'
import type { Situation, SituationInput } from './situation-state.ts'
import { compose } from './situation-compose.ts'
import { startTally, tallyCarer, tallyChild, type Tally } from './situation-tally.ts'
import { trendDays } from './situation-trend.ts'

/** Starts a report. */
export function startSituation(input: SituationInput): Situation {
  const stateAgencies = input.agencies.filter(({ isState }) => isState).map(({ id }) => id)
  return {
    input,
    days: trendDays(input.asOf, input.publishedFigures),
    stateAgencies: new Set(stateAgencies),
    tallies: new Map(),
    carersInside: new Map(),
    assessments: { byState: 0, byOthers: 0 },
    facilities: [],
    listed: [],
  }
}

/** Adds a child by its whole chronicle. */
export function addChild(situation: Situation, child: SubjectId, chronicle: readonly Recorded[]): void {
  const figures = childFigures(known(situation, chronicle, 'child'), situation.days, situation.input.law)
  for (const agency of figures.assessedBy) {
    situation.assessments[situation.stateAgencies.has(agency) ? 'byState' : 'byOthers'] += 1
  }
  figures.past.forEach((place, index) => {
    const count = place === null ? undefined : tallyOf(situation, place.facility).trend[index]
    if (place === null || count === undefined) return
    count.possible += 1
    if (place.certainty === 'certain') count.certain += 1
  })
  for (const { facility, days } of figures.daysThisMonth) {
    const sum = tallyOf(situation, facility).daysThisMonth
    sum.min += days.min
    sum.max += days.max
  }
  if (figures.inside !== null) addInside(situation, child, figures, figures.inside)
}

function addInside(situation: Situation, child: SubjectId, figures: ChildFigures, inside: Inside): void {
  tallyChild(tallyOf(situation, inside.facility), inside)
  if (inside.carer !== null) {
    const before = situation.carersInside.get(inside.carer)
    if (before?.certainty !== 'certain') situation.carersInside.set(inside.carer, inside)
  }
  if (inside.pastLimit === null || situation.input.mayList?.(child) !== true) return
  situation.listed.push({
    id: child,
    code: figures.code ?? '',
    at: inside.facility,
    daysOver: inside.daysOver,
    hasOverstayDecision: inside.decision === 'overstay',
  })
}

/** Adds a carer in custody by its whole chronicle. All children must have been added before. */
export function addCarer(situation: Situation, carer: SubjectId, chronicle: readonly Recorded[]): void {
  const figures = carerFigures(known(situation, chronicle, 'carer'), situation.input.asOf)
  const child = situation.carersInside.get(carer)
  if (figures === null || (child === undefined && !figures.isPregnant)) return
  const facility = figures.facility ?? child?.facility
  if (facility === undefined) return
  const isCertain = figures.certainty === 'certain' && (figures.isPregnant || child?.certainty === 'certain')
  tallyCarer(tallyOf(situation, facility), figures, isCertain ? 'certain' : 'possible', child !== undefined)
}

/** Adds a facility by its whole chronicle. */
export function addFacility(situation: Situation, facility: SubjectId, chronicle: readonly Recorded[]): void {
  const figures = facilityFigures(facility, known(situation, chronicle, 'facility'), situation.days)
  if (figures !== null) situation.facilities.push(figures)
}

/** The report of all that was added. */
export function finishSituation(situation: Situation): SituationReport {
  return compose(situation)
}

export type Chronicles = {
  children: Iterable<readonly [SubjectId, readonly Recorded[]]>
  carers: Iterable<readonly [SubjectId, readonly Recorded[]]>
  facilities: Iterable<readonly [SubjectId, readonly Recorded[]]>
}

/** The whole report at once, for as many chronicles as fit into memory. */
export function situation(input: SituationInput, chronicles: Chronicles): SituationReport {
  const started = startSituation(input)
  for (const [id, entries] of chronicles.children) addChild(started, id, entries)
  for (const [id, entries] of chronicles.carers) addCarer(started, id, entries)
  for (const [id, entries] of chronicles.facilities) addFacility(started, id, entries)
  return finishSituation(started)
}

/** What had occurred and was known, of the kinds that the report looks at. */
function known({ input }: Situation, chronicle: readonly Recorded[], type: keyof typeof situationKinds): Recorded[] {
  const knownAt = input.knownAt === null ? undefined : { instant: input.knownAt.until }
  const looked = chronicle.filter(({ kind }) => situationKinds[type].includes(kind))
  return at(looked, { asOf: input.asOf, knownAt })
}

function tallyOf({ tallies, days }: Situation, facility: SubjectId): Tally {
  const found = tallies.get(facility)
  if (found !== undefined) return found
  const tally = startTally(days.length)
  tallies.set(facility, tally)
  return tally
}
