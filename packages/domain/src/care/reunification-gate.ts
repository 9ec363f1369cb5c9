// May the return of a child to its mother be planned? Source: practice.md part 3, G-R1, and part 6, R. The child's wish asked more than
// once, the mother's wish and state, the home, means for three months, safety, school, the carer told, trial stays, goodbye to the
// carer, whom to call at night, where to go if it fails, the first visit. Want of means never refuses: it asks for aid. A child who does
// not want to go is not overruled in silence: what is done about it is written down.
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import { childAssess, type View } from '../assess/state.ts'
import { countsAsHeard, isHeard, lastView } from '../assess/views.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import { reunificationPlanned } from './after-kinds.ts'
import { relatedCarers } from './related-carers.ts'

export const reunificationGateCodes = [
  'reunification.carer-of-this-child',
  'reunification.day-ahead',
  'reunification.child-asked',
  'reunification.childs-no-answered',
  'reunification.mother-heard',
  'reunification.mothers-state',
  'reunification.home-seen',
  'reunification.means-or-aid',
  'reunification.safety',
  'reunification.school',
  'reunification.carer-told',
  'reunification.trial-stay',
  'reunification.goodbye',
  'reunification.night-call',
  'reunification.if-it-fails',
  'reunification.first-visit',
] as const
type Code = (typeof reunificationGateCodes)[number]

type Plan = BodyOf<typeof reunificationPlanned>

export const reunificationPlannedGate: Gate<PolicyPack> = { reads: () => [], checks: planChecks }

function planChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = reunificationPlanned.body.safeParse(act.body)
  if (!parsed.success) return []
  const plan = parsed.data
  const settled = settledBefore(act, world)
  const isOwn = act.also.includes(plan.carer) && relatedCarers(settled).includes(plan.carer)
  return [
    need('reunification.carer-of-this-child', isOwn),
    need('reunification.day-ahead', plan.backOn >= world.today),
    ...viewChecks(plan, childAssess(settled).views, world),
    ...homeChecks(plan),
    ...partingChecks(plan, world.pack),
  ]
}

/** Views on the return count from the day on which it can first be thought of: six months before. */
function viewChecks(plan: Plan, views: readonly View[], { pack, today }: GateWorld<PolicyPack>): Check[] {
  const { childAsked, opensBefore } = pack.procedures.reunification
  const since = addMonths(today, -opensBefore.value)
  const asked = views.filter(
    (view) =>
      view.body.whose === 'child' && view.body.about === 'reunification' && countsAsHeard(view) && isSince(view, since),
  )
  const days = new Set(asked.map(({ entry }) => entry.occurred)).size
  const doesNotWant = lastView(views, 'child', since, ['reunification'])?.body.stance === 'disagrees'
  return [
    need('reunification.child-asked', days >= childAsked.value, { have: days, need: childAsked.value }),
    need('reunification.childs-no-answered', !doesNotWant || plan.ifChildDoesNotWant !== undefined),
    need('reunification.mother-heard', isHeard(views, 'mother', since, ['reunification'])),
  ]
}

function isSince(view: View, since: PlainDate): boolean {
  return lastView([view], view.body.whose, since) !== null
}

function homeChecks(plan: Plan): Check[] {
  const hasMeans = plan.means === 'enough' || plan.aid !== undefined
  const isSafe = plan.isDangerKnown === false || (plan.isDangerKnown === true && plan.safetyPlan !== undefined)
  return [
    need('reunification.mothers-state', plan.mothersState !== undefined),
    need('reunification.home-seen', plan.isHomeSeen && plan.homeFound !== undefined),
    need('reunification.means-or-aid', hasMeans),
    need('reunification.safety', isSafe),
    need('reunification.school', plan.school !== undefined),
  ]
}

function partingChecks(plan: Plan, pack: PolicyPack): Check[] {
  const days = pack.procedures.reunification.visits.first.value
  const { firstVisitOn, backOn } = plan
  const isVisited = firstVisitOn !== undefined && firstVisitOn >= backOn && firstVisitOn <= addDays(backOn, days)
  return [
    need('reunification.carer-told', plan.isCarerTold),
    need('reunification.trial-stay', plan.trials.length > 0 || plan.noTrialReason !== undefined),
    need('reunification.goodbye', plan.goodbye !== undefined),
    need('reunification.night-call', plan.nightCall !== undefined),
    need('reunification.if-it-fails', plan.ifItFails !== undefined),
    need('reunification.first-visit', isVisited, { days }),
  ]
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
