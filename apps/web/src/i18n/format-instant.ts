import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { formatDate } from './format-date.ts'
import { inReadersFigures } from './format-number.ts'
import { madeOnce } from './made-once.ts'
import type { Speech } from './speech.ts'

const timesIn = madeOnce(timesOf)
// The Swedish form of a date is YYYY-MM-DD.
const daysIn = madeOnce((timeZone) => new Intl.DateTimeFormat('sv-SE', { timeZone }))

function timesOf(timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
}

/** "14:02" in a time zone, or on the reader's own clock when none is given. */
export function formatTime(instant: string, speech: Speech, timeZone?: string): string {
  // The reader's own clock may have been set to another zone since.
  const format = timeZone === undefined ? timesOf() : timesIn(timeZone)
  return inReadersFigures(format.format(new Date(instant)), speech)
}

/** "14 March 2027, 14:02" in the country's time zone, which the session names. */
export function formatInstant(instant: string, speech: Speech, timeZone: string): string {
  const date = formatDate(dayInZone(instant, timeZone), speech)
  return speech.text('date.at-time', { date, time: formatTime(instant, speech, timeZone) })
}

/** The day on which an instant fell in a time zone. */
export function dayInZone(instant: string, timeZone: string): PlainDate {
  return plainDate(daysIn(timeZone).format(new Date(instant)))
}
