// A signal is a deadline that follows from what was found: it says who owes an answer and by when, and goes when a person has closed it
// with what was done. Its classes are those of the entries that it follows from, so that it tells nobody more than they may read.
// A new finding is a new signal: the key is the entry that it follows from.
import type { AccessClass } from '../access/classes.ts'
import type { Deadline, Duty } from '../chronicle/deadline.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import type { Closing } from './state.ts'

export const wellbeingDeadlineCodes = [
  'wellbeing.growth-missing',
  'wellbeing.growth-severe',
  'wellbeing.growth-very-low',
  'wellbeing.growth-faltering',
  'wellbeing.growth-implausible',
  'wellbeing.arm-severe',
  'wellbeing.oedema',
  'wellbeing.answers-severe',
  'wellbeing.answers-worse',
  'wellbeing.answers-newly-high',
  'wellbeing.answers-watch',
  'wellbeing.skill-lost',
  'wellbeing.milestone-missing',
  'wellbeing.carer-worry',
  'wellbeing.danger-sign',
  'wellbeing.tb-contact',
  'wellbeing.tb-preventive',
  'wellbeing.vaccine-overdue',
  'wellbeing.referral-open',
  'wellbeing.injury-not-walking',
  'wellbeing.hospital-stopped',
  'wellbeing.possible-harm',
  'wellbeing.school-missing',
  'wellbeing.school-behind',
] as const
export type WellbeingCode = (typeof wellbeingDeadlineCodes)[number]

type Parts = {
  key: string
  class: Exclude<AccessClass, 'identity'>
  opens: PlainDate
  /** Days from `opens` within which it is acted upon; 0 is the same day. */
  within: number
  harm: Deadline['harm']
  duty?: Duty
  params?: Deadline['params']
}

/** A signal of a code: broken the day after it was due. */
export function signal(code: WellbeingCode, { key, class: guard, opens, within, harm, duty, params }: Parts): Deadline {
  const due = addDays(opens, within)
  return {
    code,
    key,
    classes: ['identity', guard],
    opens,
    due,
    breachFrom: addDays(due, 1),
    duty: duty ?? (guard === 'health' ? 'health' : 'social-affairs'),
    harm,
    params: params ?? {},
  }
}

/** The last day on which it may have happened; null when that is open. */
export function dayOf({ occurred }: { occurred: Edtf }): PlainDate | null {
  const { earliest, latest } = edtfBounds(occurred)
  return latest ?? earliest
}

/** Those that nobody has closed. A closing of another class than the signal's closes nothing. */
export function withoutClosed(signals: readonly Deadline[], closed: readonly Closing[]): Deadline[] {
  return signals.filter(
    ({ code, key, classes }) =>
      !closed.some(
        (closing) => closing.signal === code && closing.signalKey === key && classes.includes(closing.class),
      ),
  )
}

/** The kind with which a signal is closed, by the class that guards it. */
export function closingClass({ classes }: Pick<Deadline, 'classes'>): AccessClass | null {
  return classes.find((each) => each !== 'identity') ?? null
}
