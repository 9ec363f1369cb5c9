// May this best-interests decision be taken? Who sits on the panel: panel.ts. How long and how often: stay-rules.ts. Here: options,
// measures, assessment and views (practice.md part 3, G-A, G-B, G-M1, G-V1; part 1 row 12).
// Options: all five tiers are answered; tiers 0 and 1 (out with the mother, the other parent) by who was asked; a chosen tier needs,
// for every one before it, who was asked and why not. Measures: every class-A measure that is always owed is listed, and a full stay
// waits for those that someone present can provide; what nobody can provide is owed, and holds nothing up. A measure that was owed
// and was never provided stays on the list. Nobody approves an assessment of their own. A parent who disagrees was offered legal help.
import type { AccessClass } from '../access/classes.ts'
import type { Check, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { UserId, Written } from '../chronicle/entry.ts'
import type { Settled } from '../chronicle/fold.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { PolicyPack } from '../policy.ts'
import { birthUnder } from '../law/birth-claims.ts'
import * as registerKinds from '../register/kinds.ts'
import { childRegister, type DayRange } from '../register/state.ts'
import { statedOf } from '../chronicle/fold.ts'
import { settledBefore } from '../settled.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import { changesAfter } from './circumstances.ts'
import * as kinds from './kinds.ts'
import { isMissing, standingMeasures } from './measure-standing.ts'
import { classAMeasures } from './measures.ts'
import { panelChecks, secondAgencyChecks, type PanelNeed } from './panel.ts'
import { openStay } from './signals.ts'
import { childAssess, type Assessment, type ChildAssess } from './state.ts'
import { stayChecks } from './stay-rules.ts'
import {
  hasNoRights,
  isHeard,
  isHeardAsItsAge,
  isLegalHelpOffered,
  isPutOffTooLong,
  lastView,
  parentsWhoDisagree,
  viewRecencyDays,
} from './views.ts'

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
  'decision.child-heard-as-its-age',
  'decision.father-heard',
  'decision.legal-help-offered',
  'decision.author-did-not-assess',
  'decision.owed-measure-kept',
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
  const known: Known = {
    body,
    settled,
    state,
    isRenewal,
    since,
    birth: birthUnder(settled, world.chronicle(act.subject), world.pack).range,
  }
  return [
    ...stayChecks(body, beforeOf(known, world.today), world.pack),
    ...panelChecks(body.panel, panelNeed(known), (id) => world.agency(id)),
    ...(body.type === 'interim' ? secondAgencyChecks(body, (id) => world.agency(id)) : []),
    ...(body.outcome === 'stay' ? [...measureChecks(body, world.pack), ...keptChecks(known, world.pack)] : []),
    ...(body.isRenewal ? [need('decision.renewal-unchanged', isRenewal && isUnchanged(known))] : []),
    ...(body.type === 'full' && !isRenewal ? fullChecks(known) : []),
    ...(body.type === 'interim' ? [] : authorChecks(act.author, known)),
    ...(body.type === 'full' ? viewChecks(known, world) : []),
  ]
}

/** What the checks look at: the act, what stood before it, and since when a view serves it. */
type Known = {
  body: Body
  settled: Settled
  state: ChildAssess
  isRenewal: boolean
  since: PlainDate
  birth: DayRange
}

function beforeOf({ settled, state, birth }: Known, today: PlainDate): Parameters<typeof stayChecks>[1] {
  return { decisions: state.decisions, birth, isInside: openStay(childRegister(settled)) !== null, today }
}

function panelNeed({ body, isRenewal, state, since }: Known): PanelNeed {
  const isFull = body.type === 'full' && !isRenewal
  const isDisputed = parentsWhoDisagree(state.views, since).length > 0
  const isState = isFull || body.type === 'overstay' || (body.type === 'full' && isDisputed)
  return { voters: body.type === 'full' ? 2 : 1, isStateAuthorityNeeded: isState, isIndependentNeeded: isFull }
}

function viewsSince(body: Body, state: ChildAssess, isRenewal: boolean, today: PlainDate): PlainDate {
  if (isRenewal) return addMonths(today, -renewalViewMonths)
  return addDays(assessmentOf(body, state)?.started ?? today, -viewRecencyDays)
}

function assessmentOf({ assessment }: Body, { assessments }: ChildAssess): Assessment | undefined {
  return assessments.find(({ id }) => id === assessment)
}

/** A renewal follows a full stay, and nothing happened since that a panel would have to weigh. */
function isUnchanged({ body, settled, state }: Known): boolean {
  const former = state.decisions.findLast((decision) => decision.from <= body.from)
  if (former?.type !== 'full' || former.outcome !== 'stay') return false
  return changesAfter(settled, former.takenOn).length === 0
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

/** What the stay before owed and nobody provided is not left out of the next one. */
function keptChecks({ body, settled, state }: Known, pack: PolicyPack): Check[] {
  const former = state.decisions.findLast(({ from, outcome }) => from <= body.from && outcome === 'stay')
  const stay = openStay(childRegister(settled))
  if (former === undefined || stay === null || former.until < stay.hereSince.earliest) return []
  const listed = new Set(body.measures.map(({ measure }) => measure))
  return standingMeasures(state, former, pack.measures, stay.hereSince.earliest)
    .filter(isMissing)
    .map(({ measure }) => {
      const classes: AccessClass[] = ['identity', 'conditions']
      return check('decision.owed-measure-kept' satisfies Code, classes, listed.has(measure), { measure })
    })
}

/** Whoever answered or finished the assessment does not take the decision on it. */
function authorChecks(author: UserId, { body, state }: Known): Check[] {
  const named = assessmentOf(body, state)
  if (named === undefined) return []
  const assessors = new Set([
    ...named.sections.map(({ stated }) => stated.entry.author),
    ...(named.finished === null ? [] : [named.finished.entry.author]),
  ])
  return [need('decision.author-did-not-assess', !assessors.has(author))]
}

function fullChecks({ body, state }: Known): Check[] {
  const byTier = new Map(body.options.map((option) => [option.tier, option]))
  const named = assessmentOf(body, state)
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

/** A way out is excluded when it says who was asked and why not. */
export function isExcluded(option: Option | undefined): boolean {
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

function viewChecks(known: Known, { pack, today }: GateWorld<PolicyPack>): Check[] {
  const { state, since, birth, isRenewal } = known
  const child = lastView(state.views, 'child', since)
  const isChildHeard =
    isHeard(state.views, 'child', since) && child !== null && !isPutOffTooLong(child, today, pack.procedures)
  const isFatherHeard = isHeard(state.views, 'father', since) || hasNoRights(state.views)
  return [
    need('decision.mother-heard', isHeard(state.views, 'mother', since)),
    need('decision.child-heard', isChildHeard),
    ...(child === null
      ? []
      : [need('decision.child-heard-as-its-age', isHeardAsItsAge(child, birth, pack.procedures))]),
    ...(isFatherKnown(known) && !isRenewal ? [need('decision.father-heard', isFatherHeard)] : []),
    ...parentsWhoDisagree(state.views, since).map((whose) =>
      need('decision.legal-help-offered', isLegalHelpOffered(state.views, whose, since), { whose }),
    ),
  ]
}

function isFatherKnown({ settled }: Known): boolean {
  const inCustody = childRegister(settled).relations.some(({ relation }) => relation === 'father')
  return inCustody || statedOf(settled, registerKinds.kinRegistered).some(({ body }) => body.relation === 'father')
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
