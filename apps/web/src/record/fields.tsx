// Draws the fields of a form, one below the other.
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { ChoiceField, ManyField, SelectField, Tick } from '../ui/choice-field.tsx'
import { DateField, Understood } from '../ui/date-field.tsx'
import { readDateText } from '../ui/date-text.ts'
import type { FieldProps } from '../ui/field.tsx'
import { LongTextField, TextField } from '../ui/text-field.tsx'
import type { RecordContext } from './context.ts'
import type { Fault } from './faults.ts'
import type { ChoiceKind, FieldKind, RowsKind, YesKind } from './field-kinds.ts'
import { comingBack } from './paths.ts'
import { isTicked, many, rowsOf, type FieldValue, type Values } from './values.ts'

type Props = {
  fields: readonly FieldKind[]
  values: Values
  change: (values: Values) => void
  context: RecordContext
  faults: readonly Fault[]
  /** Of fields in a row: `rows.0.`. */
  prefix?: string
}

export function Fields({ fields, values, context, ...rest }: Props): ReactNode {
  return fields
    .filter((field) => field.when?.(values, context) ?? true)
    .map((field) => <OneField key={field.id} field={field} values={values} context={context} {...rest} />)
}

/** The id of a field's control on the page. */
export function controlId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`
}

type OneProps = Omit<Props, 'fields'> & { field: FieldKind }

function OneField({ field, ...props }: OneProps): ReactNode {
  const text = useText()
  const { values, change, context } = props
  if (field.type === 'slot') return <field.Component values={values} change={change} context={context} />
  if (field.type === 'heading') {
    return (
      <div className="stack-tight form-heading">
        <h2>{text(field.label)}</h2>
        {field.help && <p className="soft">{text(field.help)}</p>}
      </div>
    )
  }
  if (field.type === 'rows') return <RowsField field={field} {...props} />
  return <Control field={field} {...props} />
}

type ControlProps = Omit<Props, 'fields'> & { field: Exclude<FieldKind, { type: 'slot' | 'heading' | 'rows' }> }

function Control({ field, values, change, context, faults, prefix = '' }: ControlProps): ReactNode {
  const text = useText()
  const path = `${prefix}${field.id}`
  const fault = faults.find((each) => each.path === path)
  const frame: FieldProps = {
    id: controlId(path),
    label: text(field.label),
    help: field.help && text(field.help),
    error: fault && text(fault.message),
    isOptional: field.isOptional,
  }
  const set = (value: FieldValue): void => change({ ...values, [field.id]: value })
  const typed = textOf(values[field.id])
  switch (field.type) {
    case 'line':
      return <TextField {...frame} {...scriptOf(field.id)} value={typed} onChange={set} />
    case 'count':
      return <TextField {...frame} isShort inputMode="numeric" value={typed} onChange={set} />
    case 'decimal':
      return <TextField {...frame} isShort inputMode="decimal" value={typed} onChange={set} />
    case 'day':
      return (
        <div>
          <TextField {...frame} type="date" value={typed} onChange={set} />
          <Understood reading={readDateText(typed)} />
        </div>
      )
    case 'text':
      return <LongTextField {...frame} value={typed} onChange={set} />
    case 'date':
      return <DateField {...frame} value={typed} onChange={set} {...(field.means ? { means: field.means } : {})} />
    case 'tick':
      return <Tick label={frame.label} isTicked={isTicked(values, field.id)} onChange={set} {...hint(frame.help)} />
    default:
      return <Options field={field} frame={frame} values={values} context={context} set={set} />
  }
}

function hint(help: string | undefined): { hint?: string } {
  return help === undefined ? {} : { hint: help }
}

type OptionsProps = {
  field: ChoiceKind | YesKind
  frame: FieldProps
  values: Values
  context: RecordContext
  set: (value: FieldValue) => void
}

function Options({ field, frame, values, context, set }: OptionsProps): ReactNode {
  const text = useText()
  const typed = textOf(values[field.id])
  if (!('options' in field)) {
    const yesAndNo = [
      { value: 'yes', label: text('answer.yes') },
      { value: 'no', label: text('answer.no') },
    ]
    return <ChoiceField {...frame} isBeside options={yesAndNo} value={typed} onChange={set} />
  }
  const options = field.options(context, values)
  const beside = field.isBeside === true ? { isBeside: true } : {}
  switch (field.type) {
    case 'choice':
      return (
        <div className="stack-tight">
          <ChoiceField {...frame} {...beside} options={options} value={typed} onChange={set} />
          {options.length === 0 && <p className="soft">{text('form.nothing-to-choose')}</p>}
          {field.elsewhere && <ToOtherForm {...field.elsewhere} context={context} />}
        </div>
      )
    case 'many':
      return <ManyField {...frame} {...beside} options={options} values={many(values, field.id)} onChange={set} />
    case 'select':
      return <SelectField {...frame} options={options} value={typed} onChange={set} prompt={text('form.choose')} />
  }
}

type OtherFormProps = { form: string; label: MessageId; context: RecordContext }

function ToOtherForm({ form, label, context: { subject, here } }: OtherFormProps): ReactNode {
  const text = useText()
  if (subject.type !== 'child') return null
  return (
    <p>
      <Link to={comingBack(`/children/${subject.id}/record/${form}`, here)}>{text(label)}</Link>
    </p>
  )
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** A name is typed in its own script, without the phone's corrections. */
function scriptOf(id: string): { lang?: string; spellCheck?: boolean; autoComplete?: string } {
  if (id.endsWith('km')) return { lang: 'km', spellCheck: false, autoComplete: 'off' }
  return id.endsWith('latin') || id.endsWith('called')
    ? { spellCheck: false, autoComplete: 'off' }
    : { autoComplete: 'off' }
}

type RowsProps = {
  field: RowsKind
  values: Values
  change: (values: Values) => void
  context: RecordContext
  faults: readonly Fault[]
}

function RowsField({ field, values, change, context, faults }: RowsProps): ReactNode {
  const text = useText()
  const rows = rowsOf(values, field.id)
  const setRows = (next: readonly Values[]): void => change({ ...values, [field.id]: { rows: next } })
  const fault = faults.find(({ path }) => path === field.id)
  return (
    <fieldset className="field record-rows" id={controlId(field.id)} data-faulty={fault !== undefined}>
      <legend className="field-label">{text(field.label)}</legend>
      {field.help && <p className="field-help">{text(field.help)}</p>}
      {fault && <p className="field-error">{text(fault.message)}</p>}
      {rows.map((row, index) => (
        <Row
          // Rows have no ids of their own and are never put in another order.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          field={field}
          row={row}
          index={index}
          context={context}
          faults={faults}
          onChange={(changed) => setRows(rows.map((other, place) => (place === index ? changed : other)))}
          onRemove={() => setRows(rows.filter((_, place) => place !== index))}
        />
      ))}
      {field.add && (
        <div>
          <Button onClick={() => setRows([...rows, {}])}>
            <Plus aria-hidden="true" size={18} /> {text(field.add)}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

type RowProps = {
  field: RowsKind
  row: Values
  index: number
  context: RecordContext
  faults: readonly Fault[]
  onChange: (row: Values) => void
  onRemove: () => void
}

function Row({ field, row, index, context, faults, onChange, onRemove }: RowProps): ReactNode {
  const text = useText()
  const label = field.rowLabel(row, index, context)
  const prefix = `${field.id}.${index}.`
  const isFaulty = faults.some(({ path }) => path.startsWith(prefix))
  const inner = (
    <div className="stack">
      <Fields fields={field.fields} values={row} change={onChange} context={context} faults={faults} prefix={prefix} />
      {field.add && (
        <div>
          <Button weight="quiet" onClick={onRemove}>
            {text('questionnaire.remove')}
          </Button>
        </div>
      )}
    </div>
  )
  if (field.isFolded) {
    return (
      <details className="record-row" open={isFaulty || undefined}>
        <summary>{label}</summary>
        {inner}
      </details>
    )
  }
  return (
    <fieldset className="record-row">
      <legend className="field-label">{label}</legend>
      {inner}
    </fieldset>
  )
}
