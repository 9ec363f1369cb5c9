// The frame of every field: words above, help under them, the fault beside the field (ui.md, principle 5).
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import './field.css'

export type FieldProps = {
  /** Unique on the page; the error summary points to it. */
  id: string
  label: string
  help?: string | undefined
  error?: string | undefined
  /** Fields that may stay empty say so; required ones need no mark. */
  isOptional?: boolean | undefined
}

/** The ids that describe a field's control, for aria-describedby. */
export function describedBy({ id, help, error }: FieldProps): string | undefined {
  const ids = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** A field with one control. */
export function Field(props: FieldProps & { children: ReactNode }): ReactNode {
  return (
    <div className="field" data-faulty={props.error !== undefined}>
      <label className="field-label" htmlFor={props.id}>
        <LabelWords {...props} />
      </label>
      <HelpAndError {...props} />
      {props.children}
    </div>
  )
}

/** A field with several controls: choices, the parts of a date. */
export function FieldGroup(props: FieldProps & { children: ReactNode }): ReactNode {
  return (
    <fieldset
      className="field"
      id={props.id}
      aria-describedby={describedBy(props)}
      data-faulty={props.error !== undefined}
    >
      <legend className="field-label">
        <LabelWords {...props} />
      </legend>
      <HelpAndError {...props} />
      {props.children}
    </fieldset>
  )
}

function LabelWords({ label, isOptional }: FieldProps): ReactNode {
  const text = useText()
  if (!isOptional) return label
  return (
    <>
      {label} <span className="field-optional">{text('form.optional')}</span>
    </>
  )
}

function HelpAndError({ id, help, error }: FieldProps): ReactNode {
  return (
    <>
      {help !== undefined && (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          <CircleAlert aria-hidden="true" size={18} />
          {error}
        </p>
      )}
    </>
  )
}
