import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { beginAuthenticator, proveAuthenticator } from '@komar/contract/second-factor'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { appNameWords, useAppName } from '../shell/app-name.ts'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import { authenticatorAddress } from './authenticator-address.ts'
import { QrCode } from './qr-code.tsx'
import './access.css'

type Props = {
  /** With the recovery codes, which are shown once; null: those of before still hold. */ onAdded: (
    recoveryCodes: string[] | null,
  ) => void
}

/** From nothing to an authenticator app: the host makes a secret, the app takes it, a first code shows that it did. */
export function AddAuthenticator({ onAdded }: Props): ReactNode {
  const text = useText()
  const [secret, setSecret] = useState<string | null>(null)
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const begin = async (): Promise<void> => {
    const answer = await call(beginAuthenticator, { body: {} })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setSecret(answer.value.secret)
  }
  if (secret !== null) return <TakeSecret secret={secret} onAdded={onAdded} />
  return (
    <>
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      <div>
        <Button onClick={() => void begin()}>{text('second-factor.add')}</Button>
      </div>
    </>
  )
}

function TakeSecret({ secret, onAdded }: { secret: string } & Props): ReactNode {
  const text = useText()
  const { user } = useSession().account
  const name = text(appNameWords[useAppName()])
  const form = useProving(onAdded)
  return (
    <form className="stack access-form" onSubmit={(event) => void form.submit(event)} noValidate>
      <ol className="stack-tight steps">
        <li>{text('second-factor.step-app')}</li>
        <li>{text('second-factor.step-scan')}</li>
        <li>{text('second-factor.step-code')}</li>
      </ol>
      <QrCode content={authenticatorAddress({ name, user, secret })} label={text('second-factor.picture')} />
      <dl className="app-secret">
        <div>
          <dt>{text('second-factor.secret')}</dt>
          <dd translate="no">{secret.replace(/(.{4})(?=.)/gu, '$1 ')}</dd>
        </div>
      </dl>
      <p className="soft">{text('second-factor.secret-private')}</p>
      <ErrorSummary errors={form.faults.errors} attempt={form.faults.attempt} />
      <TextField
        id="first-code"
        label={text('second-factor.first-code')}
        value={form.code}
        onChange={form.setCode}
        error={form.faults.errorOf('first-code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        isShort
      />
      <div>
        <Button weight="main" type="submit">
          {text('second-factor.prove')}
        </Button>
      </div>
    </form>
  )
}

function useProving(onAdded: Props['onAdded']) {
  const text = useText()
  const [code, setCode] = useState('')
  const faults = useFieldErrors()
  const show = (message: string): void => faults.show([{ fieldId: 'first-code', message }])
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (code.trim() === '') return show(text('sign-in.code-missing'))
    const answer = await call(proveAuthenticator, { body: { code: code.trim() } })
    if (answer.ok) onAdded(answer.value.recoveryCodes)
    else show(sayProblem(answer.problem, text))
  }
  return { code, setCode, faults, submit }
}
