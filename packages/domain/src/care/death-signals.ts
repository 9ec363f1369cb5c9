// What is owed when a child or its mother has died: word outside the prison the same day, an independent inquiry asked for, those closest
// told in person, brothers and sisters told, and a review of the last ninety days. Source: practice.md part 3, G-D1.
import type { Deadline } from '../chronicle/deadline.ts'
import type { PolicyPack } from '../policy.ts'
import type { DayRange } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import type { ChildAfter, Death } from './after-state.ts'
import type { Departure } from './state.ts'

export const deathDeadlineCodes = [
  'care.death-unreported',
  'care.death-tell-outside',
  'care.death-ask-inquiry',
  'care.death-tell-closest',
  'care.death-tell-siblings',
  'care.death-review',
] as const
type Code = (typeof deathDeadlineCodes)[number]

/** What is open after each death; `diedOn` and `departure` say when the register knows of a death that nobody has reported. */
export function deathDeadlines(
  { deaths, deathReviews }: Pick<ChildAfter, 'deaths' | 'deathReviews'>,
  { departure, diedOn }: { departure: Departure | null; diedOn: DayRange | null },
  pack: PolicyPack,
): Deadline[] {
  const known = diedOn?.latest ?? (departure?.way === 'died' ? departure.range.latest : null)
  const isReported = deaths.some(({ who }) => who === 'child')
  return [
    ...(known === null || isReported ? [] : [dated('care.death-unreported', '', known, known)]),
    ...deaths.flatMap((death) => {
      const isReviewed = deathReviews.some(({ body }) => body.death === death.id || body.death === death.entry.id)
      return [...openTasks(death, pack), ...(isReviewed ? [] : review(death, pack))]
    }),
  ]
}

function openTasks({ id, entry, done }: Death, { procedures }: PolicyPack): Deadline[] {
  const on = edtfBounds(entry.occurred).latest
  if (on === null) return []
  const inquiryDue = addDays(on, procedures.death.inquiryAskedWithin.value)
  return [
    ...(done.toldOutsideOn === undefined ? [dated('care.death-tell-outside', id, on, on)] : []),
    ...(done.inquiryAskedOn === undefined ? [dated('care.death-ask-inquiry', id, on, inquiryDue)] : []),
    ...(done.isClosestToldInPerson === true ? [] : [dated('care.death-tell-closest', id, on, on)]),
    ...(done.areSiblingsTold === undefined || done.areSiblingsTold === 'no'
      ? [{ ...dated('care.death-tell-siblings', id, on, inquiryDue), breachFrom: null }]
      : []),
  ]
}

function review({ id, entry }: Death, { procedures }: PolicyPack): Deadline[] {
  const on = edtfBounds(entry.occurred).latest
  return on === null ? [] : [dated('care.death-review', id, on, addDays(on, procedures.death.reviewWithin.value))]
}

function dated(code: Code, key: string, opens: PlainDate, due: PlainDate): Deadline {
  const classes = ['identity', 'care'] as const
  return { code, key, classes, opens, due, breachFrom: addDays(due, 1), duty: 'both', harm: 1, params: {} }
}
