// What is so about a child's circumstances, and what changed since a day. A review comes before its day on an illness, a new baby, a
// sentence, a transfer, an incident, a relative found (practice.md part 3, G-X1). Planning takes longer for a child with a disability,
// a foreign one, one of several, or one whose mother's sentence runs past the limit (G-L2). What was last said of a circumstance counts.
import type { Recorded } from '../chronicle/entry.ts'
import { statedOf, type Settled } from '../chronicle/fold.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { LeadReason } from '../law/pack.ts'
import { leadReasons } from '../law/pack.ts'
import * as registerKinds from '../register/kinds.ts'
import type { DayRange } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { changes, circumstanceStated } from './decision-kinds.ts'

export type Circumstance = BodyOf<typeof circumstanceStated>['circumstance']
export type ChangeCause = (typeof changes)[number] | 'transfer' | 'kin-found'
export type Change = { cause: ChangeCause; on: DayRange; entry: Recorded }

/** The circumstances that hold by what was last said of each. */
export function circumstancesThatHold(settled: Settled): ReadonlySet<Circumstance> {
  const last = new Map(statedOf(settled, circumstanceStated).map(({ body }) => [body.circumstance, body.isSo]))
  return new Set([...last].flatMap(([circumstance, isSo]) => (isSo ? [circumstance] : [])))
}

/** Why planning must begin earlier, as far as someone said so. */
export function statedLeadReasons(settled: Settled): LeadReason[] {
  const holds: ReadonlySet<string> = circumstancesThatHold(settled)
  return leadReasons.filter((reason) => holds.has(reason))
}

/** What happened certainly after a day that a decision of that day could not take up. */
export function changesAfter(settled: Settled, day: PlainDate): Change[] {
  const causes: ReadonlySet<string> = new Set(changes)
  const isChange = (cause: Circumstance): cause is (typeof changes)[number] => causes.has(cause)
  const told = statedOf(settled, circumstanceStated).flatMap(({ body: { circumstance, isSo }, entry }) =>
    isSo && isChange(circumstance) ? [change(circumstance, entry)] : [],
  )
  const moved = statedOf(settled, registerKinds.residenceBegan).map(({ entry }) => change('transfer', entry))
  const found = statedOf(settled, registerKinds.kinRegistered).map(({ entry }) => change('kin-found', entry))
  return [...told, ...moved, ...found]
    .filter(({ on }) => on.earliest !== null && on.earliest > day)
    .toSorted((left, right) => ((left.on.earliest ?? '') < (right.on.earliest ?? '') ? -1 : 1))
}

function change(cause: ChangeCause, entry: Recorded): Change {
  return { cause, on: edtfBounds(entry.occurred), entry }
}
