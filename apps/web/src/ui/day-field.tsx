import { useState, type ReactNode } from 'react'
import { Parts } from './date-field.tsx'
import { joinDateText, splitDateText } from './date-text.ts'
import { FieldGroup, type FieldProps } from './field.tsx'

type Props = FieldProps & {
  /** A day, or what was typed of it so far; empty when nothing was. */
  value: string
  onChange: (text: string) => void
}

/** One whole day. The browser's own field writes days in an order that its language sets, not the page's. */
export function DayField({ value, onChange, ...field }: Props): ReactNode {
  const [parts, setParts] = useState(() => splitDateText(value).from)
  return (
    <FieldGroup {...field}>
      <Parts
        id={`${field.id}-from`}
        parts={parts}
        onChange={(from) => {
          setParts(from)
          onChange(joinDateText({ from, to: null, isAbout: false, isDoubted: false }))
        }}
      />
    </FieldGroup>
  )
}
