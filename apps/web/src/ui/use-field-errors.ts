// What is wrong with the fields of a form that was tried: said in the summary, which takes focus at every try, and beside each field.
import { useState } from 'react'
import type { FieldError } from './error-summary.tsx'

export function useFieldErrors() {
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [attempt, setAttempt] = useState(0)
  return {
    errors,
    attempt,
    errorOf: (fieldId: string): string | undefined => errors.find((error) => error.fieldId === fieldId)?.message,
    /** What was found at this try; nothing when it went. */
    show: (found: readonly FieldError[]): void => {
      setErrors(found)
      setAttempt((count) => count + 1)
    },
    /** Takes away what was said, without another try. */
    clear: (): void => setErrors([]),
  }
}
