// What changes from one pack to another, for whom, in plain words, with worked consequences: whoever votes on a law or adopts a guideline
// reads here what it does to a child, before a host works by it. It compares what the packs say, not how their files are laid out.
import { statutoryClock } from '@komar/domain/law/clock'
import type { LawPack } from '@komar/domain/law/pack'
import { limitCertainlyOn } from '@komar/domain/law/past'
import type { CountryPack } from '@komar/domain/policy'
import { earliest, edtf, latest, type Edtf } from '@komar/domain/time/edtf'
import { addMonths, lastDay, plainDate, type DateRange, type PlainDate } from '@komar/domain/time/plain-date'
import { spanBetween } from '@komar/domain/time/span'
import { ruleLines } from './pack-lines.ts'

export type PackChange = {
  /** Of whom it is true: "every child in prison, and its mother". */
  whom: string
  what: string
  before: string
  after: string
}

export type Consequence = { born: PlainDate; before: DateRange | null; after: DateRange | null; says: string }

export type PackDiff = { a: string; b: string; changes: PackChange[]; consequences: Consequence[] }

const notHeld = 'not in the pack'

/** Compares two packs; `names` tells them apart in the sentences (A and B, or two versions). */
export function diffPacks(a: CountryPack, b: CountryPack, names: { a: string; b: string }): PackDiff {
  return {
    a: names.a,
    b: names.b,
    changes: [...limitChanges(a.law, b.law), ...lineChanges(a, b)],
    consequences: consequences(a.law, b.law, names),
  }
}

function limitChanges(a: LawPack, b: LawPack): PackChange[] {
  const whom = 'every child in prison, and its mother'
  const days = [...new Set([...a.limits, ...b.limits].map(({ from }) => from))].toSorted((left, right) =>
    (left ?? '').localeCompare(right ?? ''),
  )
  return days.flatMap((day) => {
    const what = day === null ? 'Age limit from a day not known' : `Age limit from ${day}`
    const [before, after] = [sayLimitFrom(a, day), sayLimitFrom(b, day)]
    return before === after ? [] : [{ whom, what, before, after }]
  })
}

/** The limit that holds from this day on: one of its own, or the one before. */
function sayLimitFrom({ limits }: LawPack, day: Edtf | null): string {
  const holds =
    day === null ? limits.find(({ from }) => from === null) : limitCertainlyOn({ limits }, latest(day) ?? lastDay)
  if (holds === undefined) return 'none known'
  const months = holds.months === null ? 'no fixed limit' : `${holds.months} months`
  const note = holds.note === undefined ? '' : `; ${holds.note.en}`
  return `${months}${note} (${holds.status}: ${holds.source})`
}

function lineChanges(a: CountryPack, b: CountryPack): PackChange[] {
  const [before, after] = [ruleLines(a), ruleLines(b)]
  const places = [...new Set([...before.keys(), ...after.keys()])]
  return places.flatMap((place) => {
    const [was, is] = [before.get(place), after.get(place)]
    if (was?.says === is?.says) return []
    const { whom, what } = was ?? is ?? { whom: '', what: '' }
    return [{ whom, what, before: was?.says ?? notHeld, after: is?.says ?? notHeld }]
  })
}

/** Children whom the two laws treat differently, each in prison since birth: around every day on which one of them changes, and in general. */
function consequences(a: LawPack, b: LawPack, names: { a: string; b: string }): Consequence[] {
  const starts = [...a.limits, ...b.limits].flatMap(({ from }) => (from === null ? [] : [earliest(from)]))
  const aroundStarts = starts.flatMap((day) =>
    day === null ? [] : [-60, -42, -24, 6].map((months) => firstOfMonth(addMonths(day, months))),
  )
  const births = [...new Set([plainDate('2010-05-01'), plainDate('2020-05-01'), ...aroundStarts])].toSorted()
  return births.flatMap((born): Consequence[] => {
    const [before, after] = [pastOf(born, a), pastOf(born, b)]
    const [was, is] = [sayPast(before), sayPast(after)]
    const says = `A child born ${born}, in prison since birth: ${was} under ${names.a}, ${is} under ${names.b}.`
    return was === is ? [] : [{ born, before, after, says }]
  })
}

function firstOfMonth(day: PlainDate): PlainDate {
  return plainDate(`${day.slice(0, 8)}01`)
}

function pastOf(born: PlainDate, law: LawPack): DateRange | null {
  const { firstDayPast } = statutoryClock({
    birth: edtf(born),
    inPrison: [spanBetween(edtf(born), null)],
    rules: law,
    asOf: born,
    leadMonths: 0,
  })
  const { earliest: first, latest: last } = firstDayPast
  return first === null || last === null ? null : { earliest: first, latest: last }
}

function sayPast(range: DateRange | null): string {
  if (range === null) return 'never past a limit'
  return range.earliest === range.latest
    ? `past from ${range.earliest}`
    : `past from between ${range.earliest} and ${range.latest}`
}
