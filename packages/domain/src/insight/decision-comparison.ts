// What was recommended, what was decided, and what was done, side by side. They are three things, often of three hands: the worker
// recommends, the authority decides, a director, a judge, a mother or a grandmother does. That they differ is no error; it is shown,
// and counted, because it tells who really decides (practice.md part 2, "Who really decides"). A recommendation belongs to the decision
// that it came before; what was done, to the last decision taken before it was done.
import { compareText } from '../chronicle/order.ts'
import type { Uuid } from '../chronicle/entry.ts'
import { statedOf } from '../chronicle/fold.ts'
import { recommendationMade } from '../assess/decision-kinds.ts'
import type { Decision } from '../assess/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { ChildFile } from './child-file.ts'

export type Outcome = Decision['outcome'] | 'went-another-way'

/** One of the three columns. */
export type Column = {
  outcome: Outcome
  /** The kind of care, where the child goes to care and it is known. */
  tier: number | null
  on: PlainDate | null
  /** Who said it; of what was done nobody is named. */
  byWhom: string | null
  entry: Uuid | null
}

export type Agreement = 'same' | 'differs' | 'not-yet' | 'not-said'

export type ComparedDecision = {
  recommended: Column | null
  decided: Column | null
  done: Column | null
  /** The decision against the recommendation, and the deed against the decision. */
  asRecommended: Agreement
  asDecided: Agreement
}

type File = Pick<ChildFile, 'settled' | 'assess' | 'departure' | 'whereabouts'>

/** Every decision with what was recommended before it and done after it, the newest first; ahead of them a recommendation that still waits. */
export function compareDecisions(file: File): ComparedDecision[] {
  const { decisions } = file.assess
  const inOrderTaken = decisions.toSorted((left, right) => compareText(left.takenOn, right.takenOn))
  const recommendations = statedOf(file.settled, recommendationMade).map(({ id, body, entry }) => ({
    outcome: body.outcome,
    tier: body.tier ?? null,
    on: edtfBounds(entry.occurred).latest,
    byWhom: body.byWhom,
    entry: id,
  }))
  const compared = inOrderTaken.map((decision, index) => {
    const after = inOrderTaken[index - 1]?.takenOn ?? null
    const recommended = recommendations.findLast(({ on }) => isBetween(on, after, decision.takenOn)) ?? null
    const done = doneAfter(file, decision, inOrderTaken[index + 1])
    return compared3(recommended, decidedColumn(decision), done)
  })
  const last = inOrderTaken.at(-1)
  const waiting = recommendations.findLast(({ on }) => last === undefined || (on !== null && on > last.takenOn))
  return [...(waiting === undefined ? [] : [compared3(waiting, null, null)]), ...compared.toReversed()]
}

function compared3(recommended: Column | null, decided: Column | null, done: Column | null): ComparedDecision {
  return {
    recommended,
    decided,
    done,
    asRecommended: agreement(recommended, decided),
    asDecided: decided === null ? 'not-yet' : agreement(decided, done),
  }
}

function decidedColumn({ id, outcome, takenOn, made }: Decision): Column {
  const tier = made?.body.chosenTier ?? null
  const chair = made?.body.panel.find(({ isChair }) => isChair)?.name ?? null
  return { outcome, tier: outcome === 'leave-to-care' ? tier : null, on: takenOn, byWhom: chair, entry: id }
}

/** A stay is done by staying: as long as the child is inside, or until the next decision. Leaving is done on the day it left. */
function doneAfter({ departure, whereabouts }: File, decision: Decision, next: Decision | undefined): Column | null {
  const leftOn = departure?.range.latest ?? departure?.range.earliest ?? null
  const isBefore = departure !== null && leftOn !== null && leftOn < decision.from
  const hasLeft = departure !== null && !isBefore && (next === undefined || (leftOn !== null && leftOn < next.takenOn))
  if (hasLeft) return wentColumn(departure, leftOn)
  const hasStayed = next !== undefined || whereabouts.is === 'in-facility'
  return decision.outcome === 'stay' && hasStayed
    ? { outcome: 'stay', tier: null, on: null, byWhom: null, entry: null }
    : null
}

function wentColumn(departure: NonNullable<File['departure']>, on: PlainDate | null): Column {
  const { way, placement } = departure
  const tier = placement?.body.tier ?? null
  const entry = placement?.id ?? departure.key
  const common = { on, byWhom: null, entry }
  if (way === 'with-mother') return { ...common, outcome: 'leave-with-mother', tier: null }
  if (way === 'died' || way === 'hospital' || way === 'own-arrangement')
    return { ...common, outcome: 'went-another-way', tier: null }
  return { ...common, outcome: 'leave-to-care', tier: tier ?? tierOfRoute(departure.route) }
}

const tiersOfRoutes: Readonly<Record<string, number>> = { 'other-parent': 1, kin: 2, foster: 3, residential: 4 }

function tierOfRoute(route: NonNullable<File['departure']>['route']): number | null {
  return route === null ? null : (tiersOfRoutes[route] ?? null)
}

/** The same outcome, and the same kind of care where both name one. */
function agreement(first: Column | null, second: Column | null): Agreement {
  if (first === null) return 'not-said'
  if (second === null) return 'not-yet'
  const isSameTier = first.tier === null || second.tier === null || first.tier === second.tier
  return first.outcome === second.outcome && isSameTier ? 'same' : 'differs'
}

function isBetween(day: PlainDate | null, after: PlainDate | null, until: PlainDate): boolean {
  return day !== null && day <= until && (after === null || day > after)
}
