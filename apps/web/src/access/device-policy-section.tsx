import { call } from '@komar/contract/client'
import { changeDevicePolicy, type DevicePolicy } from '@komar/contract/devices'
import type { HttpProblem } from '@komar/contract/problem'
import { useState, type ReactNode } from 'react'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession, useVault } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import './access.css'

const minutesOffered = [1, 2, 5, 10, 15, 30, 60]
const triesOffered = [null, 10, 20, 50]

/** When the phones of this host lock by themselves, and whether wrong passwords wipe them. */
export function DevicePolicySection(): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { devicePolicy } = useSession().host
  const policy = usePolicy(devicePolicy)
  const number = (value: number): string => formatNumber(value, speech)
  return (
    <div className="stack access-form">
      <p>{text('device-policy.what')}</p>
      <ChoiceField
        id="lockAfterMinutes"
        label={text('device-policy.lock')}
        options={offered(minutesOffered, devicePolicy.lockAfterMinutes).map((value) => ({
          value: String(value),
          label: text('device-policy.minutes', { count: value, minutes: number(value) }),
        }))}
        value={policy.minutes}
        onChange={policy.setMinutes}
      />
      <ChoiceField
        id="wipeAfterWrongPassphrases"
        label={text('device-policy.wipe')}
        help={text('device-policy.wipe-help')}
        options={offered(triesOffered, devicePolicy.wipeAfterWrongPassphrases).map((value) => ({
          value: String(value),
          label: value === null ? text('device-policy.never') : text('device-policy.tries', { tries: number(value) }),
        }))}
        value={policy.tries}
        onChange={policy.setTries}
      />
      <Said outcome={policy.outcome} />
      <div>
        <Button onClick={() => void policy.save()}>{text('device-policy.save')}</Button>
      </div>
    </div>
  )
}

type Outcome = HttpProblem | 'offline' | 'saved' | null

function usePolicy(stored: DevicePolicy) {
  const { refresh } = useVault()
  const [minutes, setMinutes] = useState(String(stored.lockAfterMinutes))
  const [tries, setTries] = useState(String(stored.wipeAfterWrongPassphrases))
  const [outcome, setOutcome] = useState<Outcome>(null)
  const save = async (): Promise<void> => {
    const wipeAfterWrongPassphrases = tries === 'null' ? null : Number(tries)
    const body = { lockAfterMinutes: Number(minutes), wipeAfterWrongPassphrases }
    const answer = await call(changeDevicePolicy, { body })
    setOutcome(answer.ok ? 'saved' : answer.problem)
    if (answer.ok) await refresh()
  }
  return { minutes, setMinutes, tries, setTries, outcome, save }
}

/** What is usual, and first what stands now where that is something else. */
function offered<T>(usual: readonly T[], current: T): T[] {
  return usual.includes(current) ? [...usual] : [current, ...usual]
}

function Said({ outcome }: { outcome: Outcome }): ReactNode {
  const { text } = useSpeech()
  if (outcome === null) return null
  if (outcome === 'saved') return <Notice tone="calm" heading={text('device-policy.saved')} announce />
  return <Notice tone="brick" heading={sayProblem(outcome, text)} announce />
}
