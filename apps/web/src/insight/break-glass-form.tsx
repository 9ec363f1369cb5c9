import { breakGlass } from '@komar/contract/broken-glass'
import { call } from '@komar/contract/client'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { LongTextField, TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'

const shortestReason = 20

/** The code of the record and why it must be seen now; told to the supervisors as it is opened. */
export function BreakGlass({ onOpened }: { onOpened: () => void }): ReactNode {
  const text = useText()
  const { values, change, errors, attempt, errorOf, submit } = useAsking(onOpened)
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary errors={errors} attempt={attempt} />
      <TextField
        id="code"
        label={text('glass.code')}
        help={text('glass.code-help')}
        autoComplete="off"
        isShort
        value={values.code}
        onChange={(code) => change({ ...values, code })}
        error={errorOf('code')}
      />
      <LongTextField
        id="reason"
        label={text('glass.reason')}
        help={text('glass.reason-help')}
        value={values.reason}
        onChange={(reason) => change({ ...values, reason })}
        error={errorOf('reason')}
      />
      <Notice tone="amber">{text('glass.told')}</Notice>
      <div>
        <Button type="submit">{text('glass.open')}</Button>
      </div>
    </form>
  )
}

function useAsking(onOpened: () => void) {
  const text = useText()
  const [values, change] = useState({ code: '', reason: '' })
  const { errors, attempt, errorOf, show } = useFieldErrors()
  const say = (fieldId: string, id: MessageId): FieldError => ({ fieldId, message: text(id) })
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const [code, reason] = [values.code.trim(), values.reason.trim()]
    const found = [
      ...(code === '' ? [say('code', 'glass.code-missing')] : []),
      ...(reason.length < shortestReason ? [say('reason', 'glass.reason-short')] : []),
    ]
    show(found)
    if (found.length > 0) return
    const answer = await call(breakGlass, { body: { code, reason } })
    if (!answer.ok) return show([{ fieldId: 'code', message: sayProblem(answer.problem, text) }])
    if (answer.value.id === null) return show([say('code', 'glass.not-found')])
    change({ code: '', reason: '' })
    onOpened()
  }
  return { values, change, errors, attempt, errorOf, submit }
}
