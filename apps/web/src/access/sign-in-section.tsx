import { changeAccount, resetPassword, type Account, type FreshInvitation } from '@komar/contract/accounts'
import { call } from '@komar/contract/client'
import { endAccountSessions } from '@komar/contract/members'
import type { HttpProblem } from '@komar/contract/problem'
import { resetSecondFactor } from '@komar/contract/second-factor'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Asked } from './asked.tsx'
import { FreshLink } from './fresh-link.tsx'
import { InvitationList } from './invitation-list.tsx'
import { ProviderPart } from './provider-part.tsx'

type Props = { account: Account; onChanged: () => void }

/** Whether this person can sign in: a link for a password, signing out everywhere, and disabling, which can be undone. */
export function SignInSection({ account, onChanged }: Props): ReactNode {
  const text = useText()
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const [fresh, setFresh] = useState<(FreshInvitation & { isOfProvider?: boolean }) | null>(null)
  const [ended, setEnded] = useState<number | null>(null)
  const isDisabled = account.disabledAt !== null
  const reset = async (): Promise<void> => {
    const answer = await call(resetPassword, { params: { id: account.id }, body: {} })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setFresh(answer.value.invitation)
  }
  const signOut = async (): Promise<void> => {
    const answer = await call(endAccountSessions, { params: { id: account.id }, body: {} })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setEnded(answer.value.ended)
  }
  return (
    <>
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      {fresh !== null && (
        <FreshLink invitation={fresh} user={account.user} isOfProvider={fresh.isOfProvider === true}>
          <Button weight="quiet" onClick={() => setFresh(null)}>
            {text('invitation.put-away')}
          </Button>
        </FreshLink>
      )}
      <InvitationList account={account.id} made={fresh?.token ?? ''} />
      {fresh === null && !isDisabled && (
        <Asked action={text('account.reset')} question={text('account.reset-what')} onYes={reset} />
      )}
      <ProviderPart
        account={account}
        onChanged={onChanged}
        onLink={(link) => setFresh({ ...link, isOfProvider: true })}
        onProblem={setProblem}
      />
      {ended !== null && <p role="status">{text('account.signed-out', { count: ended })}</p>}
      <Asked action={text('account.sign-out')} question={text('account.sign-out-what')} onYes={signOut} />
      {account.hasSecondFactor && <LostFactor account={account} onChanged={onChanged} onProblem={setProblem} />}
      <Disabling account={account} onChanged={onChanged} onProblem={setProblem} />
    </>
  )
}

/** Shut now, opened again with everything as it was. */
function Disabling({ account, onChanged, onProblem }: FactorProps): ReactNode {
  const text = useText()
  const isDisabled = account.disabledAt !== null
  const change = async (): Promise<void> => {
    const answer = await call(changeAccount, { params: { id: account.id }, body: { isDisabled: !isDisabled } })
    onProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onChanged()
  }
  if (!isDisabled)
    return <Asked action={text('account.disable')} question={text('account.disable-what')} onYes={change} />
  return (
    <div>
      <Button onClick={() => void change()}>{text('account.enable')}</Button>
    </div>
  )
}

type FactorProps = Props & { onProblem: (problem: HttpProblem | 'offline' | null) => void }

/** Takes away a second step that its owner has lost. */
function LostFactor({ account, onChanged, onProblem }: FactorProps): ReactNode {
  const text = useText()
  const reset = async (): Promise<void> => {
    const answer = await call(resetSecondFactor, { params: { id: account.id }, body: {} })
    onProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onChanged()
  }
  return <Asked action={text('second-factor.reset')} question={text('second-factor.reset-what')} onYes={reset} />
}
