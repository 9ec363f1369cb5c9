// Days of the country's time zone as instants.
import { addDays, type PlainDate } from '@komar/domain/time/plain-date'

/** From the beginning of the first day to the end of the last, as instants in UTC. */
export function instantsOf(
  { since, until }: { since: PlainDate; until: PlainDate },
  timeZone: string,
): { since: string; until: string } {
  return { since: beginningOf(since, timeZone), until: beginningOf(addDays(until, 1), timeZone) }
}

function beginningOf(day: PlainDate, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // The Swedish form is YYYY-MM-DD hh:mm:ss: what the zone's clocks show when it is midnight in UTC.
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(midnight)
  const ahead = Date.parse(`${shown.replace(' ', 'T')}Z`) - midnight
  return new Date(midnight - ahead).toISOString()
}
