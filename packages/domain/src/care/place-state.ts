// The places outside, folded: the households of possible carers, inspections, support, the authority's word, matches, approvals of a
// children's home, and warning signs with what was done. Warning signs stay open until a supervisor's act says that there is no danger,
// or no longer.
import { statedOf, type Settled, type Standing, type Stated } from '../chronicle/fold.ts'
import type { SubjectId } from '../chronicle/entry.ts'
import { bearsId } from '../assess/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addMonths, type PlainDate } from '../time/plain-date.ts'
import * as carerKinds from './carer-kinds.ts'
import { residentialApproved } from './residential-kinds.ts'
import * as warningKinds from './warning-kinds.ts'

export type Household = Stated<typeof carerKinds.householdStated>
export type Inspection = Stated<typeof carerKinds.homeInspected>
export type SupportPlan = Stated<typeof carerKinds.supportPlanned>
export type Support = Stated<typeof carerKinds.supportGiven>
export type ApprovalAsk = Stated<typeof carerKinds.approvalAsked>
export type Match = Stated<typeof carerKinds.matched>
export type ResidentialApproval = Stated<typeof residentialApproved>
export type Warning = Stated<typeof warningKinds.warningSignsSeen>
export type WarningAnswer = Stated<typeof warningKinds.warningSignsAnswered>

export type Places = {
  households: readonly Household[]
  inspections: readonly Inspection[]
  supportPlans: readonly SupportPlan[]
  supportGiven: readonly Support[]
  approvalAsks: readonly ApprovalAsk[]
  matches: readonly Match[]
  residentialApprovals: readonly ResidentialApproval[]
  warnings: readonly Warning[]
  warningAnswers: readonly WarningAnswer[]
}

/** What is known of places outside, from a child's chronicle or from a carer's. Acts that wait on a device are left out. */
export function placesOf(settled: Settled): Places {
  return {
    households: statedOf(settled, carerKinds.householdStated),
    inspections: statedOf(settled, carerKinds.homeInspected),
    supportPlans: statedOf(settled, carerKinds.supportPlanned),
    supportGiven: statedOf(settled, carerKinds.supportGiven),
    approvalAsks: statedOf(settled, carerKinds.approvalAsked),
    matches: statedOf(settled, carerKinds.matched),
    residentialApprovals: accepted(statedOf(settled, residentialApproved)),
    warnings: statedOf(settled, warningKinds.warningSignsSeen),
    warningAnswers: accepted(statedOf(settled, warningKinds.warningSignsAnswered)),
  }
}

/** The last answer to a warning; null while nobody has written what was done. */
export function answerTo({ warningAnswers }: Pick<Places, 'warningAnswers'>, warning: Warning): WarningAnswer | null {
  return warningAnswers.findLast(({ body }) => bearsId(warning, body.warning)) ?? null
}

/** Warning signs that still hold approvals and separations. */
export function openWarnings(places: Pick<Places, 'warnings' | 'warningAnswers'>): Warning[] {
  return places.warnings.filter((warning) => {
    const answer = answerTo(places, warning)
    return answer === null || answer.body.finding === 'danger-goes-on'
  })
}

/** Promised support that has not come whole. */
export function supportOwed({
  supportPlans,
  supportGiven,
}: Pick<Places, 'supportPlans' | 'supportGiven'>): SupportPlan[] {
  return supportPlans.filter(
    (plan) =>
      !supportGiven.some(({ body }) => body.isComplete && body.support !== undefined && bearsId(plan, body.support)),
  )
}

/** The last inspection up to a day. An uncertain day counts as its earliest: a home is inspected again too soon rather than too late. */
export function inspectionOn(inspections: readonly Inspection[], day: PlainDate): Inspection | null {
  return inspections.findLast(({ entry }) => (edtfBounds(entry.occurred).earliest ?? day) <= day) ?? null
}

/** Whether an inspection is no older than so many months on a day. */
export function isInspectedWithin(inspection: Inspection, day: PlainDate, months: number): boolean {
  const { earliest } = edtfBounds(inspection.entry.occurred)
  return earliest !== null && addMonths(earliest, months) >= day
}

/** The approval of this home for the child that holds on a day, its last day included. */
export function homeApprovalOn(
  approvals: readonly ResidentialApproval[],
  home: SubjectId,
  day: PlainDate,
): ResidentialApproval | null {
  const last = approvals.findLast(
    ({ body, entry }) => body.home === home && (edtfBounds(entry.occurred).earliest ?? day) <= day,
  )
  return last !== undefined && day <= last.body.until ? last : null
}

/** An act that waits on a device is no act yet. */
function accepted<Each extends Standing>(acts: readonly Each[]): Each[] {
  return acts.filter((act) => !act.isPending)
}
