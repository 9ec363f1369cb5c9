// Papers in time: a birth is registered by its thirtieth day (practice.md B7, indicator 22), asked for only where somebody said that it
// is not or where the child was born inside: a first day with old data must not bury people in tasks. A foreign child's mother is asked
// whether her consul may be told; a consul who was told without her leave is a breach that nobody can take back, only answer for
// (Alternative Care Guidelines 150: only in the child's interest and where it is not dangerous).
import type { Deadline } from '../chronicle/deadline.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, later, type PlainDate } from '../time/plain-date.ts'
import type { ChildStanding } from './standing-state.ts'
import type { DayRange } from './state.ts'

export const standingDeadlineCodes = [
  'register.birth-unregistered',
  'register.consul-mother-unasked',
  'register.consul-told-without-leave',
] as const
type Code = (typeof standingDeadlineCodes)[number]

export type StandingLimits = { birthRegisteredWithin: { value: number }; consulAskedWithin: { value: number } }

/** Registration of the birth, and the question whether the consul may be told. */
export function standingDeadlines(
  standing: ChildStanding,
  birth: DayRange,
  isBornInside: boolean,
  limits: StandingLimits,
): Deadline[] {
  return [...registration(standing, birth, isBornInside, limits), ...consul(standing, limits)]
}

function registration({ papers }: ChildStanding, birth: DayRange, isBornInside: boolean, limits: StandingLimits) {
  const said = papers?.body.birthRegistration
  const isWanted = said === undefined || said === 'unknown' ? isBornInside : said !== 'registered'
  const { earliest, latest } = birth
  if (!isWanted || earliest === null || latest === null) return []
  const due = addDays(latest, limits.birthRegisteredWithin.value)
  return [{ ...dated('register.birth-unregistered', earliest, due, null, 4), classes: ['identity'] as const }]
}

function consul({ papers, consul: asked }: ChildStanding, limits: StandingLimits): Deadline[] {
  if (asked !== null) {
    const { motherOnConsul, isConsulInformed } = asked.body
    const on = dayOf(asked.entry.occurred)
    if (!isConsulInformed || motherOnConsul === 'agrees' || on === null) return []
    return [dated('register.consul-told-without-leave', on, on, on, 1)]
  }
  const since = papers === null ? null : dayOf(papers.entry.occurred)
  if (papers?.body.nationality !== 'foreign' || since === null) return []
  return [dated('register.consul-mother-unasked', since, addDays(since, limits.consulAskedWithin.value), null, 3)]
}

function dayOf(occurred: Parameters<typeof edtfBounds>[0]): PlainDate | null {
  const { earliest, latest } = edtfBounds(occurred)
  return latest ?? earliest
}

function dated(
  code: Code,
  opens: PlainDate,
  due: PlainDate,
  breachFrom: PlainDate | null,
  harm: Deadline['harm'],
): Deadline {
  const classes = ['identity', 'care'] as const
  const last = later(opens, due)
  return { code, key: '', classes, opens, due: last, breachFrom, duty: 'social-affairs', harm, params: {} }
}
