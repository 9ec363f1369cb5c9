// Uncertain dates stay uncertain: a date is written as it is known, and everything derived from it is a range.
// Source: Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1, the part that people use about a life:
//   2005 · 2005-03 · 2005-03-14 · the marks ~ (about) ? (uncertain) % (both) · intervals a/b, `..` open, nothing = unknown.
// Uncertain: EDTF gives "about" no width. Practice default: a year ±1 year, a month ±1 month, a day ±15 days.
// "?" says that the source is doubted: it is flagged, and widens nothing.
import * as z from 'zod'
import type { PlainDate } from './plain-date.ts'
import { addDays, addMonths, dateOf, daysInMonth, firstDay, isDay, lastDay, parsePlainDate } from './plain-date.ts'

export type EdtfFaultCode =
  'edtf.empty' | 'edtf.malformed' | 'edtf.unsupported' | 'edtf.no-such-date' | 'edtf.reversed' | 'edtf.unbounded'

/** What is wrong, and in which part of the text. */
export type EdtfFault = { code: EdtfFaultCode; part: string }

/** One date of an EDTF text: month and day are null when not given. */
export type EdtfDate = {
  type: 'date'
  year: number
  month: number | null
  day: number | null
  isApproximate: boolean
  isUncertain: boolean
}

/** An end of an interval: a date, `open` (still going on; since ever) or `unknown` (it has an end that nobody knows). */
export type EdtfEnd = EdtfDate | { type: 'open' } | { type: 'unknown' }
export type EdtfInterval = { type: 'interval'; start: EdtfEnd; end: EdtfEnd }

export type EdtfResult = { ok: true; value: Edtf } | { ok: false; fault: EdtfFault }

/** Days either side of an "about" day. */
export const approximateDayWidth = 15

const longestText = 64
const datePattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(\?~|~\?|[~?%])?$/
// Valid EDTF that we do not take: unspecified digits, seasons, sets, times of day, years beyond four digits or below zero.
const otherEdtf = /^(?:[[{].*|Y-?\d+.*|-\d{4}.*|\d[\dX]{3}(?:-[\dX]{2}){0,2}[~?%]?|\d{4}-\d{2}-\d{2}T.*|[~?%]\d{4}.*)$/

export const edtfSchema = z
  .string()
  .max(longestText)
  .superRefine((text, context) => {
    const parsed = parseEdtf(text)
    if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.fault.code })
    else if (parsed.value !== text) context.addIssue({ code: 'custom', message: 'edtf.not-normalised' })
  })
  .brand<'Edtf'>()

/** A date as it is known, in normal form: Latin digits, no spaces, `%` for both marks. */
export type Edtf = z.infer<typeof edtfSchema>

/** Takes what a person typed: Khmer digits, spaces at the ends and about the slash, and the marks in either order. */
export function parseEdtf(text: string): EdtfResult {
  const plain = toLatinDigits(text).replaceAll('\u200B', '').trim()
  if (plain === '') return { ok: false, fault: { code: 'edtf.empty', part: '' } }
  if (plain.length > longestText) return { ok: false, fault: { code: 'edtf.malformed', part: '' } }
  const fault = plain.includes('/') ? intervalFault(plain) : dateFault(plain)
  // The text has just been checked: this is the one place where a string becomes an Edtf.
  return fault === null ? { ok: true, value: normalise(plain) as Edtf } : { ok: false, fault }
}

/** True when the text is a date in normal form. */
export function isEdtf(text: string): text is Edtf {
  return edtfSchema.safeParse(text).success
}

/** The date that a literal names. Throws RangeError when it is not one: for constants, never for input. */
export function edtf(text: string): Edtf {
  const parsed = parseEdtf(text)
  if (!parsed.ok) throw new RangeError(`Not a date we can read: ${parsed.fault.code}`)
  return parsed.value
}

/** Khmer digits ០–៩ become 0–9; everything else stays. */
export function toLatinDigits(text: string): string {
  return text.replace(/[\u17E0-\u17E9]/g, (digit) => String(digit.charCodeAt(0) - 0x17e0))
}

function splitInterval(text: string): string[] {
  return text.split('/').map((part) => part.trim())
}

function normalise(text: string): string {
  return splitInterval(text)
    .map((part) => part.replace(/(?:\?~|~\?)$/, '%'))
    .join('/')
}

