// May the plan for growing up out of care stand? The young person was heard; a home, schooling, papers and a trusted adult are named;
// and it is looked at again within half a year. Source: practice.md part 2, adolescents; what it must hold: practice default.
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import { childAssess } from '../assess/state.ts'
import { isHeard, viewRecencyDays } from '../assess/views.ts'
import type { PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { addDays, addMonths } from '../time/plain-date.ts'
import { leavingCarePlanned } from './after-kinds.ts'

export const leavingCareGateCodes = [
  'leaving-care.child-heard',
  'leaving-care.home',
  'leaving-care.schooling',
  'leaving-care.papers',
  'leaving-care.trusted-adult',
  'leaving-care.review-dated',
] as const
type Code = (typeof leavingCareGateCodes)[number]

export const leavingCarePlannedGate: Gate<PolicyPack> = { reads: () => [], checks: planChecks }

function planChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = leavingCarePlanned.body.safeParse(act.body)
  if (!parsed.success) return []
  const { livingPlace, schooling, papers, trustedAdult, reviewOn } = parsed.data
  const { views } = childAssess(settledBefore(act, world))
  const months = world.pack.procedures.leavingCare.reviewEvery.value
  const isReviewed = reviewOn > world.today && reviewOn <= addMonths(world.today, months)
  return [
    need('leaving-care.child-heard', isHeard(views, 'child', addDays(world.today, -viewRecencyDays))),
    need('leaving-care.home', livingPlace !== undefined),
    need('leaving-care.schooling', schooling !== undefined),
    need('leaving-care.papers', papers !== undefined),
    need('leaving-care.trusted-adult', trustedAdult !== undefined),
    need('leaving-care.review-dated', isReviewed, { months }),
  ]
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
