import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { formatDate } from './format-date.ts'
import { inReadersFigures } from './format-number.ts'
import type { Speech } from './speech.ts'

/** "14:02" in a time zone, or on the reader's own clock when none is given. */
export function formatTime(instant: string, speech: Speech, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  return inReadersFigures(format.format(new Date(instant)), speech)
}

/** "14 March 2027, 14:02" in the country's time zone, which the session names. */
export function formatInstant(instant: string, speech: Speech, timeZone: string): string {
  const date = formatDate(dayInZone(instant, timeZone), speech)
  return speech.text('date.at-time', { date, time: formatTime(instant, speech, timeZone) })
}

/** The day on which an instant fell in a time zone. */
export function dayInZone(instant: string, timeZone: string): PlainDate {
  // The Swedish form of a date is YYYY-MM-DD.
  return plainDate(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant)))
}
