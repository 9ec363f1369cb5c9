// The faults of a form as it is tried: found before sending, or answered by the host; each beside its field.
import type { HttpProblem } from '@komar/contract/problem'
import { useText } from '../i18n/language-provider.tsx'
import type { MessageId } from '../i18n/message-id.ts'
import { sayProblem } from '../shell/problem-words.ts'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import { refusedField, type Fault } from './account-faults.ts'

type Fields<Field extends string> = {
  /** All fields, the first of which takes what concerns none of them. */
  all: readonly [Field, ...Field[]]
  /** The field that must be unique on the host. */
  taken: Field
  /** What is said of it. */
  takenWords?: MessageId
}

export function useFormFaults<Field extends string>({ all, taken, takenWords = 'people.taken' }: Fields<Field>) {
  const text = useText()
  const { errors, attempt, errorOf, show } = useFieldErrors()
  return {
    errors,
    attempt,
    errorOf: (field: Field) => errorOf(field),
    /** Shows faults found here; true when there are none. */
    isFit: (faults: readonly Fault<Field>[]): boolean => {
      show(faults.map(({ field, id }) => ({ fieldId: field, message: text(id) })))
      return faults.length === 0
    },
    refuse: (problem: HttpProblem | 'offline'): void => {
      const field = problem === 'offline' ? null : refusedField(problem, all, taken)
      const isTaken = problem !== 'offline' && problem.code === 'request.conflict'
      const message = isTaken ? text(takenWords) : sayProblem(problem, text)
      show([{ fieldId: field ?? all[0], message }])
    },
  }
}
