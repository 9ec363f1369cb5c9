// May a child be visited more or less often? Once it lives outside; with the reason kept; and less often only from the third month
// after the move, and never while the last visit left something to be acted upon. Source: practice.md part 3, G-F1; the last: practice
// default.
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import type { PolicyPack } from '../policy.ts'
import { childRegister } from '../register/state.ts'
import { settledBefore } from '../settled.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addMonths, later, type PlainDate } from '../time/plain-date.ts'
import { childAfter, reunionNow, type ChildAfter } from './after-state.ts'
import { needLevelSet } from './after-kinds.ts'
import { childCare, departureOf, type ChildCare, type Departure } from './state.ts'

export const needGateCodes = [
  'need-level.lives-outside',
  'need-level.reasons',
  'need-level.low-from-third-month',
  'need-level.low-without-concern',
] as const
type Code = (typeof needGateCodes)[number]

export const needLevelSetGate: Gate<PolicyPack> = { reads: () => [], checks: needChecks }

function needChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = needLevelSet.body.safeParse(act.body)
  if (!parsed.success) return []
  const { level, reasons } = parsed.data
  const settled = settledBefore(act, world)
  const care = childCare(settled)
  const departure = departureOf(childRegister(settled), care)
  const movedOn = departure === null ? null : lastMoveOn(care, childAfter(settled), departure)
  const months = world.pack.procedures.followUp.supervisorMayThinFrom.value
  const isLate = movedOn !== null && world.today >= addMonths(movedOn, months)
  return [
    need('need-level.lives-outside', departure !== null),
    need('need-level.reasons', reasons !== undefined),
    ...(level === 'low'
      ? [
          need('need-level.low-from-third-month', isLate, { months }),
          need('need-level.low-without-concern', care.followUps.at(-1)?.body.concern !== 'act'),
        ]
      : []),
  ]
}

/** The day from which visits are counted: of the departure, of a later move to another carer, or of the return to the mother. */
export function lastMoveOn(
  care: Pick<ChildCare, 'placements'>,
  after: ChildAfter,
  departure: Departure,
): PlainDate | null {
  const left = departure.range.latest ?? departure.range.earliest
  if (left === null) return null
  const moves = [reunionNow(care, after), care.placements.findLast(({ isPending }) => !isPending)]
  return moves.reduce((last, move) => {
    const day = move === null || move === undefined ? null : edtfBounds(move.entry.occurred).latest
    return day === null ? last : later(last, day)
  }, left)
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
