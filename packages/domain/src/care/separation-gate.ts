// May this separation be planned? Source: practice.md part 3, G-S1, with G-A (a full decision to leave), G-K1/2/3 (place-checks.ts), G-M1 and G-V1 (mother and child heard on the separation), G-C1 (contact at least monthly), G-F1 (first follow-up by
// day 7, within 48 hours under three), part 2 (babies). Every missing piece is named by itself, so that a refusal is a list to work
// through. Ages count from the latest possible birth: who may be under five is treated as under five. Whoever moves a child without
// this plan is recorded all the same; the breach names the duty.
import type { Check, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { AccessClass } from '../access/classes.ts'
import type { Written } from '../chronicle/entry.ts'
import { bearsId, childAssess, decisionOn, type ChildAssess, type Decision, type View } from '../assess/state.ts'
import { mayBeYounger } from '../assess/stay-rules.ts'
import {
  countsAsHeard,
  isHeard,
  isHeardAsItsAge,
  isLegalHelpOffered,
  lastView,
  parentsWhoDisagree,
  viewRecencyDays,
} from '../assess/views.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { PolicyPack } from '../policy.ts'
import { birthUnder } from '../law/birth-claims.ts'
import { childFamily } from '../register/family-state.ts'
import type { DayRange } from '../register/state.ts'
import { settledBefore } from '../settled.ts'
import { edtfBounds } from '../time/edtf.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays, daysBetween, later, type PlainDate } from '../time/plain-date.ts'
import * as kinds from './kinds.ts'
import { meetingChecks } from './meeting-checks.ts'
import { firstFollowUpDays } from './follow-up-schedule.ts'
import { placeChecks, placeGateCodes } from './place-checks.ts'
import { childCare } from './state.ts'

export const separationGateCodes = [
  'separation.decision-to-leave',
  'separation.decision-in-force',
  'separation.tier-as-decided',
  ...placeGateCodes,
  'separation.move-day-ahead',
  'separation.mother-heard',
  'separation.wait-after-disagreement',
  'separation.legal-help-offered',
  'separation.child-heard',
  'separation.who-tells-child',
  'separation.words-for-child',
  'separation.feeding-plan',
  'separation.papers',
  'separation.comfort-thing',
  'separation.picture',
  'separation.siblings',
  'separation.siblings-placed',
  'separation.apart-reason',
  'separation.not-only-breastfed',
  'separation.backup-carer',
  'separation.mothers-support',
  'separation.travel',
  'separation.not-a-hard-day',
  'separation.contact-planned',
  'separation.contact-monthly',
  'separation.contact-first-in-time',
  'separation.follow-up-dated',
] as const
type Code = (typeof separationGateCodes)[number]

export type PlanBody = BodyOf<typeof kinds.separationPlanned>

/** Under this age the plan says how the child is fed: G-S1, breastfeeding children (part 5, row 4). */
const feedingPlanUnderMonths = 24

/** The checks on planning a separation. */
export function separationChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = kinds.separationPlanned.body.safeParse(act.body)
  if (!parsed.success) return []
  const plan = parsed.data
  const child = settledBefore(act, world)
  const assess = childAssess(child)
  const birth = birthUnder(child, world.chronicle(act.subject), world.pack).range
  const decision = assess.decisions.find(
    ({ id, made, declared }) =>
      id === plan.decision || (made !== null && bearsId(made, plan.decision)) || declared?.id === plan.decision,
  )
  return [
    ...decisionChecks(plan, decision, assess),
    ...placeChecks(act, plan, world),
    need('separation.move-day-ahead', plan.moveOn >= world.today),
    ...meetingChecks(plan, childCare(child).meetings, birth, world.pack),
    ...viewChecks(plan, assess, decision, world, birth),
    ...preparationChecks(plan, birth),
    ...familyChecks(plan, birth, world.pack, childFamily(child, act.subject).siblings.length > 0),
    ...afterwardsChecks(plan, birth, world.pack),
  ]
}

function decisionChecks(plan: PlanBody, decision: Decision | undefined, { decisions }: ChildAssess): Check[] {
  const isToLeave = decision?.type === 'full' && decision.outcome === 'leave-to-care'
  const inForce = decisionOn(decisions, plan.moveOn)
  const tier = decision?.made?.body.chosenTier
  return [
    need('separation.decision-to-leave', isToLeave),
    need('separation.decision-in-force', decision !== undefined && inForce?.id === decision.id),
    need('separation.tier-as-decided', tier === plan.tier, { tier: plan.tier }),
  ]
}

