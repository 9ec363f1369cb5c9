// From fields to the body of an entry, and back for a correction. A field stands under its own id; names stand together.
import { asked, type FieldKind } from './field-kinds.ts'
import type { RecordContext } from './context.ts'
import { names } from './drafting.ts'
import {
  count,
  day,
  decimal,
  edtf,
  isTicked,
  many,
  rowsOf,
  said,
  yesOrNo,
  type FieldValue,
  type Values,
} from './values.ts'

const envelopeFields: readonly string[] = ['occurred', 'basis', 'toldBy', 'reason']
const nameFields: readonly string[] = ['km', 'latin', 'called']

/** The members of a body that the fields hold; what is empty or does not apply is undefined. */
export function bodyFrom(
  fields: readonly FieldKind[],
  values: Values,
  context: RecordContext,
): Record<string, unknown> {
  const own = asked(fields, values, context).filter(({ id }) => !envelopeFields.includes(id))
  const plain = own.filter(({ id }) => !nameFields.includes(id))
  const members = plain.map((field) => [field.id, valueOf(field, values, context)])
  const hasNames = plain.length < own.length
  return { ...(hasNames ? { names: names(values) } : {}), ...Object.fromEntries(members) }
}

function valueOf(field: FieldKind, values: Values, context: RecordContext): unknown {
  switch (field.type) {
    case 'line':
    case 'text':
    case 'choice':
    case 'select':
      return said(values, field.id) ?? (field.isOptional === true ? undefined : context.placeholder)
    case 'count':
      return count(values, field.id)
    case 'decimal':
      return decimal(values, field.id)
    case 'date':
      return edtf(values, field.id)
    case 'day':
      return day(values, field.id)
    case 'many':
      return many(values, field.id)
    case 'yes-no':
      return yesOrNo(values, field.id)
    case 'tick':
      return isTicked(values, field.id)
    case 'rows':
      return rowsOf(values, field.id).map((row) => bodyFrom(field.fields, row, context))
    case 'heading':
    case 'slot':
      return undefined
  }
}

/** The values of a form as an entry's body holds them, to be corrected. Members that no field shows stay in the body. */
export function valuesFrom(fields: readonly FieldKind[], body: Readonly<Record<string, unknown>>): Values {
  const shown = isRecord(body['names']) ? { ...body, ...body['names'] } : body
  return Object.fromEntries(fields.flatMap((field) => entryOf(field, shown[field.id])))
}

function entryOf(field: FieldKind, value: unknown): [string, FieldValue][] {
  if (value === undefined || value === null) return []
  if (field.type === 'rows') {
    const rows = Array.isArray(value) ? value.filter(isRecord) : []
    return [[field.id, { rows: rows.map((row) => valuesFrom(field.fields, row)) }]]
  }
  if (field.type === 'yes-no') return [[field.id, value === true ? 'yes' : 'no']]
  if (typeof value === 'boolean') return [[field.id, value]]
  if (Array.isArray(value)) return [[field.id, value.map(String)]]
  return typeof value === 'string' || typeof value === 'number' ? [[field.id, String(value)]] : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
