// A recorded date in words, as it was known: "March 2005", "about 2005", "from March 2005 until May 2005".
import { readEdtf, type Edtf, type EdtfDate, type EdtfEnd, type EdtfInterval } from '@komar/domain/time/edtf'
import { dateOf } from '@komar/domain/time/plain-date'
import { formatDate, formatMonth } from './format-date.ts'
import { inReadersFigures } from './format-number.ts'
import type { Speech } from './speech.ts'

/** An interval is said as one day not known exactly (`between`) or as a length of time (`during`). */
type IntervalMeans = 'between' | 'during'

/** The words for a date as it is known. */
export function formatEdtf(edtf: Edtf, speech: Speech, means: IntervalMeans = 'during'): string {
  const read = readEdtf(edtf)
  return read.type === 'date' ? formatKnown(read, speech) : formatInterval(read, speech, means)
}

function formatInterval({ start, end }: EdtfInterval, speech: Speech, means: IntervalMeans): string {
  const isBetween = means === 'between'
  const from = formatEnd(start, speech)
  const to = formatEnd(end, speech)
  if (from !== null && to !== null) return speech.text(isBetween ? 'date.between' : 'date.from-until', { from, to })
  if (from !== null) return speech.text(isBetween ? 'date.or-later' : openEnd(end), { date: from })
  if (to !== null) return speech.text(isBetween ? 'date.or-earlier' : 'date.until', { date: to })
  return speech.text('date.unknown')
}

function openEnd(end: EdtfEnd): 'date.since' | 'date.from-unknown-end' {
  return end.type === 'open' ? 'date.since' : 'date.from-unknown-end'
}

function formatEnd(end: EdtfEnd, speech: Speech): string | null {
  return end.type === 'date' ? formatKnown(end, speech) : null
}

function formatKnown(known: EdtfDate, speech: Speech): string {
  const date = formatGiven(known, speech)
  if (known.isApproximate && known.isUncertain) return speech.text('date.about-uncertain', { date })
  if (known.isApproximate) return speech.text('date.about', { date })
  return known.isUncertain ? speech.text('date.uncertain', { date }) : date
}

function formatGiven({ year, month, day }: EdtfDate, speech: Speech): string {
  if (month === null) return inReadersFigures(String(year), speech)
  return day === null ? formatMonth(year, month, speech) : formatDate(dateOf(year, month, day), speech)
}
