import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Gate } from '../shell/gate.tsx'
import { useTitle } from '../shell/page.tsx'
import { useVault } from '../shell/session.tsx'
import type { SecondStep } from '../store/device-stores.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'
import { CodeField } from './code-field.tsx'
import { codeRefusalOf, useCode } from './use-code.ts'
import { useWayIn } from './use-way-in.ts'

/** Who signed in where other stores are: they may be new here, or one of these is theirs under a password that was changed elsewhere. */
export function ChooseStorePage(): ReactNode {
  const text = useText()
  useTitle('older-store.title')
  const vault = useVault()
  const form = useOlder()
  const { errors, attempt, isTrying, tryWay } = form
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('older-store.title')}</h1>
      <p>{text('older-store.why')}</p>
      <ErrorSummary errors={errors} attempt={attempt} />
      <div className="stack-tight">
        <Button
          weight="main"
          disabled={isTrying}
          onClick={() => void tryWay({ fieldId: 'older', go: () => vault.beginNew() })}
        >
          {text('older-store.new')}
        </Button>
        <p className="soft">{text('older-store.new-means')}</p>
      </div>
      <Older form={form} />
      <Button weight="quiet" onClick={() => vault.lock()}>
        {text('shell.sign-out')}
      </Button>
    </Gate>
  )
}

function useOlder() {
  const text = useText()
  const vault = useVault()
  const { errors, attempt, isTrying, show, tryWay } = useWayIn()
  const [password, setPassword] = useState('')
  const asked = useCode('older-code')
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (password === '') return show([{ fieldId: 'older', message: text('sign-in.password-missing') }])
    await go(asked.given)
  }
  const go = async (second: SecondStep): Promise<void> => {
    await tryWay({
      fieldId: 'older',
      go: () => vault.openOlder(password, second),
      place: (refusal) =>
        refusal.kind === 'nothing-opens'
          ? { fieldId: 'older', message: text('older-store.nothing-opens') }
          : codeRefusalOf(refusal, asked),
    })
  }
  return { errors, attempt, isTrying, show, tryWay, password, setPassword, asked, go, submit }
}

function Older({ form }: { form: ReturnType<typeof useOlder> }): ReactNode {
  const text = useText()
  const vault = useVault()
  return (
    <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
      <TextField
        id="older"
        type="password"
        label={text('older-store.password')}
        value={form.password}
        onChange={form.setPassword}
        autoComplete="off"
      />
      <CodeField
        asked={form.asked}
        passkey={{
          ask: () => vault.askPasskey(),
          onSigned: (passkey) => form.go({ passkey }),
          onFault: (message) => form.show([{ fieldId: form.asked.fieldId, message }]),
        }}
      />
      <Button type="submit" disabled={form.isTrying}>
        {text('older-store.open')}
      </Button>
    </form>
  )
}
