import { useState, type ReactNode, type SubmitEvent } from 'react'
import { CodeField } from '../access/code-field.tsx'
import { codeRefusalOf, useCode } from '../access/use-code.ts'
import { useWayIn } from '../access/use-way-in.ts'
import { useText } from '../i18n/language-provider.tsx'
import type { SecondStep } from '../store/device-stores.ts'
import type { Tie } from '../store/vault-state.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useUnlocked, useVault } from './session.tsx'

/** Says that what is shown comes from this device; where the sign-in has ended, one press and the password mend it. */
export function SignInAgain({ tie }: { tie: Tie }): ReactNode {
  const text = useText()
  const vault = useVault()
  const { isInMemory = false } = useUnlocked()
  const [isAsking, setIsAsking] = useState(false)
  if (tie === 'signed-in') return null
  if (tie === 'unreachable') {
    return (
      <p className="frame-note" role="status">
        {text('shell.from-device')}
      </p>
    )
  }
  return (
    <div className="frame-note">
      <div className="row">
        <span role="status">{text('shell.session-ended')}</span>
        {!isAsking && (
          <Button onClick={() => (isInMemory ? vault.lock() : setIsAsking(true))}>{text('shell.sign-in-again')}</Button>
        )}
      </div>
      {isAsking && <PasswordOnly />}
    </div>
  )
}

function PasswordOnly(): ReactNode {
  const text = useText()
  const vault = useVault()
  const { errors, attempt, isTrying, show, tryWay } = useWayIn()
  const [password, setPassword] = useState('')
  const asked = useCode('again-code')
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (password === '') return show([{ fieldId: 'again-password', message: text('sign-in.password-missing') }])
    await go(asked.given)
  }
  const go = async (second: SecondStep): Promise<void> => {
    await tryWay({
      fieldId: 'again-password',
      go: () => vault.signInAgain(password, second),
      place: (refusal) => codeRefusalOf(refusal, asked),
    })
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary errors={errors} attempt={attempt} />
      <TextField
        id="again-password"
        type="password"
        label={text('sign-in.password')}
        value={password}
        onChange={setPassword}
        autoComplete="off"
      />
      <CodeField
        asked={asked}
        passkey={{
          ask: () => vault.askPasskey({ login: '', password }),
          onSigned: (passkey) => go({ passkey }),
          onFault: (message) => show([{ fieldId: asked.fieldId, message }]),
        }}
      />
      <div>
        <Button weight="main" type="submit" disabled={isTrying}>
          {text(isTrying ? 'sign-in.trying' : 'sign-in.action')}
        </Button>
      </div>
    </form>
  )
}