function viewChecks(
  plan: PlanBody,
  { views }: ChildAssess,
  decision: Decision | undefined,
  { pack, today }: GateWorld<PolicyPack>,
  birth: DayRange,
): Check[] {
  const since = addDays(decision?.takenOn ?? today, -viewRecencyDays)
  const days = pack.procedures.decisions.motherDisagreesWait.value
  const child = lastView(views, 'child', since, ['separation', 'leave'])
  const isHeardRightly = child !== null && countsAsHeard(child) && isHeardAsItsAge(child, birth, pack.procedures)
  const against = parentsWhoDisagree(views, since, ['separation'])
  return [
    need('separation.mother-heard', isHeard(views, 'mother', since, ['separation'])),
    need('separation.wait-after-disagreement', isWaitOver(plan, views, decision, against, pack), { days }),
    ...against.map((whose) =>
      need('separation.legal-help-offered', isLegalHelpOffered(views, whose, since), { whose }),
    ),
    need('separation.child-heard', isHeardRightly),
  ]
}

/** The day of a decision, or the later one on which it reached the host: a day written back would spare the wait. */
function knownOn({ takenOn, made }: Decision, { head }: PolicyPack): PlainDate {
  const received = made?.entry.received
  return received === undefined ? takenOn : later(takenOn, dayOfInstant(received, head.timeZone.utcOffset))
}

/** Seven days from the decision, or from a no that came after it, unless waiting is a danger to the child (G-M1). */
function isWaitOver(
  { moveOn, dangerInWaiting }: PlanBody,
  views: readonly View[],
  decision: Decision | undefined,
  against: readonly ('mother' | 'father')[],
  pack: PolicyPack,
): boolean {
  if (against.length === 0 || dangerInWaiting !== undefined) return true
  if (decision === undefined) return false
  const saidNo = against.map((whose) => lastView(views, whose, decision.takenOn, ['separation']))
  const from = saidNo.reduce(
    (best, view) => {
      const day = view === null ? null : edtfBounds(view.entry.occurred).latest
      return day === null ? best : later(best, day)
    },
    knownOn(decision, pack),
  )
  return daysBetween(from, moveOn) >= pack.procedures.decisions.motherDisagreesWait.value
}

function preparationChecks(plan: PlanBody, birth: DayRange): Check[] {
  const hasPapers = (plan.hasHealthCard && plan.hasBirthPaper) || plan.papersReason !== undefined
  const isFed = plan.feedingPlan !== undefined || !mayBeYounger(birth, plan.moveOn, feedingPlanUnderMonths)
  return [
    need('separation.who-tells-child', plan.whoTellsChild !== undefined),
    need('separation.words-for-child', plan.wordsForChild !== undefined),
    need('separation.feeding-plan', isFed),
    need('separation.papers', hasPapers),
    need('separation.comfort-thing', plan.comfortThing !== undefined),
    need('separation.picture', plan.picture !== undefined),
    need('separation.siblings', plan.siblings !== undefined),
    need('separation.backup-carer', plan.backupCarer !== undefined),
    need('separation.mothers-support', plan.mothersSupport !== undefined),
    need('separation.travel', plan.travel !== undefined),
    need('separation.not-a-hard-day', !plan.isHardDay && !isBirthday(birth, plan.moveOn)),
  ]
}

/** Brothers and sisters go together, or it says why not; a baby that is only breastfed stays, save in danger (part 2). */
function familyChecks(
  { siblingsPlaced, apartReason, breastfeeding, moveOn }: PlanBody,
  birth: DayRange,
  pack: PolicyPack,
  hasSiblings: boolean,
): Check[] {
  const months = pack.procedures.separation.onlyBreastfedNotBefore.value
  const isWeaned = breastfeeding === 'partly' || breastfeeding === 'no'
  return [
    need(
      'separation.siblings-placed',
      siblingsPlaced !== undefined && !(hasSiblings && siblingsPlaced === 'no-siblings'),
    ),
    need('separation.apart-reason', siblingsPlaced !== 'apart' || apartReason !== undefined),
    need('separation.not-only-breastfed', isWeaned || !mayBeYounger(birth, moveOn, months), { months }),
  ]
}

function isBirthday({ earliest, latest }: DayRange, day: PlainDate): boolean {
  return earliest !== null && earliest === latest && earliest.slice(5) === day.slice(5)
}

function afterwardsChecks(plan: PlanBody, birth: DayRange, pack: PolicyPack): Check[] {
  const { contact, firstFollowUpOn, moveOn } = plan
  // A month of at most 31 days: whoever plans every 31 days keeps the monthly floor of the report.
  const monthDays = 31 * pack.procedures.contact.floorEvery.value
  const latestFirst = contact !== undefined && daysBetween(moveOn, contact.firstOn) <= monthDays
  const followUpDays = firstFollowUpDays(birth, moveOn, pack)
  const isFollowUpInTime =
    firstFollowUpOn !== undefined && firstFollowUpOn >= moveOn && daysBetween(moveOn, firstFollowUpOn) <= followUpDays
  return [
    need('separation.contact-planned', contact !== undefined),
    need('separation.contact-monthly', contact !== undefined && contact.everyDays <= monthDays, { days: monthDays }),
    need('separation.contact-first-in-time', latestFirst && contact.firstOn >= moveOn, {
      by: addDays(moveOn, monthDays),
    }),
    need('separation.follow-up-dated', isFollowUpInTime, { days: followUpDays }),
  ]
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  const classes: AccessClass[] = ['care']
  return check(code, classes, holds, params)
}
