// A complaint about a child holds a planned move until it is answered, seven days at most (practice.md part 3, G-Q1): a move can be
// what was complained of, or the punishment for it. To those who may not know of the complaint the piece says only that something is
// still to be confirmed. An emergency is no planned move and is never held.
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import type { PolicyPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { complaintsOf } from './complaint-state.ts'

export const holdGateCodes = ['complaint.holds-move', 'move.to-be-confirmed'] as const
type Code = (typeof holdGateCodes)[number]

/** The gate of a move, with the complaints that hold it. `dayOf`: the day of the move; today where the act names none. */
export function heldByComplaints(
  gate: Gate<PolicyPack>,
  dayOf: (act: Written) => PlainDate | undefined,
): Gate<PolicyPack> {
  return {
    ...gate,
    checks: (act, world) => [...gate.checks(act, world), ...holdChecks(act, world, dayOf(act) ?? world.today)],
  }
}

function holdChecks(act: Written, world: GateWorld<PolicyPack>, moveOn: PlainDate): Check[] {
  const complaints = complaintsOf(settledBefore(act, world), world.chronicle(act.subject), world.pack)
  return complaints.flatMap(({ answer, holdsUntil, withheld }): Check[] =>
    answer !== null || holdsUntil === null
      ? []
      : [
          {
            ...check('complaint.holds-move' satisfies Code, ['safeguarding'], moveOn >= holdsUntil, {
              until: holdsUntil,
            }),
            withheld,
            veil: { code: 'move.to-be-confirmed' satisfies Code, classes: ['care'] },
          },
        ],
  )
}
