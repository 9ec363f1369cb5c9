// May this carer be approved? Someone other than the assessor approves, after a home visit with the sleeping place seen, a talk with
// the household and two references; an agency may assess and recommend, the final word is the state child-welfare authority's, for
// a year, and was asked for where an agency approves for now, so that none approves alone; that lasts 30 days (practice.md part 3, G-K1, G-K2). The final word needs the whole home assessment besides
// (home-checks.ts), and the commune committee's word on a relative [to be confirmed]. Want of means never refuses: it opens a support
// plan (Alternative Care Guidelines, UN resolution 64/142, paragraph 15). A children's home is approved for one child at a time only
// (residential-gate.ts). Open warning signs hold every approval.
import type { Check, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import { isStateAuthority } from '../assess/panel.ts'
import { bearsId } from '../assess/state.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { addDays, addMonths } from '../time/plain-date.ts'
import { childrenWith, ownPlaces } from './capacity.ts'
import { tierOfRelation } from './carer-fit.ts'
import { finalChecks, homeGateCodes, safetyChecks } from './home-checks.ts'
import * as kinds from './kinds.ts'
import { placesOf } from './place-state.ts'
import { kinCare, type CarerAssessment, type KinCare } from './state.ts'
import { hasOpenWarning } from './warning-gate.ts'

export const carerGateCodes = [
  'carer.assessed',
  'carer.approver-is-not-assessor',
  'carer.recommended',
  'carer.sleeping-place-seen',
  'carer.household-talked-with',
  'carer.references',
  'carer.support-plan',
  'carer.final-by-state-authority',
  'carer.approval-not-too-long',
  'carer.capacity-as-assessed',
  'carer.capacity-left',
  'carer.not-a-home',
  'carer.commune-word',
  'carer.authority-asked',
  'carer.warnings-answered',
  ...homeGateCodes,
] as const
type Code = (typeof carerGateCodes)[number]

/** The checks on approving a carer. */
export function carerChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = kinds.carerApproved.body.safeParse(act.body)
  if (!parsed.success) return []
  const { assessment: id, approval, capacity, until } = parsed.data
  const settled = settledBefore(act, world)
  const kin = kinCare(settled, act.subject)
  const assessed = kin.assessments.find((each) => bearsId(each, id))
  const { care } = world.pack.procedures
  const own = world.agency(act.agency)
  const latest =
    approval === 'provisional'
      ? addDays(world.today, care.provisionalKinApprovalLasts.value)
      : addMonths(world.today, care.fosterRenewalEvery.value)
  const taken = childrenWith(kin, world).length + ownPlaces(kin)
  const isFinal = approval === 'final'
  const isOfState = own !== undefined && isStateAuthority(own)
  return [
    need('carer.assessed', assessed !== undefined),
    need('carer.approver-is-not-assessor', assessed === undefined || !isAuthor(assessed, act)),
    need('carer.not-a-home', tierOfRelation(kin.relation) !== homeTier),
    ...(assessed === undefined
      ? []
      : [
          ...visitChecks(assessed, care.kinReferences.value),
          need('carer.support-plan', hasSupportPlan(assessed, placesOf(settled).supportPlans.length)),
          ...safetyChecks(assessed.body),
          ...(isFinal ? finalChecks(assessed.body, kin) : []),
        ]),
    isFinal
      ? need('carer.final-by-state-authority', isOfState)
      : need('carer.authority-asked', isOfState || isAwaitingWord(kin.asks)),
    ...(isFinal && care.communeWordNeeded.value && tierOfRelation(kin.relation) === kinTier
      ? [need('carer.commune-word', hasCommuneWord(parsed.data))]
      : []),
    need('carer.warnings-answered', !hasOpenWarning(act, [act.subject, ...act.also], world)),
    need('carer.approval-not-too-long', until <= latest, { latest }),
    need('carer.capacity-as-assessed', assessed === undefined || capacity <= assessed.body.capacity),
    need('carer.capacity-left', taken < capacity || isForOneOfThem(act, childrenWith(kin, world)), { taken, capacity }),
  ]
}

/** The authority was asked, and has not said no: a refusal is not got round by approving for now once more. */
function isAwaitingWord(asks: KinCare['asks']): boolean {
  return asks.length > 0 && asks.at(-1)?.body.approvalStep !== 'refused'
}

const kinTier = 2
const homeTier = 4

/** The commune committee agrees; where it does not, or is silent, the approval says why it stands all the same. */
function hasCommuneWord({ communeWord, communeReason }: BodyOf<typeof kinds.carerApproved>): boolean {
  return communeWord === 'agrees' || (communeWord !== undefined && communeReason !== undefined)
}

function hasSupportPlan({ body }: CarerAssessment, planned: number): boolean {
  return !isSupportNeeded(body) || body.supportPlan !== undefined || planned > 0
}

function isSupportNeeded(body: CarerAssessment['body']): boolean {
  return body.needsMaterialSupport || body.reasonsAgainst?.includes('means') === true
}

/** A recommendation against the carer that gives want of means as its only reason counts as one for support. */
function isRecommended({ recommendation, reasonsAgainst = [] }: CarerAssessment['body']): boolean {
  const isPovertyAlone = reasonsAgainst.length > 0 && reasonsAgainst.every((reason) => reason === 'means')
  return recommendation !== 'do-not-approve' || isPovertyAlone
}

/** Renewing the approval for a child who is already there needs no further place. */
function isForOneOfThem(act: Written, children: readonly string[]): boolean {
  return act.also.some((subject) => children.includes(subject))
}

function isAuthor({ entry, former }: CarerAssessment, act: Written): boolean {
  return [entry, ...former].some(({ author }) => author === act.author)
}

function visitChecks({ body }: CarerAssessment, references: number): Check[] {
  return [
    need('carer.recommended', isRecommended(body)),
    need('carer.sleeping-place-seen', body.isSleepingPlaceSeen),
    need('carer.household-talked-with', body.hasHouseholdTalk),
    need('carer.references', body.references >= references, { have: body.references, need: references }),
  ]
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
