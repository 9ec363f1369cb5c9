// May this emergency be ordered, and is its review whole? An order asks little, so that nobody waits: a ground of the closed list, the
// nearest place first, a carer of that kind, and an end within 14 days of the first order. What may follow, follows with its own clock:
// the supervisor within 24 hours, authority and mother the same day, the review within 72 hours (practice.md part 3, G-E1).
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import { bearsId } from '../assess/state.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { addDays, later } from '../time/plain-date.ts'
import { fitsPlace } from './carer-fit.ts'
import { emergencyOrdered, emergencyPlaces, emergencyReviewed } from './emergency-kinds.ts'
import { childEmergencies, goesOn } from './emergency-state.ts'
import { approvalOn, kinCare } from './state.ts'
import { hasOpenWarning } from './warning-gate.ts'

export const emergencyGateCodes = [
  'emergency.not-ahead',
  'emergency.nearer-place-tried',
  'emergency.carer-named',
  'emergency.carer-fits-place',
  'emergency.foster-carer-approved',
  'emergency.carer-without-warning',
  'emergency.ends-in-time',
  'emergency-review.order-stands',
  'emergency-review.by-another',
  'emergency-review.child-seen',
  'emergency-review.mother-heard',
  'emergency-review.next-step',
] as const
type Code = (typeof emergencyGateCodes)[number]
type Order = BodyOf<typeof emergencyOrdered>

export const emergencyOrderedGate: Gate<PolicyPack> = {
  reads: (act) => {
    const parsed = emergencyOrdered.body.safeParse(act.body)
    return parsed.success && parsed.data.carer !== undefined ? [parsed.data.carer] : []
  },
  checks: orderChecks,
}

export const emergencyReviewedGate: Gate<PolicyPack> = { reads: () => [], checks: reviewChecks }

function orderChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = emergencyOrdered.body.safeParse(act.body)
  if (!parsed.success) return []
  const body = parsed.data
  const former = childEmergencies(settledBefore(act, world)).findLast((each) => goesOn(each, body.on))
  const days = world.pack.procedures.emergency.placeEndsAfter.value
  // A rescue is never refused because an earlier one took too long: that breach stands, and is not made to last longer.
  const latest =
    former === undefined ? addDays(body.on, days) : later(addDays(former.since, days), former.order.body.until)
  return [
    need('emergency.not-ahead', body.on <= world.today),
    ...placeChecks(body),
    ...carerChecks(act, body, world),
    need('emergency.ends-in-time', body.until >= body.on && body.until <= latest, { latest }),
  ]
}

/** Every place before the chosen one says who was asked and why not. */
function placeChecks({ place, placesTried }: Order): Check[] {
  const tried = new Map(placesTried.map((each) => [each.place, each]))
  return emergencyPlaces.slice(0, emergencyPlaces.indexOf(place)).map((nearer) => {
    const said = tried.get(nearer)
    return need('emergency.nearer-place-tried', said?.whoWasAsked !== undefined && said.whyNot !== undefined, {
      place: nearer,
    })
  })
}

function carerChecks(act: Written, { place, carer, on }: Order, world: GateWorld<PolicyPack>): Check[] {
  if (place === 'hospital-with-mother') return [need('emergency.carer-fits-place', carer === undefined)]
  const isNamed = carer !== undefined && act.also.includes(carer)
  if (!isNamed) return [need('emergency.carer-named', false)]
  const kin = kinCare(settledBefore(act, world, carer), carer)
  return [
    need('emergency.carer-named', true),
    need('emergency.carer-fits-place', fitsPlace(place, kin.relation)),
    need('emergency.foster-carer-approved', place !== 'emergency-foster' || approvalOn(kin, on) !== null),
    // A sign about the child does not hold a rescue; one about the very person it would go to does.
    need('emergency.carer-without-warning', !hasOpenWarning(act, [carer], world)),
  ]
}

function reviewChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = emergencyReviewed.body.safeParse(act.body)
  if (!parsed.success) return []
  const body = parsed.data
  const order = childEmergencies(settledBefore(act, world)).find((each) => bearsId(each.order, body.order))?.order
  const orderedBy = order === undefined ? [] : [order.entry, ...order.former].map(({ author }) => author)
  return [
    need('emergency-review.order-stands', order !== undefined),
    need('emergency-review.by-another', !orderedBy.includes(act.author)),
    need('emergency-review.child-seen', body.isChildSeen),
    need('emergency-review.mother-heard', body.motherHeard === 'heard' || body.motherNotHeardReason !== undefined),
    need('emergency-review.next-step', body.emergencyOutcome === 'back-with-mother' || body.nextStep !== undefined),
  ]
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
