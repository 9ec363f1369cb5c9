// Working days, for time limits that are counted in them (practice.md part 3: a letter is answered within 15 working days).
// Rule: the day on which the clock starts is not counted; every later day is, except Saturdays, Sundays and the public holidays that
// the country's pack names. Uncertain: the pack of Cambodia names no holidays yet, so only weekends are left out there, and the limit
// falls earlier than it would with them; where it is shown, this is said.
import { addDays, dayOfWeek, lastDay, type PlainDate } from './plain-date.ts'

const noHolidays: readonly PlainDate[] = []
const sunday = 0
const saturday = 6

/** Whether offices work on this day. */
export function isWorkingDay(day: PlainDate, holidays: readonly PlainDate[] = noHolidays): boolean {
  const weekday = dayOfWeek(day)
  return weekday !== sunday && weekday !== saturday && !holidays.includes(day)
}

/** The working day so many working days after a day; the day itself when none are asked for. Kept within the calendar's end. */
export function addWorkingDays(from: PlainDate, count: number, holidays: readonly PlainDate[] = noHolidays): PlainDate {
  let day = from
  let left = count
  while (left > 0 && day < lastDay) {
    day = addDays(day, 1)
    if (isWorkingDay(day, holidays)) left -= 1
  }
  return day
}
