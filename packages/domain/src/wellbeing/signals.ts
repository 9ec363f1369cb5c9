// All that is owed on a child's wellbeing, without what a person has closed.
import type { Deadline } from '../chronicle/deadline.ts'
import type { DayRange, Sex } from '../register/state.ts'
import { completedMonths } from '../time/age.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
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
    ...instrumentSignals(state, { sex: child.sex, ageYears: (day) => ageYears(child.birth, day) }, pack),
    ...lifeSignals(state, child.birth, pack),
  ]
  return withoutClosed(signals, state.closings)
}

/** Completed years on the first day that an entry can mean, at the youngest; null where either is open. */
export function ageYears({ latest }: DayRange, occurred: Edtf): number | null {
  const day = edtfBounds(occurred).earliest
  return latest === null || day === null || day < latest ? null : Math.floor(completedMonths(latest, day) / 12)
}
