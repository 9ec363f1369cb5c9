import { changeAccount, resetPassword, type Account } from '@komar/contract/accounts'
import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { resetSecondFactor } from '@komar/contract/second-factor'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Asked } from './asked.tsx'
import { FirstPassword } from './first-password.tsx'

type Props = { account: Account; onChanged: () => void }

/** Whether this person can sign in: a new first password, and disabling, which can be undone. */
export function SignInSection({ account, onChanged }: Props): ReactNode {
  const text = useText()
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const [password, setPassword] = useState<string | null>(null)
  const isDisabled = account.disabledAt !== null
  const reset = async (): Promise<void> => {
    const answer = await call(resetPassword, { params: { id: account.id }, body: {} })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setPassword(answer.value.firstPassword)
  }
  const resetFactor = async (): Promise<void> => {
    const answer = await call(resetSecondFactor, { params: { id: account.id }, body: {} })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onChanged()
  }
  const disable = async (): Promise<void> => {
    const answer = await call(changeAccount, { params: { id: account.id }, body: { isDisabled: !isDisabled } })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onChanged()
  }
  return (
    <>
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      {password !== null && (
        <FirstPassword password={password} user={account.user}>
          <Button weight="quiet" onClick={() => setPassword(null)}>
            {text('first-password.put-away')}
          </Button>
        </FirstPassword>
      )}
      {password === null && !isDisabled && (
        <Asked action={text('account.reset')} question={text('account.reset-what')} onYes={reset} />
      )}
      {account.hasSecondFactor && (
        <Asked action={text('second-factor.reset')} question={text('second-factor.reset-what')} onYes={resetFactor} />
      )}
      {isDisabled ? (
        <div>
          <Button onClick={() => void disable()}>{text('account.enable')}</Button>
        </div>
      ) : (
        <Asked action={text('account.disable')} question={text('account.disable-what')} onYes={disable} />
      )}
    </>
  )
}
