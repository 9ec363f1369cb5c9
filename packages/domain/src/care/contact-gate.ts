// May contact be stopped? Only by a full decision in force, or for danger; with its reasons, and a day on which it is looked at again;
// never as a punishment. It stops until that day and no longer; for danger alone it is stopped once, and what goes on is for a panel to
// decide. Source: practice.md part 3, G-C1 (stopped only by decision). How soon it is looked at again: practice default, to be confirmed.
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import { isAccepted, type Written } from '../chronicle/entry.ts'
import { bearsId, childAssess, decisionOn } from '../assess/state.ts'
import type { PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { contactStopped } from './after-kinds.ts'

export const contactGateCodes = [
  'contact-stop.decision-or-danger',
  'contact-stop.reasons',
  'contact-stop.not-a-punishment',
  'contact-stop.review-dated',
] as const
type Code = (typeof contactGateCodes)[number]

export const contactStoppedGate: Gate<PolicyPack> = { reads: () => [], checks: stopChecks }

function stopChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = contactStopped.body.safeParse(act.body)
  if (!parsed.success) return []
  const { decision: id, danger, reasons, isPunishment, reviewOn } = parsed.data
  const { decisions } = childAssess(settledBefore(act, world))
  const inForce = decisionOn(decisions, world.today)
  const isDecided =
    id !== undefined &&
    inForce?.type === 'full' &&
    (inForce.id === id || inForce.declared?.id === id || (inForce.made !== null && bearsId(inForce.made, id)))
  const days = world.pack.procedures.contact.stopReviewWithin.value
  const isAgain = stoppedForDanger(act, world, addDays(world.today, -days)).some((until) => until < (reviewOn ?? ''))
  const isReviewed = reviewOn !== undefined && reviewOn > world.today && reviewOn <= addDays(world.today, days)
  return [
    need('contact-stop.decision-or-danger', isDecided || (danger !== undefined && !isAgain)),
    need('contact-stop.reasons', reasons !== undefined),
    need('contact-stop.not-a-punishment', !isPunishment),
    need('contact-stop.review-dated', isReviewed, { days }),
  ]
}

/** Until when contact was stopped for danger without a decision, of late; stops that were corrected or withdrawn count as well. */
function stoppedForDanger({ id, subject }: Written, world: GateWorld<PolicyPack>, since: PlainDate): PlainDate[] {
  return world.chronicle(subject).flatMap((entry) => {
    const isStop = entry.kind === contactStopped.name && entry.retracts === undefined && entry.id !== id
    const body = isStop && isAccepted(entry) ? contactStopped.body.safeParse(entry.body).data : undefined
    const { decision, reviewOn } = body ?? {}
    return decision !== undefined || reviewOn === undefined || reviewOn < since ? [] : [reviewOn]
  })
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