function dateFault(text: string): EdtfFault | null {
  const match = datePattern.exec(text)
  if (match === null) return { code: otherEdtf.test(text) ? 'edtf.unsupported' : 'edtf.malformed', part: text }
  const [, year, month = '01', day = '01'] = match
  if (isDay(Number(year), Number(month), Number(day))) return null
  const isSeason = Number(month) >= 21 && Number(month) <= 41 && match[3] === undefined
  return { code: isSeason ? 'edtf.unsupported' : 'edtf.no-such-date', part: text }
}

function intervalFault(text: string): EdtfFault | null {
  const parts = splitInterval(text)
  if (parts.length !== 2) return { code: 'edtf.malformed', part: text }
  const dates = parts.filter((part) => part !== '' && part !== '..')
  if (dates.length === 0) return { code: 'edtf.unbounded', part: text }
  for (const part of dates) {
    const fault = dateFault(part)
    if (fault !== null) return fault
  }
  const { start, end } = readInterval(parts)
  if (startBounds(start).earliest > endBounds(end).latest) return { code: 'edtf.reversed', part: text }
  return null
}

function readDate(text: string): EdtfDate {
  const [, year, month, day, mark = ''] = datePattern.exec(text) ?? []
  return {
    type: 'date',
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
    isApproximate: /[~%]/.test(mark),
    isUncertain: /[?%]/.test(mark),
  }
}

function readEnd(text: string): EdtfEnd {
  if (text === '..') return { type: 'open' }
  return text === '' ? { type: 'unknown' } : readDate(text)
}

function readInterval(parts: readonly string[]): EdtfInterval {
  return { type: 'interval', start: readEnd(parts[0] ?? ''), end: readEnd(parts[1] ?? '') }
}

/** The parts of a date or an interval, for formatting and for arithmetic. */
export function readEdtf(value: Edtf): EdtfDate | EdtfInterval {
  return value.includes('/') ? readInterval(value.split('/')) : readDate(value)
}

/** The first and the last day that a date can mean, "about" widened. */
export function dateBounds(date: EdtfDate): { earliest: PlainDate; latest: PlainDate } {
  const { year, month, day } = date
  const first = dateOf(year, month ?? 1, day ?? 1)
  const last = dateOf(year, month ?? 12, day ?? daysInMonth(year, month ?? 12))
  if (!date.isApproximate) return { earliest: first, latest: last }
  if (day !== null)
    return { earliest: addDays(first, -approximateDayWidth), latest: addDays(last, approximateDayWidth) }
  const months = month === null ? 12 : 1
  // The day before the first of the month after: the last day of a month has no fixed number.
  const after = addMonths(addDays(last, 1), months)
  return {
    earliest: addMonths(first, -months),
    latest: last === lastDay || after === lastDay ? lastDay : addDays(after, -1),
  }
}

/** The days on which an interval can begin. Open: since ever. Unknown: any day. */
export function startBounds(end: EdtfEnd): { earliest: PlainDate; latest: PlainDate } {
  if (end.type === 'date') return dateBounds(end)
  return { earliest: firstDay, latest: end.type === 'open' ? firstDay : lastDay }
}

/** The days on which an interval can end. Open: it goes on. Unknown: any day. */
export function endBounds(end: EdtfEnd): { earliest: PlainDate; latest: PlainDate } {
  if (end.type === 'date') return dateBounds(end)
  return { earliest: end.type === 'open' ? lastDay : firstDay, latest: lastDay }
}

/** The first day that the date or interval can mean; null when its beginning is open or unknown. */
export function earliest(value: Edtf): PlainDate | null {
  const parts = readEdtf(value)
  if (parts.type === 'date') return dateBounds(parts).earliest
  return parts.start.type === 'date' ? dateBounds(parts.start).earliest : null
}

/** The last day that the date or interval can mean; null when its end is open or unknown. */
export function latest(value: Edtf): PlainDate | null {
  const parts = readEdtf(value)
  if (parts.type === 'date') return dateBounds(parts).latest
  return parts.end.type === 'date' ? dateBounds(parts.end).latest : null
}

/** Both bounds at once. */
export function edtfBounds(value: Edtf): { earliest: PlainDate | null; latest: PlainDate | null } {
  const day = value.length === 10 ? parsePlainDate(value) : null
  if (day !== null) return { earliest: day, latest: day }
  return { earliest: earliest(value), latest: latest(value) }
}

/** True when a mark says that the date is doubted ("?" or "%"). */
export function isUncertain(value: Edtf): boolean {
  return /[?%]/.test(value)
}

/** True when a mark says that the date is about right only ("~" or "%"). */
export function isApproximate(value: Edtf): boolean {
  return /[~%]/.test(value)
}
