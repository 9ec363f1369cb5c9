// What a person has typed into a date field, as one text: an EDTF date when it is complete, and otherwise still all that was typed, so
// that a draft loses nothing ('-03-14' is a day and month whose year is not written yet).
import { parseEdtf, toLatinDigits, type Edtf, type EdtfFaultCode } from '@komar/domain/time/edtf'

export type DateParts = { year: string; month: string; day: string }

/** `to` is there when the date lies between two days, or lasts from one to another. */
export type TypedDate = { from: DateParts; to: DateParts | null; isAbout: boolean; isDoubted: boolean }

const noParts: DateParts = { year: '', month: '', day: '' }

/** The typed parts of a date text, the empty one included. */
export function splitDateText(text: string): TypedDate {
  const [from = '', to] = text.split('/')
  return {
    from: splitPoint(from),
    to: to === undefined ? null : splitPoint(to),
    isAbout: /[~%]/.test(text),
    isDoubted: /[?%]/.test(text),
  }
}

function splitPoint(point: string): DateParts {
  const [year = '', month = '', day = ''] = point.replace(/[~?%]$/, '').split('-')
  return { year, month: withoutZero(month), day: withoutZero(day) }
}

/** The text of typed parts; empty when nothing is typed. */
export function joinDateText({ from, to, isAbout, isDoubted }: TypedDate): string {
  const mark = isAbout && isDoubted ? '%' : isAbout ? '~' : isDoubted ? '?' : ''
  if (to === null) return joinPoint(from, mark)
  return `${joinPoint(from, mark)}/${joinPoint(to, mark)}`
}

function joinPoint({ year, month, day }: DateParts, mark: string): string {
  const parts = day !== '' ? [year, withZero(month), withZero(day)] : month !== '' ? [year, withZero(month)] : [year]
  const point = parts.map((part) => toLatinDigits(part).trim()).join('-')
  return point === '' ? '' : point + mark
}

const withZero = (part: string): string => (part === '' ? '' : toLatinDigits(part).trim().padStart(2, '0'))
const withoutZero = (part: string): string => part.replace(/^0(?=.)/, '')

export type DateReading =
  | { state: 'empty' }
  | { state: 'date'; edtf: Edtf }
  | { state: 'fault'; fault: EdtfFaultCode | 'year-missing' | 'month-missing' }

/** What a date text says so far, or what it still lacks. */
export function readDateText(text: string): DateReading {
  const typed = splitDateText(text)
  const points = [typed.from, typed.to ?? noParts]
  if (points.every((point) => joinPoint(point, '') === '')) return { state: 'empty' }
  if (points.some((point) => point.year === '' && joinPoint(point, '') !== ''))
    return { state: 'fault', fault: 'year-missing' }
  if (points.some((point) => point.month === '' && point.day !== '')) return { state: 'fault', fault: 'month-missing' }
  const parsed = parseEdtf(text)
  return parsed.ok ? { state: 'date', edtf: parsed.value } : { state: 'fault', fault: parsed.fault.code }
}
