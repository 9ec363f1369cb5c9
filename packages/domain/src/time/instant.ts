// The day on which something happened is the day at the place where it happened, not in London and not on the server.
// Rule: a country's pack names one fixed offset from UTC (Cambodia: +07:00, no summer time), and every day ends at its midnight.
// Source: IANA time zone Asia/Phnom_Penh. A country with summer time needs more than a fixed offset: not supported.
import * as z from 'zod'
import type { PlainDate } from './plain-date.ts'
import { addDays, parsePlainDate } from './plain-date.ts'

const instantPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})Z$/
const offsetPattern = /^([+-])(\d{2}):([0-5]\d)$/
const minutesPerDay = 1440

/** An instant in UTC with milliseconds: `2013-07-31T17:00:00.000Z`. */
export const instantSchema = z
  .string()
  .refine((text) => readInstant(text) !== null, 'instant.malformed')
  .brand<'Instant'>()
export type Instant = z.infer<typeof instantSchema>

/** A fixed offset from UTC, `+07:00`; at most 14 hours. */
export const utcOffsetSchema = z
  .string()
  .refine((text) => readOffset(text) !== null, 'offset.malformed')
  .brand<'UtcOffset'>()
export type UtcOffset = z.infer<typeof utcOffsetSchema>

function readInstant(text: string): { day: PlainDate; minute: number } | null {
  const match = instantPattern.exec(text)
  const day = parsePlainDate(match?.[1] ?? '')
  if (match === null || day === null) return null
  const hour = Number(match[2])
  const minute = Number(match[3])
  if (hour > 23 || minute > 59 || Number(match[4]) > 59) return null
  return { day, minute: hour * 60 + minute }
}

function readOffset(text: string): number | null {
  const match = offsetPattern.exec(text)
  if (match === null) return null
  const minutes = Number(match[2]) * 60 + Number(match[3])
  if (minutes > 14 * 60) return null
  return match[1] === '-' ? -minutes : minutes
}

/** The day on which an instant falls at that offset. Throws RangeError when either is malformed. */
export function dayOfInstant(instant: string, offset: string): PlainDate {
  const at = readInstant(instant)
  const minutes = readOffset(offset)
  if (at === null || minutes === null)
    throw new RangeError('Expected an instant in UTC with milliseconds and an offset like +07:00')
  return addDays(at.day, Math.floor((at.minute + minutes) / minutesPerDay))
}

/** The last millisecond of a day at that offset: what "known on that day" means. Throws RangeError when the offset is malformed. */
export function endOfDay(day: PlainDate, offset: string): Instant {
  const minutes = readOffset(offset)
  if (minutes === null) throw new RangeError('Expected an offset like +07:00')
  const lastMinute = minutesPerDay - 1 - minutes
  const utcDay = addDays(day, Math.floor(lastMinute / minutesPerDay))
  const minuteOfDay = ((lastMinute % minutesPerDay) + minutesPerDay) % minutesPerDay
  const pad = (value: number) => String(value).padStart(2, '0')
  return instantSchema.parse(`${utcDay}T${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}:59.999Z`)
}
