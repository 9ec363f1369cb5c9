// The two days of a report: the day that it is about, and the day by whose end its facts were known.
import { addMonths, parsePlainDate, type PlainDate } from '@komar/domain/time/plain-date'

export type ReportDays = { asOf?: PlainDate; knownAt?: PlainDate }

/** The days of an address; what is not a day is left out. */
export function readReportDays(search: Record<string, unknown>): ReportDays {
  const asOf = readDay(search['asOf'])
  const knownAt = readDay(search['knownAt'])
  return { ...(asOf && { asOf }), ...(knownAt && { knownAt }) }
}

function readDay(value: unknown): PlainDate | null {
  return typeof value === 'string' ? parsePlainDate(value) : null
}

export type TypedDays = { asOf: string; knownAt: string }

/** The days that someone picked, or the field that does not fit. Today itself needs no word in the address, so that it stays today. */
export function pickedDays(
  { asOf, knownAt }: TypedDays,
  today: PlainDate,
): { ok: true; days: ReportDays } | { ok: false; field: keyof TypedDays } {
  const days = readReportDays({ asOf, knownAt })
  if (asOf !== '' && (days.asOf === undefined || days.asOf > today)) return { ok: false, field: 'asOf' }
  if (knownAt !== '' && (days.knownAt === undefined || days.knownAt > today)) return { ok: false, field: 'knownAt' }
  if (days.asOf === today) delete days.asOf
  return { ok: true, days }
}

/** The month of an address ('2014-11'); what is no month is left out. */
export function readMonth({ month }: Record<string, unknown>): { month?: string } {
  return typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}
}

/** The month so many months later, or earlier. */
export function monthBeside(month: string, months: number): string {
  const day = parsePlainDate(`${month}-01`)
  return day === null ? month : addMonths(day, months).slice(0, 7)
}
