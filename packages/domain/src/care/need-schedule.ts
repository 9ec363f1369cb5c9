// How a need level changes the days on which a child is visited. Low need: of the days of the ordinary schedule, those remain that lie at
// least so many months apart. High need: a visit every so many days as well. Medium is the ordinary schedule. A level holds from the day
// it was set until the next one. Source: practice.md part 3, G-F1, and part 2 ("frequency by need"); the intervals are practice defaults.
import type { PolicyPack } from '../policy.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, addMonths, lastDay, type PlainDate } from '../time/plain-date.ts'
import type { NeedLevel } from './after-state.ts'

/** High need is visited so closely for at most so many months at a time: then somebody sets the level anew. */
const highNeedMonths = 12

/** The days of a schedule as the levels that were set change them, in order. */
export function byNeed(schedule: readonly PlainDate[], levels: readonly NeedLevel[], pack: PolicyPack): PlainDate[] {
  const since = levels.flatMap(({ body, entry }) => {
    const day = edtfBounds(entry.occurred).earliest
    return day === null ? [] : [{ level: body.level, day }]
  })
  return since.reduce<PlainDate[]>(
    (days, { level, day }) => {
      const before = days.filter((each) => each < day)
      const ordinary = schedule.filter((each) => each >= day)
      return [...before, ...daysAt(level, day, ordinary, pack)]
    },
    [...schedule],
  )
}

function daysAt(
  level: NeedLevel['body']['level'],
  from: PlainDate,
  ordinary: readonly PlainDate[],
  { procedures }: PolicyPack,
): PlainDate[] {
  const { lowNeedEvery, highNeedEvery } = procedures.followUp
  switch (level) {
    case 'medium':
      return [...ordinary]
    case 'low':
      return thinned(from, ordinary, lowNeedEvery.value)
    case 'high':
      return merged(ordinary, everyDays(from, highNeedEvery.value))
  }
}

function thinned(from: PlainDate, days: readonly PlainDate[], months: number): PlainDate[] {
  let last = from
  return days.filter((day) => {
    const isKept = day >= addMonths(last, months)
    if (isKept) last = day
    return isKept
  })
}

function everyDays(from: PlainDate, days: number): PlainDate[] {
  const until = addMonths(from, highNeedMonths)
  const found: PlainDate[] = []
  for (let day = addDays(from, days); day <= until && day < lastDay; day = addDays(day, days)) found.push(day)
  return found
}

function merged(left: readonly PlainDate[], right: readonly PlainDate[]): PlainDate[] {
  return [...new Set([...left, ...right])].toSorted()
}
