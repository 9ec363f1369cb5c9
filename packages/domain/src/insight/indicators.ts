// The monthly indicators of a host: a fold over whole chronicles, filtered by valid and known time, one chronicle at a time: carers first
// (whether they are held decides which children are separated), then children, then facilities. Month end, 24:00; entries that had
// occurred by then and were known ten days later; a facility that did not report is named and its people are left out, never carried
// forward. Uncertain ages and days make ranges; no percentage under twenty. Source: practice.md part 5.
import { at } from '../chronicle/at.ts'
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { complaintsOf, isAnsweredInTime, isDueWithin } from '../assess/complaint-state.ts'
import type { PolicyPack } from '../policy.ts'
import { settled as settle } from '../settled.ts'
import type { Instant } from '../time/instant.ts'
import { addDays } from '../time/plain-date.ts'
import { childFile } from './child-file.ts'
import { carerLines, carersChild, heldCarer, type CarersChild, type HeldCarer } from './indicator-carer.ts'
import { insideLines, presentAt } from './indicator-inside.ts'
import { outsideLines } from './indicator-outside.ts'
import {
  indicatorNumbers,
  indicatorParts,
  metIf,
  type IndicatorNumber,
  type Line,
  type Month,
  type PartId,
} from './indicator-lines.ts'
import { addCount, noCount, shareOf, type Count, type Share } from './share.ts'
import { facilityFigures } from './situation-facility.ts'
import type { NamedFacility } from './situation-report.ts'

/** Entries known so many days after the month's end count in it; what is known later restates the figure. */
export const knownAfterDays = 10

export type IndicatorInput = {
  month: Month
  /** The end of the day by which entries were known; null: everything known now. */
  knownUntil: Instant | null
  pack: PolicyPack
  /** Whom the reader may see: their lines are listed behind a figure. Null lists nobody. */
  mayList: ((subject: SubjectId) => boolean) | null
}

type Sum = {
  numerator: Count
  denominator: Count
  days: number[]
  listed: { subject: SubjectId; isMet: Line['met'] }[]
}

/** Indicators in the making. */
export type Indicators = {
  input: IndicatorInput
  /** By place ('' is outside) and part. */
  sums: Map<string, Map<PartId, Sum>>
  carers: Map<SubjectId, HeldCarer>
  children: Map<SubjectId, CarersChild[]>
  reporting: Set<SubjectId>
  notReporting: NamedFacility[]
}

export type IndicatorFigure = {
  part: PartId
  /** Ranges, certain to possible. */
  numerator: Count
  denominator: Count
  /** Of what is certain. */
  share: Share
  /** Days over the limit at least, of those certainly past; null for other parts. */
  days: { median: number; longest: number } | null
  /** Whom the reader may see of the denominator; null where nobody is listed. */
  listed: readonly { subject: SubjectId; isMet: Line['met'] }[] | null
}

export type IndicatorReport = {
  month: Month
  indicators: readonly { number: IndicatorNumber; figures: readonly IndicatorFigure[] }[]
  notReporting: readonly NamedFacility[]
}

/** Starts a month. */
export function startIndicators(input: IndicatorInput): Indicators {
  return { input, sums: new Map(), carers: new Map(), children: new Map(), reporting: new Set(), notReporting: [] }
}

/** Adds a carer by the whole chronicle; all carers come before the children. */
export function addIndicatorCarer(indicators: Indicators, carer: SubjectId, chronicle: readonly Recorded[]): void {
  const held = heldCarer(known(indicators.input, chronicle), indicators.input.month.last)
  if (held !== null) indicators.carers.set(carer, held)
}

/** Adds a child by its whole chronicle. */
export function addIndicatorChild(indicators: Indicators, child: SubjectId, chronicle: readonly Recorded[]): void {
  const { month, pack } = indicators.input
  const file = childFile(child, known(indicators.input, chronicle), pack)
  if (file.register.code === null) return
  const present = presentAt(file, month.last)
  const carers = [...new Set(file.register.relations.map(({ carer }) => carer))]
  const own = carersChild(file, present?.place ?? null, month.last)
  for (const carer of carers) indicators.children.set(carer, [...(indicators.children.get(carer) ?? []), own])
  const isCarerHeld = carers.some((carer) => indicators.carers.has(carer))
  addLines(indicators, insideLines(file, month, pack))
  addLines(indicators, outsideLines(file, isCarerHeld, month, pack))
}

