// What holds while warning signs are open, and the gate of saying what was done about them. The answer is another person's than who saw
// them, and stands in the same chronicles: else the sign would stay open in the carer's (practice.md part 2, "Trade in children").
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { SubjectId, Written } from '../chronicle/entry.ts'
import { bearsId } from '../assess/state.ts'
import type { CountryPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { openWarnings, placesOf } from './place-state.ts'
import { warningSignsAnswered } from './warning-kinds.ts'

export const warningGateCodes = ['warning.stands', 'warning.seen-by-another', 'warning.names-the-same'] as const
type Code = (typeof warningGateCodes)[number]

export const warningAnsweredGate: Gate<CountryPack> = { reads: () => [], checks }

function checks(act: Written, world: GateWorld<CountryPack>): Check[] {
  const parsed = warningSignsAnswered.body.safeParse(act.body)
  if (!parsed.success) return []
  const { warnings } = placesOf(settledBefore(act, world))
  const warning = warnings.find((each) => bearsId(each, parsed.data.warning))
  const seenBy = warning === undefined ? [] : [warning.entry, ...warning.former].map(({ author }) => author)
  return [
    need('warning.stands', warning !== undefined),
    need('warning.seen-by-another', !seenBy.includes(act.author)),
    need('warning.names-the-same', warning === undefined || warning.entry.also.every((id) => act.also.includes(id))),
  ]
}

/** Whether warning signs about any of these subjects, children or carers, are still open before an act. */
export function hasOpenWarning(
  act: Written,
  subjects: readonly SubjectId[],
  world: Pick<GateWorld<unknown>, 'chronicle'>,
): boolean {
  return subjects.some((subject) => openWarnings(placesOf(settledBefore(act, world, subject))).length > 0)
}

function need(code: Code, holds: boolean): Check {
  return check(code, ['care'], holds)
}
