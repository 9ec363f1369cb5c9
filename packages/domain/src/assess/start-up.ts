// Start-up: what was due before a wave was set is due on the wave's day instead, and says since when it is owed. The limit itself, a
// decision past the limit, danger and whatever falls due later are never put off. Source: practice.md part 2, "First day with old
// data": one backlog plan, dated waves; old breaches shown as history, not alarms.
import type { Deadline } from '../chronicle/deadline.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import * as kinds from './start-up-kinds.ts'

export type Wave = Stated<typeof kinds.waveSet> & { setOn: PlainDate }

/** What a wave puts off: the assessment that nobody made, the decision that rests on it, and what the first visit brings with it. */
export const putOffCodes: readonly string[] = [
  'access.agency-missing',
  'assess.entry-check',
  'assess.full-assessment',
  'assess.birth-assessment',
  'assess.recheck-after-transfer',
  'assess.decision-missing',
  'assess.before-limit-talk',
  'register.birth-unregistered',
  'care.release-pack',
]
/** So long before the wave's last day its children come into sight: a wave of December is nobody's work in October. Practice default. */
const openDaysBefore = 14

const putOff: ReadonlySet<string> = new Set(putOffCodes)

/** The waves set for a child, the last one last; those that wait on a device are left out. */
export function wavesOf(settled: Settled): Wave[] {
  return statedOf(settled, kinds.waveSet).flatMap((stated) => {
    const setOn = edtfBounds(stated.entry.occurred).earliest
    return stated.isPending || setOn === null ? [] : [{ ...stated, setOn }]
  })
}

/** The deadlines as the start-up plan leaves them. */
export function putOffByWave(deadlines: readonly Deadline[], wave: Wave | undefined): readonly Deadline[] {
  if (wave === undefined) return deadlines
  const { by, wave: number } = wave.body
  return deadlines.map((deadline) => {
    if (!putOff.has(deadline.code) || deadline.due >= wave.setOn || deadline.due >= by) return deadline
    const params = { ...deadline.params, wave: number, owedSince: deadline.due }
    const ahead = addDays(by, -openDaysBefore)
    return { ...deadline, opens: ahead > wave.setOn ? ahead : wave.setOn, due: by, breachFrom: addDays(by, 1), params }
  })
}
