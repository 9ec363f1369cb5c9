import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { giveRecoveryCodes, showSecondFactor, type SecondFactor } from '@komar/contract/second-factor'
import { useCallback, useState, type ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Notice } from '../ui/notice.tsx'
import { AddAuthenticator } from './add-authenticator.tsx'
import { Asked } from './asked.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { RemoveAuthenticator } from './remove-authenticator.tsx'

/** What is asked of me beside the password. `onSettled`: it was added, and the recovery codes were put away. */
export function SecondFactorSection({ onSettled }: { onSettled?: () => void }): ReactNode {
  const { text } = useSpeech()
  const ask = useCallback((isBackground: boolean) => call(showSecondFactor, {}, { isBackground }), [])
  const asked = useAnswer(ask)
  const { value, askAgain } = asked
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes !== null) {
    const putAway = (): void => {
      setCodes(null)
      askAgain()
      onSettled?.()
    }
    return <RecoveryCodes codes={codes} onWritten={putAway} />
  }
  if (value === undefined) return <NoAnswerYet asked={asked} />
  return (
    <>
      <p>{text('second-factor.what')}</p>
      {value.authenticator === null ? (
        <>
          {value.isAskedFor && <Notice tone="amber">{text('second-factor.asked-for')}</Notice>}
          <AddAuthenticator onAdded={setCodes} />
        </>
      ) : (
        <Own own={value} since={value.authenticator.since} onCodes={setCodes} onChanged={askAgain} />
      )}
    </>
  )
}

type OwnProps = { own: SecondFactor; since: string; onCodes: (codes: string[]) => void; onChanged: () => void }

const fewCodes = 3

function Own({ own, since, onCodes, onChanged }: OwnProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { timeZone } = useSession().host
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const count = own.recoveryCodesLeft
  const giveNew = async (): Promise<void> => {
    const answer = await call(giveRecoveryCodes, { body: {} })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onCodes(answer.value.recoveryCodes)
  }
  const left = text('second-factor.codes-left', { count, codes: formatNumber(count, speech) })
  return (
    <>
      <Notice tone="calm" heading={text('second-factor.is-on', { when: formatInstant(since, speech, timeZone) })} />
      {count <= fewCodes ? <Notice tone="amber">{left}</Notice> : <p>{left}</p>}
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      <Asked action={text('second-factor.codes-new')} question={text('second-factor.codes-new-what')} onYes={giveNew} />
      <RemoveAuthenticator onRemoved={onChanged} />
    </>
  )
}
