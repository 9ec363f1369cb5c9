// What must be mended before a form can be recorded. Each fault names the field, what is wrong and how it is mended.
import type { MessageId } from '../i18n/message-id.ts'
import { dateFaultId } from '../ui/date-field.tsx'
import { readDateText } from '../ui/date-text.ts'
import type { RecordContext } from './context.ts'
import type { FormDefinition } from './definition.ts'
import { asked, type FieldKind } from './field-kinds.ts'
import { count, day, decimal, many, rowsOf, said, type Values } from './values.ts'

/** `path` is the field's id on the page; in a row `rows.0.field`. */
export type Fault = { path: string; label: MessageId; message: MessageId }

/** The faults of a whole form, in the order of its fields. */
export function faultsOf(definition: FormDefinition, values: Values, context: RecordContext): Fault[] {
  const inFields = fieldFaults(definition.fields, values, context, '')
  const broken = (definition.rules?.(values, context) ?? []).filter(({ isBroken }) => isBroken)
  const between = broken.map(({ field, message }): Fault => ({ path: field, label: message, message }))
  const all = [...inFields, ...between.filter(({ path }) => !inFields.some((fault) => fault.path === path))]
  const place = (path: string): number => definition.fields.findIndex(({ id }) => id === path.split('.')[0])
  return all.toSorted((left, right) => place(left.path) - place(right.path))
}

function fieldFaults(fields: readonly FieldKind[], values: Values, context: RecordContext, prefix: string): Fault[] {
  return asked(fields, values, context).flatMap((field): Fault[] => {
    if (field.type === 'rows') {
      return rowsOf(values, field.id).flatMap((row, index) =>
        fieldFaults(field.fields, row, context, `${prefix}${field.id}.${index}.`),
      )
    }
    const message = faultOf(field, values)
    if (message === null || field.type === 'heading' || field.type === 'slot') return []
    return [{ path: `${prefix}${field.id}`, label: field.label, message }]
  })
}

const longest = { line: 300, text: 6000 }

function faultOf(field: FieldKind, values: Values): MessageId | null {
  if (field.type === 'tick' || field.type === 'heading' || field.type === 'slot' || field.type === 'rows') return null
  const isEmpty = field.type === 'many' ? many(values, field.id).length === 0 : said(values, field.id) === undefined
  if (isEmpty) return field.isOptional === true ? null : missing(field)
  const typed = said(values, field.id) ?? ''
  switch (field.type) {
    case 'line':
    case 'text':
      return typed.length > longest[field.type] ? 'form.fault.too-long' : null
    case 'count':
      return count(values, field.id) === undefined ? 'form.fault.not-a-number' : null
    case 'decimal':
      return decimal(values, field.id) === undefined ? 'form.fault.not-a-measure' : null
    case 'date':
      return dateFaultId(readDateText(typed))
    case 'day':
      return day(values, field.id) === undefined ? 'form.fault.not-a-day' : null
    default:
      return null
  }
}

function missing(field: FieldKind): MessageId {
  switch (field.type) {
    case 'choice':
    case 'select':
    case 'many':
    case 'yes-no':
      return 'form.fault.choose'
    case 'date':
    case 'day':
      return 'form.fault.date-missing'
    default:
      return 'form.fault.write'
  }
}
