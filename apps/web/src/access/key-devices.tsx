import { declineAgencyKey, type KeyDevice } from '@komar/contract/agency-keys'
import { call, type Answer } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { plainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useStore } from '../store/store-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Asked } from './asked.tsx'
import { Figures } from './key-on-device.tsx'
import { useFigures } from './use-agency-keys.ts'
import './access.css'

type Props = {
  current: string
  /** Keys that the host gave this device. */
  held: readonly string[]
  devices: readonly KeyDevice[]
  hasKey: boolean
  onChange: () => void
}

/** Devices that wait for the key, that have it, and that had it and must not have the next. */
export function KeyDevices({ current, held, devices, hasKey, onChange }: Props): ReactNode {
  const { text } = useSpeech()
  const present = devices.filter(({ standing }) => standing === 'here')
  const waiting = present.filter(({ holds }) => !holds.includes(current))
  const holding = present.filter(({ holds }) => holds.includes(current))
  // After an older key was put together from its parts here.
  const behind = hasKey
    ? holding.filter(({ holds, isThis }) => !isThis && held.some((key) => !holds.includes(key)))
    : []
  const gone = devices.filter(({ standing, holds }) => standing !== 'here' && holds.includes(current))
  return (
    <>
      {gone.length > 0 && (
        <Notice tone="amber" heading={text('keys.gone', { count: gone.length })}>
          <ul>
            {gone.map(({ device, displayName, standing }) => (
              <li key={device}>
                {text(`keys.gone-${standing === 'left' ? 'left' : 'called-off'}`, { who: displayName })}
              </li>
            ))}
          </ul>
          <p>{text('keys.gone-next')}</p>
        </Notice>
      )}
      <h3>{text('keys.waiting', { count: waiting.length })}</h3>
      {waiting.length > 0 && (
        <>
          <p>{text(hasKey ? 'keys.waiting-what' : 'keys.waiting-not-here')}</p>
          <WaitingList devices={waiting} hasKey={hasKey} mayDecline onChange={onChange} />
        </>
      )}
      {behind.length > 0 && (
        <>
          <h3>{text('keys.behind', { count: behind.length })}</h3>
          <p>{text('keys.waiting-what')}</p>
          <WaitingList devices={behind} hasKey={hasKey} mayDecline={false} onChange={onChange} />
        </>
      )}
      <h3>{text('keys.holding', { count: holding.length })}</h3>
      <ul>
        {holding.map((device) => (
          <li key={device.device}>
            <Named device={device} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Named({ device: { displayName, label, isThis } }: { device: KeyDevice }): ReactNode {
  const { text } = useSpeech()
  return (
    <>
      {displayName} · {label === '' ? text('devices.unnamed') : label}
      {isThis && ` · ${text('devices.this')}`}
    </>
  )
}

type WaitingProps = { mayDecline: boolean } & Pick<Props, 'hasKey' | 'onChange'>

function WaitingList({ devices, ...props }: { devices: readonly KeyDevice[] } & WaitingProps): ReactNode {
  return (
    <ul className="devices">
      {devices.map((device) => (
        <li key={device.device} className="device stack">
          <Waiting device={device} {...props} />
        </li>
      ))}
    </ul>
  )
}

function Waiting({ device, hasKey, mayDecline, onChange }: { device: KeyDevice } & WaitingProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { keys } = useStore()
  const figures = useFigures(device.recipient)
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const settle = (answer: Answer<unknown>): void => {
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onChange()
  }
  const give = async (): Promise<void> => {
    const { giveKeys } = await import('../store/agency-keys/hand-out.ts')
    settle(await giveKeys(keys.keyring, device))
  }
  const decline = async (): Promise<void> =>
    settle(await call(declineAgencyKey, { params: { id: device.device }, body: {} }))
  return (
    <>
      <h4>
        <Named device={device} />
      </h4>
      <p className="soft">
        {text('keys.asked', { day: formatDate(plainDate(device.askedOn), speech) })}{' '}
        {device.isDeclined && text('keys.declined')}
      </p>
      <Figures label={text('keys.figures-there')} figures={figures} />
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      {hasKey && !device.isThis && (
        <Asked action={text('keys.give')} question={text('keys.give-question', { figures })} onYes={give}>
          <p>{text('keys.give-what', { who: device.displayName })}</p>
        </Asked>
      )}
      {mayDecline && !device.isDeclined && !device.isThis && (
        <div>
          <Button onClick={() => void decline()}>{text('keys.decline')}</Button>
        </div>
      )}
    </>
  )
}
