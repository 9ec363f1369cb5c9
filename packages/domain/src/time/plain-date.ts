// A day of the civil (proleptic Gregorian) calendar, 0001-01-01 to 9999-12-31, with no time of day and no time zone.
// Rule: deadlines are counted in calendar months and days, never in multiples of 365 or 30.4 days.
// Source: day-number arithmetic after H. Hinnant, "chrono-compatible low-level date algorithms" (public domain).
// Uncertain: no Cambodian text says when a child born on 29 February reaches a birthday in a common year; 1 March is a practice default.
import * as z from 'zod'

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/
const firstDayNumber = -719_162
const lastDayNumber = 2_932_896
const daysPerEra = 146_097

export const plainDateSchema = z
  .string()
  .refine((text) => isCivilDay(text), 'date.no-such-day')
  .brand<'PlainDate'>()

/** `YYYY-MM-DD`, a day that exists. Sorts as text. */
export type PlainDate = z.infer<typeof plainDateSchema>

/** A day and the day that a later one may be at most: both ends included. */
export type DateRange = { earliest: PlainDate; latest: PlainDate }

/** Where an anniversary falls when its month lacks the day (29 February, 31 June): the day after, or the month's last. */
export type MissingDay = 'next-day' | 'last-day'

/** Days in a month. `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isCivilDay(text: string): boolean {
  const match = pattern.exec(text)
  if (match === null) return false
  return isDay(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** True when the numbers name a day between 0001-01-01 and 9999-12-31. */
export function isDay(year: number, month: number, day: number): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The day that the text names, or null: `YYYY-MM-DD` in Latin digits and nothing around it. */
export function parsePlainDate(text: string): PlainDate | null {
  // Just checked; going through the schema again would cost most of a fold's time.
  return isCivilDay(text) ? (text as PlainDate) : null
}

/** The day that a literal names. Throws RangeError when there is no such day: for constants, never for input. */
export function plainDate(text: string): PlainDate {
  const date = parsePlainDate(text)
  if (date === null) throw new RangeError('Not a day of the calendar; expected YYYY-MM-DD')
  return date
}

/** The first day that can be written. */
export const firstDay = plainDate('0001-01-01')
/** The last day that can be written. */
export const lastDay = plainDate('9999-12-31')

/** A day from its numbers. Throws RangeError when there is no such day. */
export function dateOf(year: number, month: number, day: number): PlainDate {
  if (!isDay(year, month, day)) throw new RangeError('Not a day of the calendar')
  // Just checked, as in parsePlainDate.
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` as PlainDate
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** Year, month (1–12) and day (1–31). */
export function partsOf(date: PlainDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Days since 1970-01-01, which is 0; negative before. */
export function toDayNumber(date: PlainDate): number {
  const { year, month, day } = partsOf(date)
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * daysPerEra + dayOfEra - 719_468
}

/** The day of a day number. Beyond the calendar's ends it is the end: a fold must not fail on a birth in 9999. */
export function fromDayNumber(dayNumber: number): PlainDate {
  if (dayNumber <= firstDayNumber) return firstDay
  if (dayNumber >= lastDayNumber) return lastDay
  const shifted = dayNumber + 719_468
  const era = Math.floor(shifted / daysPerEra)
  const dayOfEra = shifted - era * daysPerEra
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

/** The day so many days later (earlier when negative), kept within the calendar's ends. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(toDayNumber(date) + days)
}

/** The same day of the month so many months later (earlier when negative), kept within the calendar's ends. */
export function addMonths(date: PlainDate, months: number, missingDay: MissingDay = 'next-day'): PlainDate {
  const { year, month, day } = partsOf(date)
  const monthCount = year * 12 + (month - 1) + months
  const targetYear = Math.floor(monthCount / 12)
  const targetMonth = monthCount - targetYear * 12 + 1
  if (targetYear < 1) return firstDay
  if (targetYear > 9999) return lastDay
  const length = daysInMonth(targetYear, targetMonth)
  if (day <= length) return dateOf(targetYear, targetMonth, day)
  const last = dateOf(targetYear, targetMonth, length)
  return missingDay === 'last-day' ? last : addDays(last, 1)
}

/** Negative, zero or positive as the first day is earlier than, the same as or later than the second. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The earlier of two days. */
export function earlier(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b
}

/** The later of two days. */
export function later(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b
}

/** Days from one day to another: 0 for the same day, negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

/** 0 Sunday to 6 Saturday: the week starts on Sunday in Cambodia. */
export function dayOfWeek(date: PlainDate): number {
  return (((toDayNumber(date) + 4) % 7) + 7) % 7
}

/** A range with an open end closed at the first or the last day of the calendar. */
export function closedRange({ earliest, latest }: { earliest: PlainDate | null; latest: PlainDate | null }): DateRange {
  return { earliest: earliest ?? firstDay, latest: latest ?? lastDay }
}
