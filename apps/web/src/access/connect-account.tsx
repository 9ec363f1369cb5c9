// Of a link that ties: whoever has a password gives it as well, for a link alone is known to whoever made it. Then the identity provider
// says who they are there (came-in-page.tsx).
import { call, type Answer } from '@komar/contract/client'
import type { InputOf } from '@komar/contract/endpoint'
import type { OpenedInvitation } from '@komar/contract/invitations'
import type { PasskeyRequest } from '@komar/contract/passkey-answer'
import { askPasskey } from '@komar/contract/passkeys'
import { beginAtProvider } from '@komar/contract/provider'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import { CodeField } from './code-field.tsx'
import { goToProvider, ProviderButton, useProviderName } from './provider-way.tsx'
import { useCode } from './use-code.ts'

type Props = { token: string; opened: Extract<OpenedInvitation, { state: 'open' }> }

/** Leads to the provider; nothing where the host has none any more. */
export function ConnectAccount({ token, opened }: Props): ReactNode {
  const name = useProviderName()
  if (name === null) return null
  if (!opened.asksPassword) return <ProviderButton name={name} token={token} />
  return <WithPassword name={name} token={token} user={opened.user} />
}

function WithPassword({ name, token, user }: { name: string; token: string; user: string }): ReactNode {
  const text = useText()
  const form = useConnecting(token)
  const ask = (): Promise<Answer<PasskeyRequest>> => call(askPasskey, { body: { user, password: form.password } })
  return (
    <>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
        <TextField
          id="connect-password"
          type="password"
          label={text('sign-in.password')}
          help={text('join.connect-password')}
          value={form.password}
          onChange={form.setPassword}
          autoComplete="off"
        />
        <CodeField
          asked={form.asked}
          passkey={{ ask, onSigned: (passkey) => form.go({ passkey }), onFault: (message) => form.show(message) }}
        />
        <Button weight="main" type="submit" disabled={form.isGoing}>
          {text(form.isGoing ? 'sign-in.trying' : 'sign-in.by-provider', { name })}
        </Button>
      </form>
    </>
  )
}

function useConnecting(token: string) {
  const text = useText()
  const [password, setPassword] = useState('')
  const [isGoing, setIsGoing] = useState(false)
  const { errors, attempt, clear, ...faults } = useFieldErrors()
  const asked = useCode('connect-code')
  const show = (message: string, fieldId = 'connect-password'): void => faults.show([{ fieldId, message }])
  const go = async (second: InputOf<typeof beginAtProvider.input>['body']): Promise<void> => {
    setIsGoing(true)
    const problem = await goToProvider(call(beginAtProvider, { body: { token, password, ...second } }))
    setIsGoing(false)
    const refusal = asked.refusalOf(problem)
    if (refusal === 'asked') return clear()
    if (refusal !== null) return show(refusal.message, refusal.fieldId)
    const isWrong = problem !== 'offline' && problem.code === 'access.wrong-credentials'
    show(isWrong ? text('confirm.wrong') : sayProblem(problem, text))
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (password === '') return show(text('sign-in.password-missing'))
    await go(asked.given)
  }
  return { password, setPassword, isGoing, errors, attempt, asked, show, go, submit }
}
