import { call } from '@komar/contract/client'
import { changePassword, passwordLength } from '@komar/contract/session'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import type { MessageId } from '../i18n/message-id.ts'
import { Gate } from '../shell/gate.tsx'
import { useTitle } from '../shell/page.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSessionHandle } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'

const noPasswords = { old: '', chosen: '', again: '' }
type Passwords = typeof noPasswords

/** Someone with a first password given by an administrator chooses their own before anything else. */
export function ChangePasswordPage(): ReactNode {
  const { text } = useLanguage()
  useTitle('password.title')
  const { signOut } = useSessionHandle()
  const form = useChangePassword()
  const field = (name: keyof Passwords, label: MessageId, help?: string): ReactNode => (
    <TextField
      id={name}
      type="password"
      label={text(label)}
      help={help}
      value={form.passwords[name]}
      onChange={(value) => form.change(name, value)}
      error={form.errors.find((error) => error.fieldId === name)?.message}
      autoComplete={name === 'old' ? 'current-password' : 'new-password'}
    />
  )
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('password.title')}</h1>
      <p>{text('password.why')}</p>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
        {field('old', 'password.old')}
        {field('chosen', 'password.new', text('password.rule', { length: passwordLength.min }))}
        {field('again', 'password.again')}
        <Button weight="main" type="submit" disabled={form.isSending}>
          {text('password.action')}
        </Button>
      </form>
      <Button weight="quiet" onClick={() => void signOut()}>
        {text('shell.sign-out')}
      </Button>
    </Gate>
  )
}

function useChangePassword() {
  const { text } = useLanguage()
  const { refresh } = useSessionHandle()
  const [passwords, setPasswords] = useState(noPasswords)
  const [errors, setErrors] = useState<FieldError[]>([])
  const [attempt, setAttempt] = useState(0)
  const [isSending, setIsSending] = useState(false)

  const show = (found: FieldError[]): void => {
    setErrors(found)
    setAttempt((count) => count + 1)
  }

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const faults = faultsOf(passwords).map(({ fieldId, id }) => ({
      fieldId,
      message: text(id, { length: passwordLength.min }),
    }))
    if (faults.length > 0) return show(faults)
    setIsSending(true)
    const answer = await call(changePassword, { body: { old: passwords.old, new: passwords.chosen } })
    setIsSending(false)
    if (answer.ok) return refresh()
    const isOldWrong = answer.problem !== 'offline' && answer.problem.code === 'access.wrong-credentials'
    const message = isOldWrong ? text('password.old-wrong') : sayProblem(answer.problem, text)
    show([{ fieldId: isOldWrong ? 'old' : 'chosen', message }])
  }

  const change = (name: keyof Passwords, value: string): void =>
    setPasswords((before) => ({ ...before, [name]: value }))
  return { passwords, change, errors, attempt, isSending, submit }
}

function faultsOf({ old, chosen, again }: Passwords): { fieldId: keyof Passwords; id: MessageId }[] {
  const faults: { fieldId: keyof Passwords; id: MessageId }[] = []
  if (old === '') faults.push({ fieldId: 'old', id: 'password.old-missing' })
  if (chosen.length < passwordLength.min) faults.push({ fieldId: 'chosen', id: 'password.too-short' })
  if (again !== chosen) faults.push({ fieldId: 'again', id: 'password.not-the-same' })
  return faults
}
