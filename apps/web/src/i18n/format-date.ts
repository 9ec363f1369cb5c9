// Dates as a person says them: "14 March 2027", "between 1 and 31 March 2027", "in 5 months". An uncertain date keeps both its
// ends and is never shown as a single guessed day (product.md, principle 4). Source of the wording: ui.md, "Words".
import { completedMonths } from '@komar/domain/time/age'
import { daysBetween, partsOf, type DateRange, type PlainDate } from '@komar/domain/time/plain-date'
import { inReadersFigures, formatNumber } from './format-number.ts'
import { monthNames } from './month-names.ts'
import type { Speech } from './speech.ts'

/** "14 March 2027", or in Khmer "14 មីនា 2027". */
export function formatDate(date: PlainDate, speech: Speech): string {
  const { year, month, day } = partsOf(date)
  return inReadersFigures(`${day} ${monthName(month, speech)} ${year}`, speech)
}

/** "March 2027". `month` is 1 to 12. */
export function formatMonth(year: number, month: number, speech: Speech): string {
  return inReadersFigures(`${monthName(month, speech)} ${year}`, speech)
}

/** The name of a month, 1 to 12. */
export function monthName(month: number, speech: Speech): string {
  return monthNames[speech.language][month - 1] ?? String(month)
}

/** Both ends of an uncertain day, what they have in common said once; a single day when the ends are the same. */
export function formatRange(range: DateRange, speech: Speech): string {
  if (range.earliest === range.latest) return formatDate(range.latest, speech)
  const from = partsOf(range.earliest)
  const to = partsOf(range.latest)
  const sameYear = from.year === to.year
  const day = String(from.day)
  const words = sameYear && from.month === to.month ? day : sameYear ? `${day} ${monthName(from.month, speech)}` : null
  const earliest = words === null ? formatDate(range.earliest, speech) : inReadersFigures(words, speech)
  return speech.text('date.between', { from: earliest, to: formatDate(range.latest, speech) })
}

/** "in 5 months", "3 days ago", "today". */
export function formatDistance(date: PlainDate, today: PlainDate, speech: Speech): string {
  const days = daysBetween(today, date)
  if (days === 0) return speech.text('distance.today')
  if (days === 1) return speech.text('distance.tomorrow')
  if (days === -1) return speech.text('distance.yesterday')
  const length = formatLength(days > 0 ? today : date, days > 0 ? date : today, speech)
  return days > 0 ? speech.text('distance.ahead', { length }) : speech.text('distance.ago', { length })
}

/** The distance to both ends of an uncertain day, or to the one day. */
export function formatRangeDistance(range: DateRange, today: PlainDate, speech: Speech): string {
  const earliest = formatDistance(range.earliest, today, speech)
  const latest = formatDistance(range.latest, today, speech)
  return earliest === latest ? latest : speech.text('distance.between', { earliest, latest })
}

const daysSaidAsDays = 31
const monthsSaidAsMonths = 24

/** How long from one day to a later one: in days up to a month, in months up to two years, then in years and months. */
export function formatLength(from: PlainDate, to: PlainDate, speech: Speech): string {
  const days = daysBetween(from, to)
  if (days <= daysSaidAsDays) return speech.text('length.days', { count: days })
  return formatMonths(completedMonths(from, to), speech)
}

/** A number of months as a person says it: "10 months", "6 years and 10 months". */
export function formatMonths(months: number, speech: Speech): string {
  if (months < monthsSaidAsMonths) return speech.text('length.months', { count: months })
  const years = speech.text('length.years', { count: Math.floor(months / 12) })
  if (months % 12 === 0) return years
  return speech.text('length.years-and-months', { years, months: speech.text('length.months', { count: months % 12 }) })
}

/** "12 days", or "between 12 and 40 days" when the ends differ. */
export function formatDays(days: { min: number; max: number }, speech: Speech): string {
  if (days.min === days.max) return speech.text('length.days', { count: days.max })
  return speech.text('length.days-between', { min: formatNumber(days.min, speech), max: days.max })
}
