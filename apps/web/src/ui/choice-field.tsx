import type { ReactNode } from 'react'
import { Field, FieldGroup, describedBy, type FieldProps } from './field.tsx'

export type Option<Value extends string = string> = {
  value: Value
  label: string
  hint?: string | undefined
  /** Stands apart from the real answers: "Not asked". */
  isQuiet?: boolean | undefined
}

type OneProps<Value extends string> = FieldProps & {
  options: readonly Option<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  /** Side by side instead of one below the other, for two or three short words. */
  isBeside?: boolean
}

/** One of several, as a list of large radio buttons: every answer can be read before one is chosen. */
export function ChoiceField<Value extends string>({
  options,
  value,
  onChange,
  isBeside,
  ...field
}: OneProps<Value>): ReactNode {
  return (
    <FieldGroup {...field}>
      <div className={isBeside ? 'choice-list choice-list-beside' : 'choice-list'}>
        {options.map((option) => (
          <Choice key={option.value} option={option}>
            <input
              type="radio"
              name={field.id}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
          </Choice>
        ))}
      </div>
    </FieldGroup>
  )
}

type ManyProps<Value extends string> = FieldProps & {
  options: readonly Option<Value>[]
  values: readonly Value[]
  onChange: (values: Value[]) => void
  isBeside?: boolean
}

/** Any number of several, as tick boxes. */
export function ManyField<Value extends string>({
  options,
  values,
  onChange,
  isBeside,
  ...field
}: ManyProps<Value>): ReactNode {
  const toggle = (value: Value): void =>
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value])
  return (
    <FieldGroup {...field}>
      <div className={isBeside ? 'choice-list choice-list-beside' : 'choice-list'}>
        {options.map((option) => (
          <Choice key={option.value} option={option}>
            <input type="checkbox" checked={values.includes(option.value)} onChange={() => toggle(option.value)} />
          </Choice>
        ))}
      </div>
    </FieldGroup>
  )
}

function Choice({ option, children }: { option: Option; children: ReactNode }): ReactNode {
  return (
    <label className={option.isQuiet ? 'choice choice-quiet' : 'choice'}>
      {children}
      <span>
        {option.label}
        {option.hint !== undefined && <span className="choice-hint small">{option.hint}</span>}
      </span>
    </label>
  )
}

type TickProps = { label: string; hint?: string; isTicked: boolean; onChange: (isTicked: boolean) => void }

/** A single tick box. */
export function Tick({ label, hint, isTicked, onChange }: TickProps): ReactNode {
  return (
    <Choice option={{ value: 'tick', label, hint }}>
      <input type="checkbox" checked={isTicked} onChange={(event) => onChange(event.target.checked)} />
    </Choice>
  )
}

type SelectProps<Value extends string> = FieldProps & {
  options: readonly Option<Value>[]
  value: Value | ''
  onChange: (value: Value | '') => void
  /** The words of the empty option: "Choose a prison". */
  prompt: string
}

/** One of a long list (prisons, provinces, agencies). */
export function SelectField<Value extends string>({
  options,
  value,
  onChange,
  prompt,
  ...field
}: SelectProps<Value>): ReactNode {
  return (
    <Field {...field}>
      <select
        id={field.id}
        className="input"
        value={value}
        aria-invalid={field.error !== undefined}
        aria-describedby={describedBy(field)}
        onChange={(event) => onChange(options.find((option) => option.value === event.target.value)?.value ?? '')}
      >
        <option value="">{prompt}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
