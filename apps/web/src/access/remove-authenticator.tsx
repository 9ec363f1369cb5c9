import { call } from '@komar/contract/client'
import { removeAuthenticator } from '@komar/contract/second-factor'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'

/** Takes the authenticator app away: both things that sign in are asked for. */
export function RemoveAuthenticator({ onRemoved }: { onRemoved: () => void }): ReactNode {
  const text = useText()
  const [isAsking, setIsAsking] = useState(false)
  if (isAsking) return <Both onRemoved={onRemoved} onLeft={() => setIsAsking(false)} />
  return (
    <div>
      <Button onClick={() => setIsAsking(true)}>{text('second-factor.remove')}</Button>
    </div>
  )
}

function Both({ onRemoved, onLeft }: { onRemoved: () => void; onLeft: () => void }): ReactNode {
  const text = useText()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { errors, attempt, ...faults } = useFieldErrors()
  const show = (fieldId: string, message: string): void => faults.show([{ fieldId, message }])
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (password === '') return show('remove-password', text('sign-in.password-missing'))
    if (code.trim() === '') return show('remove-code', text('sign-in.code-missing'))
    const answer = await call(removeAuthenticator, { body: { password, code: code.trim() } })
    if (answer.ok) return onRemoved()
    const isCode = answer.problem !== 'offline' && answer.problem.code === 'session.code-wrong'
    show(isCode ? 'remove-code' : 'remove-password', sayProblem(answer.problem, text))
  }
  return (
    <Notice tone="amber" heading={text('second-factor.remove-what')} announce>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <ErrorSummary errors={errors} attempt={attempt} />
        <TextField
          id="remove-password"
          type="password"
          label={text('sign-in.password')}
          value={password}
          onChange={setPassword}
          autoComplete="off"
        />
        <TextField
          id="remove-code"
          label={text('sign-in.code')}
          help={text('sign-in.code-help')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          autoCapitalize="none"
        />
        <div className="row">
          <Button weight="main" type="submit">
            {text('second-factor.remove')}
          </Button>
          <Button onClick={onLeft}>{text('confirm.leave')}</Button>
        </div>
      </form>
    </Notice>
  )
}
