import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { giveRecoveryCodes, showSecondFactor, type SecondFactor } from '@komar/contract/second-factor'
import { useState, type ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession, useVault } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Notice } from '../ui/notice.tsx'
import { AddAuthenticator } from './add-authenticator.tsx'
import { Asked } from './asked.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { RemoveAuthenticator } from './remove-authenticator.tsx'

function askSecondFactor(isBackground: boolean) {
  return call(showSecondFactor, {}, { isBackground })
}

/** What I prove myself with, as the host knows it. */
export function useSecondFactor() {
  return useAnswer(askSecondFactor)
}

/** What is asked of me beside the password: an app, passkeys, or both; with recovery codes for the day when they are not there. */
export function SecondFactorSection({ asked }: { asked: ReturnType<typeof useSecondFactor> }): ReactNode {
  const { text } = useSpeech()
  const vault = useVault()
  const { value, askAgain } = asked
  const [codes, setCodes] = useState<string[] | null>(null)
  const changed = (): void => {
    askAgain()
    // What the session says of it: whether one must be added, whether there is a passkey to prove oneself with.
    void vault.refresh()
  }
  if (codes !== null) {
    const putAway = (): void => {
      setCodes(null)
      changed()
    }
    return <RecoveryCodes codes={codes} onWritten={putAway} />
  }
  if (value === undefined) return <NoAnswerYet asked={asked} />
  const added = (fresh: string[] | null): void => (fresh === null ? changed() : setCodes(fresh))
  const isThere = value.authenticator !== null || value.passkeys.length > 0
  return (
    <>
      <p>{text('second-factor.what')}</p>
      {value.isAskedFor && !isThere && <Notice tone="amber">{text('second-factor.asked-for')}</Notice>}
      <h3>{text('second-factor.app')}</h3>
      <p>{text('second-factor.app-what')}</p>
      {value.authenticator === null ? (
        <AddAuthenticator onAdded={added} />
      ) : (
        <OwnApp since={value.authenticator.since} onRemoved={changed} />
      )}
      <PasskeysSection own={value} onAdded={added} onRemoved={changed} />
      {isThere && <CodesLeft own={value} onCodes={setCodes} />}
    </>
  )
}

function OwnApp({ since, onRemoved }: { since: string; onRemoved: () => void }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { timeZone } = useSession().host
  return (
    <>
      <Notice tone="calm" heading={text('second-factor.is-on', { when: formatInstant(since, speech, timeZone) })} />
      <RemoveAuthenticator onRemoved={onRemoved} />
    </>
  )
}

const fewCodes = 3

function CodesLeft({ own, onCodes }: { own: SecondFactor; onCodes: (codes: string[]) => void }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
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
      <h3>{text('second-factor.codes')}</h3>
      {count <= fewCodes ? <Notice tone="amber">{left}</Notice> : <p>{left}</p>}
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      <Asked action={text('second-factor.codes-new')} question={text('second-factor.codes-new-what')} onYes={giveNew} />
    </>
  )
}
