// What the page of a person outside shows of an approval and of support, and which forms are about such a person.
import { supportOwed, type Places, type SupportPlan } from '@komar/domain/care/place-state'
import { approvalOn, goesOnUnanswered, type CarerApproval, type KinCare } from '@komar/domain/care/state'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ActionName } from '../register/actions.ts'

export type ApprovalLine =
  { is: 'none' } | { is: 'final' | 'provisional' | 'goes-on' | 'ended'; until: PlainDate; capacity: number }

/** How a carer's approval stands on a day. One for now goes on past its end while the authority is silent. */
export function approvalLine(care: Pick<KinCare, 'approvals' | 'asks'>, today: PlainDate): ApprovalLine {
  const standing = approvalOn(care, today)
  const last = standing ?? care.approvals.at(-1)
  if (last === undefined) return { is: 'none' }
  const { until, capacity, approval } = last.body
  if (standing === null) return { is: 'ended', until, capacity }
  return { is: isPastItsEnd(last, care.asks, today) ? 'goes-on' : approval, until, capacity }
}

function isPastItsEnd(approval: CarerApproval, asks: KinCare['asks'], today: PlainDate): boolean {
  return approval.body.until < today && goesOnUnanswered(approval, asks)
}

export type SupportLine = { plan: SupportPlan; is: 'came' | 'owed' | 'late' }

/** Each promise with how it stands on a day. */
export function supportLines(places: Places, today: PlainDate): SupportLine[] {
  const owed = new Set(supportOwed(places).map(({ id }) => id))
  return places.supportPlans.map((plan) => ({
    plan,
    is: !owed.has(plan.id) ? 'came' : plan.body.by < today ? 'late' : 'owed',
  }))
}

const always: readonly ActionName[] = ['household', 'support-plan', 'support-given', 'warning-signs']

/** The forms about a person outside, by what they are to the child. */
export function formsAboutKin(relation: KinCare['relation']): readonly string[] {
  const home: readonly ActionName[] = ['home-inspection', 'residential-approval', 'warning-signs']
  const family: readonly ActionName[] = ['carer-assessment', 'carer-approval', 'approval-asked', ...always]
  const foster: readonly ActionName[] = [...family, 'match']
  return relation === 'home' ? home : relation === 'foster-carer' ? foster : family
}
