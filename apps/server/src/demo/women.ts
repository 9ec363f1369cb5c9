// The pregnant women whose pregnancies bring no child into the register: of July 2013, three go free in time and one loses the child;
// and three who are expecting on the last day.
import { addDays } from '@komar/domain/time/plain-date'
import { lastDay, reportDay } from './calendar.ts'
import type { WomanPlan } from './families.ts'
import type { Random } from './random.ts'

/** The four of July 2013, in prisons that are monitored. */
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

/** The three of the last day. */
export function planExpecting(random: Random, monitored: readonly string[]): WomanPlan[] {
  return ['CC2', 'CC2', random.pick(monitored)].map((facility) => {
    const recorded = addDays(lastDay, -random.int(8, 40))
    return {
      facility,
      custodyFrom: addDays(recorded, -random.int(10, 60)),
      recorded,
      ends: null,
      how: 'expecting',
      charge: 'drug-trafficking',
      convictedOn: null,
    }
  })
}
