// The pregnant women of July 2013 whose pregnancies bring no child into the register: three go free in time, one loses the child.
import { addDays } from '@komar/domain/time/plain-date'
import { reportDay } from './calendar.ts'
import type { WomanPlan } from './families.ts'
import type { Random } from './random.ts'

/** Four women in prisons that are monitored. */
export function planWomen(random: Random, monitored: readonly string[]): WomanPlan[] {
  return (['loss', 'released', 'released', 'released'] as const).map((how) => ({
    facility: how === 'loss' ? 'CC2' : random.pick(monitored),
    custodyFrom: addDays(reportDay, -random.int(30, 120)),
    recorded: addDays(reportDay, -random.int(4, 20)),
    ends: addDays(reportDay, random.int(20, 90)),
    how,
    charge: 'theft',
    convictedOn: null,
  }))
}
