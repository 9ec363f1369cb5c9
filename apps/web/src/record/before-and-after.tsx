// What a correction changes, field by field, before it is recorded.
import type { ReactNode } from 'react'
import { isEdtf } from '@komar/domain/time/edtf'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { correctionOf } from './all-forms.ts'
import { Notice } from '../ui/notice.tsx'
import type { RecordContext } from './context.ts'
import { asked, type FieldKind, type Slot } from './field-kinds.ts'
import { namedEntry, valuesOfEntry } from './entry-values.ts'
import { said, type Values } from './values.ts'

export function BeforeAndAfter({ values, context }: Slot): ReactNode {
  const { text } = context.speech
  const entry = namedEntry(context)
  const fields = entry && correctionOf(entry.kind)?.fields
  if (entry === undefined || fields === undefined) return null
  const before = valuesOfEntry(fields, entry)
  const changed = asked(fields, values, context).filter(
    (field) => wordsOf(field, before, context) !== wordsOf(field, values, context),
  )
  if (changed.length === 0) return null
  return (
    <Notice heading={text('form.correct.changes')}>
      <dl className="stack-tight">
        {changed.map((field) => (
          <div key={field.id}>
            <dt>
              <strong>{'label' in field ? text(field.label) : ''}</strong>
            </dt>
            <dd>
              {text('chronicle.before')} <del>{wordsOf(field, before, context)}</del>
            </dd>
            <dd>
              {text('chronicle.after')} <ins>{wordsOf(field, values, context)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </Notice>
  )
}

function wordsOf(field: FieldKind, values: Values, context: RecordContext): string {
  const { speech } = context
  const value = values[field.id]
  if (value === true) return speech.text('answer.yes')
  const written = said(values, field.id) ?? ''
  switch (field.type) {
    case 'date':
      return isEdtf(written) ? formatEdtf(written, speech, 'between') : written
    case 'choice':
    case 'select':
      return field.options(context, values).find((option) => option.value === written)?.label ?? written
    case 'yes-no':
      return written === '' ? '' : speech.text(written === 'yes' ? 'answer.yes' : 'answer.no')
    default:
      return typeof value === 'object' ? JSON.stringify(value) : written
  }
}
