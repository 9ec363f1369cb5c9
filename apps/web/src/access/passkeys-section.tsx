import { call } from '@komar/contract/client'
import { removePasskey } from '@komar/contract/passkeys'
import type { HttpProblem } from '@komar/contract/problem'
import type { OwnPasskey, SecondFactor } from '@komar/contract/second-factor'
import { plainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Notice } from '../ui/notice.tsx'
import { AddPasskey } from './add-passkey.tsx'
import { Asked } from './asked.tsx'
import { knowsPasskeys } from './passkey.ts'
import './access.css'

type Props = {
  own: SecondFactor
  /** With recovery codes, where the first second step was added. */
  onAdded: (recoveryCodes: string[] | null) => void
  onRemoved: () => void
}

/** The passkeys of the person at work, and the way to one more. The password stays: what a device keeps opens with it. */
export function PasskeysSection({ own, onAdded, onRemoved }: Props): ReactNode {
  const text = useText()
  const isLast = own.passkeys.length === 1 && own.authenticator === null
  return (
    <>
      <h3>{text('second-factor.passkeys')}</h3>
      <p>{text('second-factor.passkey-what')}</p>
      <p>{text('second-factor.passkey-password')}</p>
      {own.passkeys.length > 0 && (
        <ul className="devices">
          {own.passkeys.map((passkey) => (
            <li key={passkey.id} className="device stack">
              <OnePasskey passkey={passkey} isLast={isLast} onRemoved={onRemoved} />
            </li>
          ))}
        </ul>
      )}
      <MayAdd at={own.passkeysAt} onAdded={onAdded} />
    </>
  )
}

function MayAdd({ at, onAdded }: { at: string | null } & Pick<Props, 'onAdded'>): ReactNode {
  const text = useText()
  if (at === null) return <p className="soft">{text('second-factor.passkey-no-name')}</p>
  if (!isOf(at, globalThis.location.hostname)) {
    return <p className="soft">{text('second-factor.passkey-at', { address: at })}</p>
  }
  if (!knowsPasskeys()) return <p className="soft">{text('second-factor.passkey-no-browser')}</p>
  return <AddPasskey onAdded={onAdded} />
}

function isOf(site: string, name: string): boolean {
  return name === site || name.endsWith(`.${site}`)
}

type OneProps = { passkey: OwnPasskey; isLast: boolean; onRemoved: () => void }

function OnePasskey({ passkey, isLast, onRemoved }: OneProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const { id, name, addedOn, lastUsedOn, isStopped } = passkey
  const say = (day: string): string => formatDate(plainDate(day), speech)
  const remove = async (): Promise<void> => {
    const answer = await call(removePasskey, { params: { id }, body: {} })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onRemoved()
  }
  return (
    <>
      <h4>{name}</h4>
      <p className="soft">
        {text('second-factor.passkey-added', { day: say(addedOn) })}{' '}
        {lastUsedOn === null
          ? text('second-factor.passkey-unused')
          : text('second-factor.passkey-used', { day: say(lastUsedOn) })}
      </p>
      {isStopped && <Notice tone="brick" heading={text('second-factor.passkey-stopped')} />}
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      <Asked
        action={text('second-factor.passkey-remove', { name })}
        question={text(isLast ? 'second-factor.passkey-remove-last' : 'second-factor.passkey-remove-what')}
        onYes={remove}
      />
    </>
  )
}
