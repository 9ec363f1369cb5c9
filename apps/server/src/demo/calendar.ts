// The days that the demonstration is fitted to (product.md G5, G9, G10; practice.md part 4, two eras), and what time it is there.
import { edtf, type Edtf } from '@komar/domain/time/edtf'
import { addDays, daysBetween, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import type { Random } from './random.ts'

/** Days on which the register holds as many children as were published. */
export const counts = [
  { day: plainDate('2011-04-30'), children: 36 },
  { day: plainDate('2012-05-31'), children: 81 },
  { day: plainDate('2013-07-31'), children: 51 },
  { day: plainDate('2014-11-30'), children: 40 },
] as const

export const firstRecords = plainDate('2011-01-10')
/** The day of the report. */
export const reportDay = plainDate('2013-07-31')
/** The marked day on which the State's agencies begin to work with the system. */
export const systemStart = plainDate('2013-10-01')
/** "Today" when the demonstration has just been made. */
export const lastDay = plainDate('2014-12-12')

/** Children in the history that is fitted to the published counts. */
export const fittedChildren = 147
export const usualSeed = 2013

/** Hours of the day in Phnom Penh at which people enter what they know: those who come later build on what came before. */
export const hours = { monitor: 9, officer: 10, clinic: 11, worker: 13, supervisor: 15, answer: 16 } as const

/** An instant of a day in Phnom Penh (UTC+7). `hour` is 7 to 23, whole. */
export function instantOf(day: PlainDate, hour: number): string {
  return `${day}T${String(hour - 7).padStart(2, '0')}:00:00.000Z`
}

/** A day between two, both included; the first when they are the wrong way round. */
export function dayBetween(random: Random, first: PlainDate, last: PlainDate): PlainDate {
  return addDays(first, random.int(0, Math.max(0, daysBetween(first, last))))
}

/** The day as a date known exactly. */
export function onDay(day: PlainDate): Edtf {
  return edtf(day)
}
