// The page of a one-time link: a person sets their own password. The token stands in the fragment; it goes from the address at once, so
// that neither the history nor the next person at this computer has it.
import { acceptInvitation, openInvitation, type OpenedInvitation } from '@komar/contract/invitations'
import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { passwordLength } from '@komar/contract/session'
import { useEffect, useState, type ReactNode, type SubmitEvent } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { Gate } from '../shell/gate.tsx'
import { useTitle } from '../shell/page.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Loading } from '../ui/page-state.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import { ConnectAccount } from './connect-account.tsx'
import { newPasswordFaults, NewPasswordFields, type NewPassword } from './new-password-fields.tsx'

type Open = Extract<OpenedInvitation, { state: 'open' }>
type Shown =
  { is: 'asking' } | { is: 'open'; opened: Open } | { is: 'used' | 'ended' | 'offline' } | { is: 'done'; user: string }

function takeToken(): string {
  const token = location.hash.slice(1)
  if (token !== '') history.replaceState(history.state, '', location.pathname)
  return token
}

/** Shows what the link is for, and takes a password for it, once. */
export function JoinPage(): ReactNode {
  const { text } = useLanguage()
  useTitle('join.title')
  const [token] = useState(takeToken)
  const [shown, setShown] = useState<Shown>({ is: 'asking' })
  const open = async (): Promise<void> => setShown(await openLink(token))
  useEffect(() => void openLink(token).then(setShown), [token])
  return (
    <Gate>
      <h1 tabIndex={-1}>{text(isOfProvider(shown) ? 'join.connect' : 'join.title')}</h1>
      {shown.is === 'asking' && <Loading />}
      {shown.is === 'open' &&
        (isOfProvider(shown) ? (
          <>
            <WhoseLink opened={shown.opened} />
            <ConnectAccount token={token} opened={shown.opened} />
          </>
        ) : (
          <Choose token={token} opened={shown.opened} onShown={setShown} />
        ))}
      {shown.is === 'done' && <Done user={shown.user} />}
      {(shown.is === 'used' || shown.is === 'ended') && (
        <Notice tone="amber" heading={text(`join.${shown.is}`)} announce>
          <p>{text(`join.${shown.is}-next`)}</p>
        </Notice>
      )}
      {shown.is === 'offline' && (
        <Notice tone="amber" heading={text('join.offline')} announce>
          <Button onClick={() => void open()}>{text('state.try-again')}</Button>
        </Notice>
      )}
    </Gate>
  )
}

function isOfProvider(shown: Shown): boolean {
  return shown.is === 'open' && shown.opened.purpose === 'provider'
}

function WhoseLink({ opened }: { opened: Open }): ReactNode {
  const { text, language } = useLanguage()
  const agency = language === 'km' ? opened.agency.nameKm : opened.agency.nameEn
  return (
    <>
      <p>{text(`join.why-${opened.purpose}`, { agency })}</p>
      <p>
        {text('people.column-user')}: <strong translate="no">{opened.user}</strong>
      </p>
    </>
  )
}

async function openLink(token: string): Promise<Shown> {
  if (token === '') return { is: 'ended' }
  const answer = await call(openInvitation, { body: { token } })
  if (!answer.ok) return { is: isUnreached(answer.problem) ? 'offline' : 'ended' }
  return answer.value.state === 'open' ? { is: 'open', opened: answer.value } : { is: answer.value.state }
}

/** The host has not judged the link: no answer, a host that is down, too many tries. */
function isUnreached(problem: HttpProblem | 'offline'): boolean {
  return problem === 'offline' || problem.status >= 500 || problem.status === 429
}

function Done({ user }: { user: string }): ReactNode {
  const { text } = useLanguage()
  return (
    <Notice tone="calm" heading={text('join.done')} announce>
      <p>{text('join.done-next', { user })}</p>
      <a href="/" className={buttonClass('main')}>
        {text('sign-in.title')}
      </a>
    </Notice>
  )
}

type ChooseProps = { token: string; opened: Open; onShown: (shown: Shown) => void }

function Choose({ token, opened, onShown }: ChooseProps): ReactNode {
  const { text } = useLanguage()
  const form = useChoose(token, onShown)
  return (
    <>
      <WhoseLink opened={opened} />
      <ErrorSummary errors={form.faults.errors} attempt={form.faults.attempt} />
      <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
        <NewPasswordFields password={form.password} onChange={form.change} errorOf={form.faults.errorOf} />
        <p className="soft">{text('sign-in.do-not-save')}</p>
        <Button weight="main" type="submit" disabled={form.isSending}>
          {text('join.action')}
        </Button>
      </form>
    </>
  )
}

function useChoose(token: string, onShown: (shown: Shown) => void) {
  const { text } = useLanguage()
  const [password, setPassword] = useState<NewPassword>({ chosen: '', again: '' })
  const faults = useFieldErrors()
  const [isSending, setIsSending] = useState(false)
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const [fault] = newPasswordFaults(password)
    if (fault !== undefined)
      return faults.show([{ fieldId: fault.fieldId, message: text(fault.id, { length: passwordLength.min }) }])
    setIsSending(true)
    const answer = await call(acceptInvitation, { body: { token, password: password.chosen } })
    setIsSending(false)
    if (answer.ok) return onShown({ is: 'done', user: answer.value.user })
    if (answer.problem !== 'offline' && answer.problem.code === 'request.conflict') return onShown({ is: 'used' })
    if (answer.problem !== 'offline' && answer.problem.code === 'request.not-found') return onShown({ is: 'ended' })
    faults.show([{ fieldId: 'chosen', message: sayProblem(answer.problem, text) }])
  }
  const change = (name: keyof NewPassword, value: string): void =>
    setPassword((before) => ({ ...before, [name]: value }))
  return { password, change, faults, isSending, submit }
}
