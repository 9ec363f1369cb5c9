// What stands in a form, as one plain record that a draft can hold and any later version of the page can read again; and the readers
// that a builder takes values out with. Everything typed is kept as typed: a number is text until it is recorded.
import { parseEdtf, toLatinDigits, type Edtf } from '@komar/domain/time/edtf'
import { parsePlainDate, type PlainDate } from '@komar/domain/time/plain-date'
import * as z from 'zod'

export type FieldValue = string | boolean | readonly string[] | { rows: readonly Values[] }
export type Values = { readonly [field: string]: FieldValue }

const fieldValue: z.ZodType<FieldValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.boolean(),
    z.array(z.string()),
    z.object({ rows: z.array(z.record(z.string(), fieldValue)) }),
  ]),
)
const valuesSchema = z.record(z.string(), fieldValue)

/** Values as a draft holds them; null when something else is stored there. */
export function readValues(stored: unknown): Values | null {
  const read = valuesSchema.safeParse(stored)
  return read.success ? read.data : null
}

/** The text in a field; undefined when nothing is said. */
export function said(values: Values, field: string): string | undefined {
  const value = values[field]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function isTicked(values: Values, field: string): boolean {
  return values[field] === true
}

/** Yes, no, or not answered. */
export function yesOrNo(values: Values, field: string): boolean | undefined {
  const word = said(values, field)
  return word === 'yes' ? true : word === 'no' ? false : undefined
}

export function many(values: Values, field: string): readonly string[] {
  const value = values[field]
  return typeof value === 'object' && !('rows' in value) ? value : []
}

export function rowsOf(values: Values, field: string): readonly Values[] {
  const value = values[field]
  return typeof value === 'object' && 'rows' in value ? value.rows : []
}

/** A whole number from 0, written in Latin or Khmer figures; undefined when empty or something else. */
export function count(values: Values, field: string): number | undefined {
  const figures = toLatinDigits(said(values, field) ?? '')
  return /^\d{1,6}$/.test(figures) ? Number(figures) : undefined
}

/** A measure above 0 with at most three decimals, in Latin or Khmer figures, with a point or a comma; undefined for anything else. */
export function decimal(values: Values, field: string): number | undefined {
  const figures = toLatinDigits(said(values, field) ?? '').replace(',', '.')
  const measure = /^\d{1,6}(\.\d{1,3})?$/.test(figures) ? Number(figures) : 0
  return measure > 0 ? measure : undefined
}

/** A date as it is known. */
export function edtf(values: Values, field: string): Edtf | undefined {
  const parsed = parseEdtf(said(values, field) ?? '')
  return parsed.ok ? parsed.value : undefined
}

/** One day, for what is planned. */
export function day(values: Values, field: string): PlainDate | undefined {
  return parsePlainDate(said(values, field) ?? '') ?? undefined
}

/** One of some words; undefined for anything else. */
export function oneOf<Word extends string>(values: Values, field: string, words: readonly Word[]): Word | undefined {
  const word = said(values, field)
  return words.find((each) => each === word)
}