/** Adds a facility by its whole chronicle. */
export function addIndicatorFacility(indicators: Indicators, id: SubjectId, chronicle: readonly Recorded[]): void {
  const { month, pack } = indicators.input
  const entries = known(indicators.input, chronicle)
  const figures = facilityFigures(id, entries, [month.last])
  if (figures === null) return
  const isReporting = figures.isReporting.at(-1) === true
  const line = { subject: id, place: null, counted: 'certain', met: metIf(isReporting) } as const
  if (isReporting) indicators.reporting.add(id)
  const women = figures.womenByOfficialList
  if (figures.holdsWomen) {
    addLines(indicators, [{ ...line, part: 'facility-reports' }])
    if (!isReporting) indicators.notReporting.push({ code: figures.code, name: figures.name })
    if (women !== null) addLines(indicators, [{ ...line, part: 'women-covered', weight: women }])
  }
  const due = complaintsOf(settle(entries), entries, pack).filter((complaint) =>
    isDueWithin(complaint, month.first, month.last),
  )
  const answered = due.map((complaint): Line => ({
    ...line,
    part: 'complaint-answered',
    met: metIf(isAnsweredInTime(complaint)),
  }))
  addLines(indicators, answered)
}

/** The figures of all that was added. May be called once. */
export function finishIndicators(indicators: Indicators): IndicatorReport {
  for (const [carer, held] of indicators.carers) {
    addLines(indicators, carerLines(carer, held, indicators.children.get(carer) ?? []))
  }
  return {
    month: indicators.input.month,
    indicators: indicatorNumbers.map((number) => ({
      number,
      figures: indicatorParts[number].map((part) => figureOf(indicators, part)),
    })),
    notReporting: indicators.notReporting.toSorted((left, right) => (left.code < right.code ? -1 : 1)),
  }
}

function addLines({ sums, input }: Indicators, lines: readonly Line[]): void {
  for (const { part, subject, place, counted, met, days, weight = 1 } of lines) {
    const ofPlace = sums.get(place ?? '') ?? new Map<PartId, Sum>()
    sums.set(place ?? '', ofPlace)
    const sum = ofPlace.get(part) ?? { numerator: noCount(), denominator: noCount(), days: [], listed: [] }
    ofPlace.set(part, sum)
    const isCertain = counted === 'certain'
    addCount(sum.denominator, { certain: isCertain ? weight : 0, possible: weight })
    addCount(sum.numerator, { certain: isCertain && met === 'yes' ? weight : 0, possible: met === 'no' ? 0 : weight })
    if (isCertain && met === 'yes' && days !== undefined) sum.days.push(days)
    if (input.mayList?.(subject) === true) sum.listed.push({ subject, isMet: met })
  }
}

function figureOf({ sums, reporting, input }: Indicators, part: PartId): IndicatorFigure {
  const whole: Sum = { numerator: noCount(), denominator: noCount(), days: [], listed: [] }
  for (const [place, parts] of sums) {
    const sum = parts.get(part)
    if (sum === undefined || (place !== '' && !isIn(reporting, place))) continue
    addCount(whole.numerator, sum.numerator)
    addCount(whole.denominator, sum.denominator)
    whole.days.push(...sum.days)
    whole.listed.push(...sum.listed)
  }
  const { numerator, denominator, days, listed } = whole
  return {
    part,
    numerator,
    denominator,
    share: shareOf(Math.min(numerator.certain, denominator.certain), denominator.certain),
    days: days.length === 0 ? null : spread(days),
    listed: input.mayList === null ? null : listed,
  }
}

function isIn(reporting: ReadonlySet<string>, place: string): boolean {
  return reporting.has(place)
}

function spread(days: readonly number[]): { median: number; longest: number } {
  const sorted = days.toSorted((left, right) => left - right)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return { median: middle, longest: sorted.at(-1) ?? 0 }
}

function known({ month, knownUntil }: IndicatorInput, chronicle: readonly Recorded[]): Recorded[] {
  return at(chronicle, { asOf: month.last, knownAt: knownUntil === null ? undefined : { instant: knownUntil } })
}

/** The last day by which an entry must be known to count in a month. */
export function knownBy({ last }: Month) {
  return addDays(last, knownAfterDays)
}
