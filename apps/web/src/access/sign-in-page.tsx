import { call } from '@komar/contract/client'
import { openSession } from '@komar/contract/session'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { Gate } from '../shell/gate.tsx'
import { useTitle } from '../shell/page.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSessionHandle } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'
import { rememberedDevice, rememberDevice } from './device.ts'

export function SignInPage(): ReactNode {
  const { text } = useLanguage()
  useTitle('sign-in.title')
  const form = useSignIn()
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('sign-in.title')}</h1>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
        <TextField
          id="user"
          label={text('sign-in.user')}
          value={form.user}
          onChange={form.setUser}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField
          id="password"
          type="password"
          label={text('sign-in.password')}
          value={form.password}
          onChange={form.setPassword}
          autoComplete="current-password"
        />
        <Button weight="main" type="submit" disabled={form.isSending}>
          {text('sign-in.action')}
        </Button>
      </form>
      <p className="soft">{text('sign-in.help')}</p>
    </Gate>
  )
}

function useSignIn() {
  const { text } = useLanguage()
  const { refresh } = useSessionHandle()
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [errors, setErrors] = useState<FieldError[]>([])
  const [attempt, setAttempt] = useState(0)

  const refuse = (message: string, fieldId = 'user'): void => {
    setErrors([{ fieldId, message }])
    setAttempt((count) => count + 1)
  }

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (user.trim() === '') return refuse(text('sign-in.user-missing'))
    if (password === '') return refuse(text('sign-in.password-missing'), 'password')
    setIsSending(true)
    const device = rememberedDevice()
    const answer = await call(openSession, { body: { user: user.trim(), password, ...(device && { device }) } })
    setIsSending(false)
    if (!answer.ok) return refuse(sayProblem(answer.problem, text), 'password')
    rememberDevice(answer.value.device)
    await refresh()
  }

  return { user, setUser, password, setPassword, isSending, errors, attempt, submit }
}
