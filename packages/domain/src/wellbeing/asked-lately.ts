// No questionnaire is put to the same informant again within the pack's months: each asking costs a child, or whoever speaks of it, a bad
// day (practice.md part 2, repeated interviews). It is not refused, as somebody may need it: the form says who asked and when, and asks why.
import { addMonths, type PlainDate } from '../time/plain-date.ts'
import type { WellbeingPack } from './pack.ts'
import { dayOf } from './signal.ts'
import type { InstrumentAnswers } from './state.ts'

/** The last time this informant answered this instrument, where that is too short ago on a day; else null. */
export function askedLately(
  instruments: readonly InstrumentAnswers[],
  { instrument, answeredBy }: { instrument: string; answeredBy: string },
  day: PlainDate,
  pack: WellbeingPack | null,
): InstrumentAnswers | null {
  if (pack === null) return null
  const since = addMonths(day, -pack.rules.instruments.notRepeatedWithin.value)
  return (
    instruments.findLast(({ body, entry }) => {
      const on = dayOf(entry)
      return body.instrument === instrument && body.answeredBy === answeredBy && on !== null && on > since && on <= day
    }) ?? null
  )
}
