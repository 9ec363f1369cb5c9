// The time limits and thresholds of the work, as data of the policy pack: gates and schedules read them by name and hold
// no number of their own. Each value says where it comes from and how far it may be relied on. The limits that belong to
// the law's clock (lead time, overstay, answer to a notice) stand in the law part of the pack and only there.
// Source: the practice guide, part 3. Uncertain: all that is marked `practice` or `to-be-confirmed` awaits the ministry.
import * as z from 'zod'

export const procedureStatuses = ['practice', 'sourced', 'report', 'to-be-confirmed'] as const
const evidence = { status: z.enum(procedureStatuses), source: z.string().min(1) }

function amount<Unit extends string>(unit: Unit) {
  return z.strictObject({ value: z.int().nonnegative(), unit: z.literal(unit), ...evidence })
}
const hours = amount('hours')
const days = amount('days')
const workingDays = amount('working-days')
const months = amount('months')
const years = amount('years')
const count = amount('count')
const rule = z.strictObject({ value: z.boolean(), ...evidence })

/** One number with its unit, its source and how far it may be relied on. */
export type ProcedureAmount = z.infer<
  typeof hours | typeof days | typeof workingDays | typeof months | typeof years | typeof count
>
/** A yes-or-no rule with its source. */
export type ProcedureRule = z.infer<typeof rule>

const assessments = z.strictObject({
  entryCheckWithin: hours,
  entryFullWithin: days,
  birthWithin: days,
  afterIncidentWithin: days,
  periodicUnderOneEvery: months,
  periodicFromOneEvery: months,
  directInterviewsPerChild: z.strictObject({ count, within: days }),
  childHeardLaterWithin: days,
  beforeLimitTalkWithin: days,
  beforeLimitTalksApart: days,
})

const decisions = z.strictObject({
  panel: z.strictObject({
    agencies: count,
    needsStateChildWelfare: rule,
    needsIndependentAgency: rule,
    prisonVotes: rule,
    assessorMayChair: rule,
    phoneCounts: rule,
  }),
  interim: z.strictObject({ lasts: days, times: count, maySeparate: rule }),
  stayUnderOneLastsAtMost: months,
  stayFromOneLastsAtMost: months,
  motherDisagreesWait: days,
  complaintHoldsMoveFor: days,
  complaintAnsweredWithin: workingDays,
  reprisalWatch: days,
  reprisalLookEvery: days,
  reviewAfterChangeWithin: days,
  views: z.strictObject({ observersBelow: months, observers: count, readBackFrom: months }),
})

const separation = z.strictObject({
  meetingsUnderFive: z.strictObject({
    count,
    overDays: days,
    ageBelow: years,
    withMotherPresent: count,
    atNewHome: count,
  }),
  onlyBreastfedNotBefore: months,
})

const emergency = z.strictObject({ supervisorWithin: hours, reviewWithin: hours, placeEndsAfter: days })

const contact = z.strictObject({
  floorEvery: months,
  firstPhase: z.strictObject({ lasts: months, every: days }),
  secondPhaseUnderFive: z.strictObject({ lastsUntil: months, every: days, ageBelow: years }),
  stopReviewWithin: days,
})

const followUp = z.strictObject({
  callOnDay: days,
  visits: z.strictObject({ first: days, second: days, third: days }),
  firstVisitUnderThreeWithin: hours,
  firstVisitUnderThreeAgeBelow: years,
  monthlyUntil: months,
  quarterlyUntil: months,
  quarterlyEvery: months,
  afterwardsEvery: months,
  supervisorMayThinFrom: months,
  lowNeedEvery: months,
  highNeedEvery: days,
  seenAloneFrom: years,
})

const care = z.strictObject({
  informalKinCheckWithin: days,
  provisionalKinApprovalLasts: days,
  kinReferences: count,
  approvalAnswerWithin: workingDays,
  communeWordNeeded: rule,
  povertyAloneRefuses: rule,
  fosterRenewalEvery: months,
  residentialInspectedWithin: months,
  residentialUnderThreeAtMost: months,
  residentialUnderThreeAgeBelow: years,
  residentialReviewEvery: months,
})

const breakdown = z.strictObject({ plannedNewPlanWithin: days, unplannedNewPlanWithin: days })

const release = z.strictObject({ packReadyWithin: days, firstFollowUpWithin: days })

const death = z.strictObject({ lookBack: days, inquiryAskedWithin: days, reviewWithin: days })

const leavingCare = z.strictObject({ planFrom: years, reviewEvery: months })

const reunification = z.strictObject({
  opensBeforeRelease: months,
  opensBefore: months,
  planAfterNewsWithin: days,
  childAsked: count,
  incomeFor: months,
  visits: z.strictObject({ first: days, second: days }),
  monthlyUntil: months,
})

const transfer = z.strictObject({ knownWithin: hours, recheckWithin: days })

const closure = z.strictObject({ motherOutFor: months, placementStableFor: months, motherInCustodyUnderAge: years })

/** How long a record is open, and kept. A pack that says nothing of it gets Komar's own, which say that nobody has confirmed them. */
const retention = z.strictObject({ adultAt: years, sealedAfterClosure: years, keptAfterSealing: years })

const unconfirmed = { unit: 'years', status: 'to-be-confirmed', source: "Komar's default: no rule was found" } as const
const ownRetention: z.infer<typeof retention> = {
  adultAt: {
    value: 18,
    unit: 'years',
    status: 'sourced',
    source: 'Convention on the Rights of the Child, article 1; whether national law says otherwise was not looked up',
  },
  sealedAfterClosure: { value: 5, ...unconfirmed },
  keptAfterSealing: { value: 25, ...unconfirmed },
}

const work = z.strictObject({
  childrenPerWorker: count,
  visitsPerWorkerAndWeek: count,
  visitsAhead: days,
  startUpWithin: months,
  pastLimitWithin: days,
  wavesPerChild: count,
})

const rounds = z.strictObject({
  every: days,
  monthlyEvery: days,
  goneRecordedWithin: days,
  notSeenAgainWithin: days,
  illLookedAtWithin: days,
  frightActedWithin: days,
})

const register = z.strictObject({
  outsideCheckWithin: days,
  outsideFollowUpEvery: months,
  tracingFirstWithin: days,
  tracingAgainWithin: days,
  siblingReasonWithin: days,
  birthRegisteredWithin: days,
  consulAskedWithin: days,
  otherParentWithin: days,
})

export const proceduresSchema = z.strictObject({
  version: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  status: z.enum(['draft', 'adopted']),
  adoptedBy: z.string().min(1).nullable(),
  adoptedOn: z.string().nullable(),
  assessments,
  decisions,
  separation,
  emergency,
  contact,
  followUp,
  care,
  breakdown,
  release,
  reunification,
  transfer,
  death,
  leavingCare,
  closure,
  register,
  rounds,
  work,
  retention: retention.default(ownRetention),
})
/** The file `policies/<iso>/procedures.json`. */
export type Procedures = z.infer<typeof proceduresSchema>
