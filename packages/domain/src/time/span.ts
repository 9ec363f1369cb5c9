// A span of days, both its first and its last day included: how a stay in prison is counted.
// Rule: a day that two stays share (a transfer) is one day; a stay whose ends are uncertain is the set of spans it can be.
// Source: interface.md, `clock`: "intervals … include both ends".
import type { Edtf } from './edtf.ts'
import { earliest, endBounds, latest, readEdtf, startBounds } from './edtf.ts'
import type { DateRange, PlainDate } from './plain-date.ts'
import { addDays, compareDates, daysBetween, earlier, firstDay, lastDay, later } from './plain-date.ts'

export type DaySpan = { first: PlainDate; last: PlainDate }

/** A span with uncertain ends. Its first day is never after its last, whatever the two turn out to be. */
export type UncertainSpan = { first: DateRange; last: DateRange }

/**
 * What is certain of several uncertain spans. `certain`: days in every version of them, merged. `widest`: days in some
 * version, merged. `loose`: spans of which we know only that at least one day is in, whichever it is.
 */
export type SpanKnowledge = { certain: DaySpan[]; widest: DaySpan[]; loose: DaySpan[] }

/** The same days as merged spans in order, none touching the next. A span that ends before it begins is left out. */
export function mergeSpans(spans: readonly DaySpan[]): DaySpan[] {
  const merged: DaySpan[] = []
  const ordered = spans.filter((span) => span.first <= span.last).toSorted((a, b) => compareDates(a.first, b.first))
  for (const span of ordered) {
    const previous = merged.at(-1)
    if (previous !== undefined && span.first <= addDays(previous.last, 1)) {
      previous.last = later(previous.last, span.last)
    } else {
      merged.push({ ...span })
    }
  }
  return merged
}

/** The days that are in both, as merged spans. */
export function intersectSpans(some: readonly DaySpan[], others: readonly DaySpan[]): DaySpan[] {
  const shared = some.flatMap((a) =>
    others.map((b) => ({ first: later(a.first, b.first), last: earlier(a.last, b.last) })),
  )
  return mergeSpans(shared)
}

/** How many days, each once, both ends included. */
export function countDays(spans: readonly DaySpan[]): number {
  return mergeSpans(spans).reduce((sum, span) => sum + daysBetween(span.first, span.last) + 1, 0)
}

/** The first day of any of them, or null. */
export function firstOf(spans: readonly DaySpan[]): PlainDate | null {
  return mergeSpans(spans)[0]?.first ?? null
}

/** True when the day is in one of them. */
export function covers(spans: readonly DaySpan[], day: PlainDate): boolean {
  return spans.some((span) => span.first <= day && day <= span.last)
}

/** Every day up to and including this one. */
export function upTo(day: PlainDate): DaySpan {
  return { first: firstDay, last: day }
}

/** Every day from this one. */
export function onwardsFrom(day: PlainDate): DaySpan {
  return { first: day, last: lastDay }
}

/** A stay as it was written. A single date is a stay that began and ended within it. */
export function uncertainSpan(value: Edtf): UncertainSpan {
  const parts = readEdtf(value)
  if (parts.type === 'date') return { first: startBounds(parts), last: endBounds(parts) }
  return { first: startBounds(parts.start), last: endBounds(parts.end) }
}

/** A stay whose beginning and end were told apart, each as known; `ended` null: it goes on. */
export function spanBetween(began: Edtf, ended: Edtf | null): UncertainSpan {
  const first = { earliest: earliest(began) ?? firstDay, latest: latest(began) ?? lastDay }
  if (ended === null) return { first, last: { earliest: lastDay, latest: lastDay } }
  return { first, last: { earliest: earliest(ended) ?? firstDay, latest: latest(ended) ?? lastDay } }
}

/** What is certain, possible, and neither, of some stays. One that ends before it can begin is left out: facts may disagree. */
export function knowSpans(spans: readonly UncertainSpan[]): SpanKnowledge {
  const certain: DaySpan[] = []
  const widest: DaySpan[] = []
  const loose: DaySpan[] = []
  for (const { first, last } of spans) {
    if (first.earliest > last.latest) continue
    widest.push({ first: first.earliest, last: last.latest })
    if (first.latest <= last.earliest) certain.push({ first: first.latest, last: last.earliest })
    // Whatever the ends are, the stay holds one of these days; and each of them alone can be the whole stay.
    else loose.push({ first: later(first.earliest, last.earliest), last: earlier(first.latest, last.latest) })
  }
  const single = loose.filter((span) => span.first === span.last)
  return {
    certain: mergeSpans([...certain, ...single]),
    widest: mergeSpans(widest),
    loose: loose.filter((span) => span.first !== span.last),
  }
}
