import type { ComponentProps, ReactNode } from 'react'
import { describedBy, Field, type FieldProps } from './field.tsx'

type InputExtras = Pick<
  ComponentProps<'input'>,
  'type' | 'autoComplete' | 'inputMode' | 'lang' | 'autoCapitalize' | 'spellCheck'
>

type Props = FieldProps & InputExtras & { value: string; onChange: (value: string) => void; isShort?: boolean }

/** One line of text. */
export function TextField({ value, onChange, isShort = false, ...props }: Props): ReactNode {
  const { id, label: _label, help: _help, error, isOptional: _isOptional, ...extras } = props
  return (
    <Field {...props}>
      <input
        {...extras}
        id={id}
        className={isShort ? 'input input-short' : 'input'}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(props)}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

type LongExtras = Pick<ComponentProps<'textarea'>, 'lang' | 'spellCheck' | 'autoCapitalize'>
type LongProps = FieldProps & LongExtras & { value: string; onChange: (value: string) => void }

/** Several lines of text. */
export function LongTextField({ value, onChange, lang, spellCheck, autoCapitalize, ...props }: LongProps): ReactNode {
  return (
    <Field {...props}>
      <textarea
        id={props.id}
        className="input"
        rows={3}
        lang={lang}
        spellCheck={spellCheck}
        autoCapitalize={autoCapitalize}
        value={value}
        aria-invalid={props.error !== undefined}
        aria-describedby={describedBy(props)}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}
