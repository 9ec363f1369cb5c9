import { call } from '@komar/contract/client'
import { listInvitations, withdrawInvitation, type Invitation } from '@komar/contract/invitations'
import type { HttpProblem } from '@komar/contract/problem'
import { useCallback, useState, type ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

const shownMost = 5

/** The last links that were made for an account, and what became of them. `made`: changes when one was just made here. */
export function InvitationList({ account, made }: { account: string; made: string }): ReactNode {
  const { text } = useSpeech()
  const ask = useCallback(
    // `made` is part of the question: a link that was just made is asked for anew.
    (isBackground: boolean) =>
      call(listInvitations, { params: { id: account } }, { isBackground: isBackground || made === '' }),
    [account, made],
  )
  const { value, askAgain } = useAnswer(ask)
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const withdraw = async (id: string): Promise<void> => {
    const answer = await call(withdrawInvitation, { params: { id }, body: {} })
    setProblem(answer.ok ? null : answer.problem)
    askAgain()
  }
  if (value === undefined || value.invitations.length === 0) return null
  return (
    <>
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      <ul className="plain-list stack-tight">
        {value.invitations.slice(0, shownMost).map((invitation) => (
          <Line key={invitation.id} invitation={invitation} onWithdraw={() => void withdraw(invitation.id)} />
        ))}
      </ul>
    </>
  )
}

function Line({ invitation, onWithdraw }: { invitation: Invitation; onWithdraw: () => void }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { timeZone } = useSession().host
  const at = (instant: string): string => formatInstant(instant, speech, timeZone)
  const { purpose, made, madeBy, until, state } = invitation
  return (
    <li className="row">
      <span>
        {text(`invitation.for-${purpose}`, { when: at(made), who: madeBy })}{' '}
        <strong>{text(`invitation.is-${state}`, { until: at(until) })}</strong>
      </span>
      {state === 'open' && <Button onClick={onWithdraw}>{text('invitation.withdraw')}</Button>}
    </li>
  )
}
