// May this carer be approved? Someone other than the assessor approves, after a home visit with the sleeping place seen, a talk with
// the household and two references; an agency may assess and recommend, the final word is the state child-welfare authority's, for
// a year; a provisional approval lasts 30 days (practice.md part 3, G-K1, G-K2). Want of means never refuses: it opens a support plan
// (Alternative Care Guidelines, UN resolution 64/142, paragraph 15).
import type { Check, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import { isStateAuthority } from '../assess/panel.ts'
import { bearsId } from '../assess/state.ts'
import type { PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { addDays, addMonths } from '../time/plain-date.ts'
import { childrenWith } from './capacity.ts'
import * as kinds from './kinds.ts'
import { kinCare, type CarerAssessment } from './state.ts'

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
] as const
type Code = (typeof carerGateCodes)[number]

/** The checks on approving a carer. */
export function carerChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = kinds.carerApproved.body.safeParse(act.body)
  if (!parsed.success) return []
  const { assessment: id, approval, capacity, until } = parsed.data
  const kin = kinCare(settledBefore(act, world), act.subject)
  const assessed = kin.assessments.find((each) => bearsId(each, id))
  const { care } = world.pack.procedures
  const own = world.agency(act.agency)
  const latest =
    approval === 'provisional'
      ? addDays(world.today, care.provisionalKinApprovalLasts.value)
      : addMonths(world.today, care.fosterRenewalEvery.value)
  const taken = childrenWith(kin, world).length
  return [
    need('carer.assessed', assessed !== undefined),
    need('carer.approver-is-not-assessor', assessed === undefined || !isAuthor(assessed, act)),
    ...(assessed === undefined ? [] : visitChecks(assessed, care.kinReferences.value)),
    ...(approval === 'final'
      ? [need('carer.final-by-state-authority', own !== undefined && isStateAuthority(own))]
      : []),
    need('carer.approval-not-too-long', until <= latest, { latest }),
    need('carer.capacity-as-assessed', assessed === undefined || capacity <= assessed.body.capacity),
    need('carer.capacity-left', taken < capacity || isForOneOfThem(act, childrenWith(kin, world)), { taken, capacity }),
  ]
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
    need('carer.recommended', body.recommendation !== 'do-not-approve'),
    need('carer.sleeping-place-seen', body.isSleepingPlaceSeen),
    need('carer.household-talked-with', body.hasHouseholdTalk),
    need('carer.references', body.references >= references, { have: body.references, need: references }),
    need('carer.support-plan', !body.needsMaterialSupport || body.supportPlan !== undefined),
  ]
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
