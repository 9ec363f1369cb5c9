import { useEffect, useRef, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Notice } from './notice.tsx'

/** A fault in a field: what is wrong and how it is mended, and the id of the field it stands beside. */
export type FieldError = { fieldId: string; message: string }

type Props = {
  errors: readonly FieldError[]
  /** Changes with every try, so that the summary takes focus each time. */
  attempt: number
}

/** The list of what must be mended before the form can go; takes focus when the form was refused. */
export function ErrorSummary({ errors, attempt }: Props): ReactNode {
  const text = useText()
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt > 0) summary.current?.focus()
  }, [attempt])
  if (errors.length === 0) return null
  return (
    <div role="alert">
      <Notice tone="brick" heading={text('form.errors', { count: errors.length })} ref={summary}>
        <ul className="plain-list">
          {errors.map((error) => (
            <li key={error.fieldId}>
              <a href={`#${error.fieldId}`} onClick={(event) => focusField(event, error.fieldId)}>
                {error.message}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

// A fragment would change the address and scroll without focus; the field itself, or the first control in its group, is focused.
function focusField(event: { preventDefault: () => void }, fieldId: string): void {
  event.preventDefault()
  const field = document.getElementById(fieldId)
  const control = field?.matches('fieldset') ? field.querySelector<HTMLElement>('input, select, textarea') : field
  control?.focus()
}
