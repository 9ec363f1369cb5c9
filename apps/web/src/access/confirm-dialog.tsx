import { call, type Answer } from '@komar/contract/client'
import type { InputOf } from '@komar/contract/endpoint'
import type { PasskeyAnswer, PasskeyRequest } from '@komar/contract/passkey-answer'
import { askPasskeyToConfirm } from '@komar/contract/passkeys'
import { confirmSession } from '@komar/contract/session'
import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import { CodeField } from './code-field.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { knowsPasskeys } from './passkey.ts'
import { hearProved } from './proof-channel.ts'
import { useCode } from './use-code.ts'
import './confirm-dialog.css'

export type ConfirmWays = {
  /** Whether the person has a passkey, which can stand in place of the password. */
  hasPasskey: boolean
  /** The identity provider by which they came in; null: they came by a password. */
  byProvider: string | null
}

type Props = ConfirmWays & {
  onSettled: (isProved: boolean) => void
}

/** "Is it you?": the password once more, or a passkey, before something that cannot be taken back, or after the session moved. */
export function ConfirmDialog({ hasPasskey, byProvider, onSettled }: Props): ReactNode {
  const text = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const form = useConfirming(onSettled)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-heading" onClose={() => onSettled(false)}>
      <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
        <h2 id="confirm-heading">{text('confirm.heading')}</h2>
        <p>{text('confirm.why')}</p>
        <ErrorSummary errors={form.errors} attempt={form.attempt} />
        {byProvider !== null && <ByProvider name={byProvider} onProved={() => onSettled(true)} />}
        {(hasPasskey || form.asked.ways.passkey) && knowsPasskeys() && (
          <>
            <PasskeyButton id="confirm-passkey" ask={askPasskey} onSigned={form.sign} onFault={form.show} />
          </>
        )}
        {(byProvider !== null || hasPasskey || form.asked.ways.passkey) && <p>{text('confirm.or-password')}</p>}
        <TextField
          id="confirm-password"
          type="password"
          label={text('sign-in.password')}
          value={form.password}
          onChange={form.setPassword}
          autoComplete="off"
        />
        <CodeField asked={form.asked} />
        <div className="row">
          <Button weight={byProvider === null ? 'main' : 'plain'} type="submit" disabled={form.isTrying}>
            {text(form.isTrying ? 'sign-in.trying' : 'confirm.action')}
          </Button>
          <Button onClick={() => onSettled(false)}>{text('confirm.leave')}</Button>
        </div>
      </form>
    </dialog>
  )
}

/** At the provider, in a page of its own: nothing that stands in this one is lost. */
function ByProvider({ name, onProved }: { name: string; onProved: () => void }): ReactNode {
  const text = useText()
  const latest = useRef(onProved)
  latest.current = onProved
  useEffect(() => hearProved(() => latest.current()), [])
  return (
    <div className="stack-tight">
      <a href="/prove" target="_blank" rel="noopener" className={buttonClass('main')}>
        {text('confirm.by-provider', { name })}
      </a>
      <p className="field-help">{text('confirm.by-provider-what')}</p>
    </div>
  )
}

function askPasskey(): Promise<Answer<PasskeyRequest>> {
  return call(askPasskeyToConfirm, { body: {} })
}

function useConfirming(onSettled: Props['onSettled']) {
  const text = useText()
  const [password, setPassword] = useState('')
  const asked = useCode('confirm-code')
  const { errors, attempt, clear, ...faults } = useFieldErrors()
  const [isTrying, setIsTrying] = useState(false)
  const show = (message: string, fieldId = 'confirm-password'): void => faults.show([{ fieldId, message }])
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    // Under a form of the page: its own submission is not meant.
    event.stopPropagation()
    if (password === '') return show(text('sign-in.password-missing'))
    await prove({ password, ...asked.given })
  }
  const prove = async (body: InputOf<typeof confirmSession.input>['body']): Promise<void> => {
    setIsTrying(true)
    const answer = await call(confirmSession, { body })
    setIsTrying(false)
    if (answer.ok) return onSettled(true)
    const refusal = asked.refusalOf(answer.problem)
    if (refusal === 'asked') return clear()
    if (refusal !== null) return show(refusal.message, refusal.fieldId)
    const isWrong = answer.problem !== 'offline' && answer.problem.code === 'access.wrong-credentials'
    show(isWrong ? text('confirm.wrong') : sayProblem(answer.problem, text))
  }
  const sign = (passkey: PasskeyAnswer): Promise<void> => prove({ passkey })
  return { password, setPassword, asked, errors, attempt, isTrying, show, sign, submit }
}
