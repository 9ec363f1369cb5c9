// All that is owed on a child's wellbeing, without what a person has closed.
import type { Deadline } from '../chronicle/deadline.ts'
import type { DayRange, Sex } from '../register/state.ts'
import type { DateRange } from '../time/plain-date.ts'
import { growthPoints } from './growth-points.ts'
import { growthSignals } from './growth-signals.ts'
import { healthSignals } from './health-signals.ts'
import { instrumentSignals } from './instrument-signals.ts'
import { lifeSignals } from './life-signals.ts'
import type { WellbeingPack } from './pack.ts'
import { withoutClosed } from './signal.ts'
import type { ChildWellbeing } from './state.ts'

type Child = { sex: Sex; birth: DayRange; inside: DateRange | null }

/** What is owed. `inside`: since when the child lives in a prison; null outside. */
export function wellbeingDeadlines(state: ChildWellbeing, child: Child, pack: WellbeingPack): Deadline[] {
  const signals = [
    ...growthSignals(growthPoints(state, child), child.birth, child.inside, pack),
    ...healthSignals(state, child.birth, pack),
    ...instrumentSignals(state, pack),
    ...lifeSignals(state, child.birth, pack),
  ]
  return withoutClosed(signals, state.closings)
}
