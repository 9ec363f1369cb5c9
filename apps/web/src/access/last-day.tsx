import type { Account } from '@komar/contract/accounts'
import { call } from '@komar/contract/client'
import { endAgencyMembership, type AgencyMembership } from '@komar/contract/members'
import type { HttpProblem } from '@komar/contract/problem'
import { parsePlainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import type { Say } from '../i18n/speech.ts'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { Notice } from '../ui/notice.tsx'

type Props = {
  account: Account
  membership: AgencyMembership
  /** The host's day. */
  today: string
  onEnded: () => void
  onKept: () => void
}

/** What leaving means is said before it is done. */
export function LastDay({ account, membership, today, onEnded, onKept }: Props): ReactNode {
  const text = useText()
  const [lastDay, setLastDay] = useState(membership.lastDay ?? today)
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const isDay = parsePlainDate(lastDay) !== null
  const isTaken = problem !== null && problem !== 'offline' && problem.code === 'request.conflict'
  const end = async (): Promise<void> => {
    const params = { id: account.id, membership: membership.id }
    const answer = await call(endAgencyMembership, { params, body: { lastDay } })
    if (answer.ok) return onEnded()
    setProblem(answer.problem)
  }
  return (
    <Notice tone="amber" heading={text('agencies.leave-what')} announce>
      <ul>
        <li>{text('agencies.leave-sessions')}</li>
        <li>{text('agencies.leave-devices')}</li>
        <li>{text('agencies.leave-circles')}</li>
        <li>{text('agencies.leave-children')}</li>
      </ul>
      {problem !== null && !isTaken && <p role="alert">{sayProblem(problem, text)}</p>}
      <DayField
        id={`last-day-${membership.id}`}
        label={text('agencies.last-day')}
        help={text('agencies.last-day-help')}
        value={lastDay}
        onChange={(day) => {
          setLastDay(day)
          setProblem(null)
        }}
        error={faultOf(isDay, isTaken, text)}
      />
      <div className="row">
        <Button weight="main" disabled={!isDay} onClick={() => void end()}>
          {text('agencies.leave')}
        </Button>
        <Button onClick={onKept}>{text('account.leave')}</Button>
      </div>
    </Notice>
  )
}

function faultOf(isDay: boolean, isTaken: boolean, text: Say): string | undefined {
  if (!isDay) return text('agencies.last-day-missing')
  return isTaken ? text('agencies.last-day-taken') : undefined
}
