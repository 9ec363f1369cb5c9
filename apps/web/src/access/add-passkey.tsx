import { call } from '@komar/contract/client'
import { addPasskey, beginPasskey, passkeyName } from '@komar/contract/passkeys'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { appNameWords, useAppName } from '../shell/app-name.ts'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import { makePasskey } from './passkey.ts'

type Props = {
  /** With recovery codes, where it is the first second step. */ onAdded: (recoveryCodes: string[] | null) => void
}

/** A passkey more, with a name to know it by. */
export function AddPasskey({ onAdded }: Props): ReactNode {
  const text = useText()
  const [isAdding, setIsAdding] = useState(false)
  const added = (codes: string[] | null): void => {
    setIsAdding(false)
    onAdded(codes)
  }
  if (isAdding) return <NamePasskey onAdded={added} onLeft={() => setIsAdding(false)} />
  return (
    <div>
      <Button onClick={() => setIsAdding(true)}>{text('second-factor.passkey-add')}</Button>
    </div>
  )
}

function NamePasskey({ onLeft, ...props }: Props & { onLeft: () => void }): ReactNode {
  const text = useText()
  const form = useAdding(props)
  return (
    <form className="stack access-form" onSubmit={(event) => void form.submit(event)} noValidate>
      <p>{text('second-factor.passkey-how')}</p>
      <p className="soft">{text('second-factor.passkey-seen')}</p>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <TextField
        id={fieldId}
        label={text('second-factor.passkey-name')}
        help={text('second-factor.passkey-name-help')}
        value={form.name}
        onChange={form.setName}
        error={form.errorOf(fieldId)}
        autoComplete="off"
      />
      <div className="row">
        <Button weight="main" type="submit" disabled={form.isTrying}>
          {text(form.isTrying ? 'sign-in.trying' : 'second-factor.passkey-go')}
        </Button>
        <Button onClick={onLeft}>{text('confirm.leave')}</Button>
      </div>
    </form>
  )
}

const fieldId = 'passkey-name'

function useAdding({ onAdded }: Props) {
  const text = useText()
  const appName = text(appNameWords[useAppName()])
  const [name, setName] = useState('')
  const [isTrying, setIsTrying] = useState(false)
  const { errors, attempt, errorOf, ...faults } = useFieldErrors()
  const show = (message: string): void => faults.show([{ fieldId, message }])
  const add = async (): Promise<void> => {
    const begun = await call(beginPasskey, { body: {} })
    if (!begun.ok) return show(sayProblem(begun.problem, text))
    const made = await makePasskey(begun.value, appName, text)
    if (!made.ok) return show(made.message)
    const answer = await call(addPasskey, { body: { name: name.trim(), passkey: made.value } })
    if (answer.ok) return onAdded(answer.value.recoveryCodes)
    const isConflict = answer.problem !== 'offline' && answer.problem.code === 'request.conflict'
    show(isConflict ? text('second-factor.passkey-full') : sayProblem(answer.problem, text))
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!passkeyName.safeParse(name).success) return show(text('second-factor.passkey-name-missing'))
    setIsTrying(true)
    await add()
    setIsTrying(false)
  }
  return { name, setName, errors, attempt, errorOf, isTrying, submit }
}
