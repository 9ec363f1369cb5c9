// One question to the clock as a person writes it: dates as text, in the options of a command or in a row of a table.
import type { Clock } from '@komar/domain/law/clock'
import { defaultAsOf, statutoryClock } from '@komar/domain/law/clock'
import type { LawPack } from '@komar/domain/law/pack'
import type { Edtf, EdtfFaultCode } from '@komar/domain/time/edtf'
import { parseEdtf, toLatinDigits } from '@komar/domain/time/edtf'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { parsePlainDate } from '@komar/domain/time/plain-date'
import { uncertainSpan } from '@komar/domain/time/span'

/** The law and today, the same for every row. */
export type ClockRules = { law: LawPack; today: PlainDate }

export type ClockRow = { born: string; inPrison: string; asOf: string }

/** Why a row cannot be answered. The text never repeats a date: it may go to a log. */
export type RowFault = { column: 'born' | 'in_prison' | 'as_of'; message: string }

export type RowResult = { ok: true; clock: Clock } | { ok: false; fault: RowFault }

const faultText = {
  'edtf.empty': 'is empty; write a date like 2005, 2005-03, 2005-03-14 or 2005~',
  'edtf.malformed': 'is not a date; write it like 2005, 2005-03, 2005-03-14, 2005~ or 2005-03/2012-01',
  'edtf.unsupported': 'uses a form of date that Komar does not take; write it like 2005, 2005-03 or 2005-03-14',
  'edtf.no-such-date': 'names a day or month that does not exist; check the month and the day',
  'edtf.reversed': 'ends before it begins; write the earlier date first',
  'edtf.unbounded': 'has neither a beginning nor an end; give at least one date',
} satisfies Record<EdtfFaultCode, string>

class Fault extends Error {
  readonly fault: RowFault
  constructor(fault: RowFault) {
    super(fault.message)
    this.fault = fault
  }
}

/** Answers one row, or says which column is at fault. */
export function answerRow(row: ClockRow, rules: ClockRules): RowResult {
  try {
    return { ok: true, clock: clockOf(row, rules) }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault }
    throw error
  }
}

function clockOf(row: ClockRow, { law, today }: ClockRules): Clock {
  const birth = date(row.born, 'born')
  const inPrison = row.inPrison.split(';').map((stay) => uncertainSpan(date(stay, 'in_prison')))
  const asOf = row.asOf.trim() === '' ? defaultAsOf(inPrison, today) : day(row.asOf)
  return statutoryClock({ birth, inPrison, rules: law, asOf, leadMonths: law.leadTime.months })
}

function date(text: string, column: RowFault['column']): Edtf {
  const parsed = parseEdtf(text)
  if (!parsed.ok) throw new Fault({ column, message: faultText[parsed.fault.code] })
  return parsed.value
}

function day(text: string): PlainDate {
  const parsed = parsePlainDate(toLatinDigits(text).trim())
  if (parsed === null) throw new Fault({ column: 'as_of', message: 'is not a day; write it like 2012-01-31' })
  return parsed
}
