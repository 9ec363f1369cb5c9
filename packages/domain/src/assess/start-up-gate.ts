// May what was missed for this child be put off to a wave? Only what was missed: a child inside without a finished full assessment.
// A wave lies ahead, within the start-up's months; a child who is or may be past the limit comes in the first weeks; and nobody is put
// off again and again. Source: practice.md part 2, "First day with old data"; numbers: the pack's `work`, practice defaults.
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import { isAccepted, type Written } from '../chronicle/entry.ts'
import { limitRange } from '../law/signals.ts'
import type { PolicyPack } from '../policy.ts'
import { childRegister } from '../register/state.ts'
import { settledBefore } from '../settled.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import { openStay } from './signals.ts'
import { waveSet } from './start-up-kinds.ts'
import { childAssess } from './state.ts'

export const waveGateCodes = [
  'wave.child-inside',
  'wave.assessment-missing',
  'wave.day-ahead',
  'wave.within-start-up',
  'wave.past-limit-first',
  'wave.not-again-and-again',
  'wave.reason-for-another',
] as const
type Code = (typeof waveGateCodes)[number]

export const waveSetGate: Gate<PolicyPack> = { reads: () => [], checks: waveChecks }

function waveChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = waveSet.body.safeParse(act.body)
  if (!parsed.success) return []
  const { by, reason } = parsed.data
  // What is put off is shown from this day on: in the far future it would never be.
  const setOn = edtfBounds(act.occurred).earliest
  const settled = settledBefore(act, world)
  const register = childRegister(settled)
  const stay = openStay(register)
  const { startUpWithin, pastLimitWithin, wavesPerChild } = world.pack.procedures.work
  const limit = stay === null ? null : limitRange(register.birth.range, world.pack.law, stay.since.earliest)
  const mayBePast = limit !== null && limit.earliest <= world.today
  const earlier = wavesOnceSet(act, by, world)
  const isAssessed = childAssess(settled).assessments.some(({ finished }) => finished?.body.isShort === false)
  return [
    need('wave.child-inside', stay !== null),
    need('wave.assessment-missing', !isAssessed),
    need('wave.day-ahead', by >= world.today && (setOn === null || setOn <= world.today)),
    need('wave.within-start-up', by <= addMonths(world.today, startUpWithin.value), { months: startUpWithin.value }),
    need('wave.past-limit-first', !mayBePast || by <= addDays(world.today, pastLimitWithin.value), {
      days: pastLimitWithin.value,
    }),
    need('wave.not-again-and-again', earlier.length < wavesPerChild.value, { count: wavesPerChild.value }),
    need('wave.reason-for-another', earlier.length === 0 || reason !== undefined),
  ]
}

/**
 * Waves that this one puts off further, those that were corrected or withdrawn as well: else a child would be put off for ever by
 * correcting the day, or by withdrawing a wave and setting it anew.
 */
function wavesOnceSet({ id, subject }: Written, by: PlainDate, world: GateWorld<PolicyPack>): PlainDate[] {
  return world.chronicle(subject).flatMap((entry) => {
    const isSetting =
      entry.kind === waveSet.name && entry.retracts === undefined && entry.id !== id && isAccepted(entry)
    const day = isSetting ? waveSet.body.safeParse(entry.body).data?.by : undefined
    return day === undefined || day > by ? [] : [day]
  })
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}
