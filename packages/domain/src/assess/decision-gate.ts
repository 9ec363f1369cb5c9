// May this best-interests decision be taken? Who sits on the panel: panel.ts. How long and how often: stay-rules.ts. Here: options,
// measures, assessment and views (practice.md part 3, G-A, G-B, G-M1, G-V1; part 1 row 12).
// Options: all five tiers are answered; tiers 0 and 1 (out with the mother, the other parent) by who was asked; a chosen tier needs,
// for every one before it, who was asked and why not. Measures: every class-A measure that is always owed is listed, and a full stay
// waits for those that someone present can provide; what nobody can provide is owed, and holds nothing up.
import type { AccessClass } from '../access/classes.ts'
import type { Check, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import type { Settled } from '../chronicle/fold.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { PolicyPack } from '../policy.ts'
import * as registerKinds from '../register/kinds.ts'
import { childRegister } from '../register/state.ts'
import { statedOf } from '../chronicle/fold.ts'
import { settledBefore } from '../settled.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import * as kinds from './kinds.ts'
import { classAMeasures } from './measures.ts'
import { panelChecks, type PanelNeed } from './panel.ts'
import { childAssess, type ChildAssess, type Decision } from './state.ts'
import { stayChecks } from './stay-rules.ts'
import { disagrees, isHeard, viewRecencyDays } from './views.ts'

export const decisionGateCodes = [
  'decision.renewal-unchanged',
  'decision.option-answered',
  'decision.higher-option-excluded',
  'decision.tier-fits-outcome',
  'decision.measure-listed',
  'decision.measure-in-place',
  'decision.assessment-finished',
  'decision.mother-heard',
  'decision.child-heard',
] as const
type Code = (typeof decisionGateCodes)[number]

type Body = BodyOf<typeof kinds.decisionMade>
type Option = Body['options'][number]
const tiers = [0, 1, 2, 3, 4] as const
/** Tiers that a decision may never leave empty. */
const lastFamilyTier = 1
/** Views heard for the last decision serve its renewal for so long. Practice default. */
const renewalViewMonths = 3

/** The checks on a decision. */
export function decisionChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = kinds.decisionMade.body.safeParse(act.body)
  if (!parsed.success) return []
  const body = parsed.data
  const settled = settledBefore(act, world)
  const state = childAssess(settled)
  const isRenewal = body.isRenewal && body.type === 'full' && body.outcome === 'stay'
  const since = viewsSince(body, state, isRenewal, world.today)
  return [
    ...stayChecks(body, { decisions: state.decisions, birth: childRegister(settled).birth.range }, world.pack),
    ...panelChecks(body.panel, panelNeed(body, isRenewal, disagrees(state.views, since)), (id) => world.agency(id)),
    ...(body.outcome === 'stay' ? measureChecks(body, world.pack) : []),
    ...(body.isRenewal ? [need('decision.renewal-unchanged', isRenewal && isUnchanged(body, settled, state))] : []),
    ...(body.type === 'full' && !isRenewal ? fullChecks(body, state) : []),
    ...(body.type === 'full' ? viewChecks(state, since) : []),
  ]
}

function panelNeed(body: Body, isRenewal: boolean, motherDisagrees: boolean): PanelNeed {
  const isFull = body.type === 'full' && !isRenewal
  const isState = isFull || body.type === 'overstay' || (body.type === 'full' && motherDisagrees)
  return { voters: body.type === 'full' ? 2 : 1, isStateAuthorityNeeded: isState, isIndependentNeeded: isFull }
}

function viewsSince(body: Body, state: ChildAssess, isRenewal: boolean, today: PlainDate): PlainDate {
  if (isRenewal) return addMonths(today, -renewalViewMonths)
  const named = state.assessments.find(({ id }) => id === body.assessment)
  return addDays(named?.started ?? today, -viewRecencyDays)
}

/** A renewal follows a full stay, and neither the place nor the family changed since that was decided. */
function isUnchanged(body: Body, settled: Settled, state: ChildAssess): boolean {
  const former = state.decisions.findLast((decision) => decision.from <= body.from)
  if (former?.type !== 'full' || former.outcome !== 'stay') return false
  const changes = [
    ...statedOf(settled, registerKinds.residenceBegan),
    ...statedOf(settled, registerKinds.kinRegistered),
  ]
  return !changes.some(({ entry }) => happenedAfter(entry.occurred, former))
}

function happenedAfter(occurred: Written['occurred'], decision: Decision): boolean {
  const { earliest } = edtfBounds(occurred)
  return earliest !== null && earliest > decision.takenOn
}

function measureChecks(body: Body, pack: PolicyPack): Check[] {
  const classes: AccessClass[] = ['identity']
  const always = new Set(pack.measures.measures.filter((row) => row.appliesTo === undefined).map((row) => row.number))
  const classA = classAMeasures(pack.measures)
  const listed = new Set(body.measures.map((row) => row.measure))
  const inPlace =
    body.type === 'full' ? body.measures.filter((row) => classA.includes(row.measure) && row.class === 'A') : []
  return [
    ...classA
      .filter((measure) => always.has(measure))
      .map((measure) => check('decision.measure-listed' satisfies Code, classes, listed.has(measure), { measure })),
    ...inPlace.map(({ measure, state }) =>
      check('decision.measure-in-place' satisfies Code, classes, state !== 'can-be-provided-now', { measure }),
    ),
  ]
}

function fullChecks(body: Body, state: ChildAssess): Check[] {
  const byTier = new Map(body.options.map((option) => [option.tier, option]))
  const named = state.assessments.find(({ id }) => id === body.assessment)
  return [
    ...tiers.map((tier) => need('decision.option-answered', isAnswered(byTier.get(tier), tier), { tier })),
    need('decision.tier-fits-outcome', fitsOutcome(body)),
    ...tiers
      .filter((tier) => tier < (body.chosenTier ?? 0))
      .map((tier) => need('decision.higher-option-excluded', isExcluded(byTier.get(tier)), { tier })),
    need('decision.assessment-finished', named?.finished?.body.isShort === false),
  ]
}

function isAnswered(option: Option | undefined, tier: number): boolean {
  if (option === undefined) return false
  const { whoWasAsked, whyNot, argumentsFor, argumentsAgainst } = option
  if (tier <= lastFamilyTier) return whoWasAsked !== undefined || whyNot !== undefined
  return [whoWasAsked, whyNot, argumentsFor, argumentsAgainst].some((part) => part !== undefined)
}

function isExcluded(option: Option | undefined): boolean {
  return option?.whoWasAsked !== undefined && option.whyNot !== undefined
}

function fitsOutcome({ outcome, chosenTier }: Body): boolean {
  switch (outcome) {
    case 'stay':
      return chosenTier === undefined
    case 'leave-with-mother':
      return chosenTier === 0
    case 'leave-to-care':
      return chosenTier !== undefined && chosenTier > 0
  }
}

function viewChecks(state: ChildAssess, since: PlainDate): Check[] {
  return [
    need('decision.mother-heard', isHeard(state.views, 'mother', since)),
    need('decision.child-heard', isHeard(state.views, 'child', since)),
  ]
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
