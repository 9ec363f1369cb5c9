import { call } from '@komar/contract/client'
import { listDevices, revokeDevice, type Device } from '@komar/contract/devices'
import type { HttpProblem } from '@komar/contract/problem'
import { plainDate } from '@komar/domain/time/plain-date'
import { useCallback, useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { formatInstant } from '../i18n/format-instant.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Notice } from '../ui/notice.tsx'
import { Asked } from './asked.tsx'
import { fateOf, reportOf } from './device-fate.ts'
import './access.css'

/** Phones and computers of a person: what each keeps and has not sent, and the way to call one off. Mine unless an account is given. */
export function DevicesSection({ account }: { account?: string }): ReactNode {
  const { text } = useSpeech()
  const ask = useCallback(
    (isBackground: boolean) => call(listDevices, { query: account === undefined ? {} : { account } }, { isBackground }),
    [account],
  )
  const asked = useAnswer(ask)
  const { value, askAgain } = asked
  if (value === undefined) return <NoAnswerYet asked={asked} />
  return (
    <>
      <p>{text('devices.what')}</p>
      {value.devices.length === 0 && <p>{text('devices.none')}</p>}
      <ul className="devices">
        {value.devices.map((device) => (
          <li key={device.id} className="device stack">
            <OneDevice device={device} onRevoked={askAgain} />
          </li>
        ))}
      </ul>
    </>
  )
}

function OneDevice({ device, onRevoked }: { device: Device; onRevoked: () => void }): ReactNode {
  const { text } = useSpeech()
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const revoke = async (): Promise<void> => {
    const answer = await call(revokeDevice, { params: { id: device.id }, body: {} })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onRevoked()
  }
  return (
    <>
      <h3>
        {device.label === '' ? text('devices.unnamed') : device.label}
        {device.isThis && ` · ${text('devices.this')}`}
      </h3>
      <Contact device={device} />
      <Fate device={device} />
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      {device.revoked === null && device.leftOn === null && (
        <Asked action={text('devices.revoke')} question={text('devices.revoke-what')} onYes={revoke}>
          <p>{text('devices.revoke-lost')}</p>
          <p>{text(`devices.report-${reportOf(device)}`, { count: device.unsent ?? 0 })}</p>
        </Asked>
      )}
    </>
  )
}

const bytesInMegabyte = 1_000_000

function Contact({ device }: { device: Device }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { timeZone } = useSession().host
  const at = (instant: string): string => formatInstant(instant, speech, timeZone)
  const { firstContact, lastContact, keptBytes } = device
  return (
    <>
      <p className="soft">
        {text('devices.first-contact', { when: at(firstContact) })}{' '}
        {lastContact !== null && text('devices.last-contact', { when: at(lastContact) })}
      </p>
      <p>
        {text(`devices.report-${reportOf(device)}`, { count: device.unsent ?? 0 })}{' '}
        {keptBytes !== null && text('devices.keeps', { size: formatNumber(keptBytes / bytesInMegabyte, speech, 1) })}
      </p>
    </>
  )
}

/** When and by whom it was called off, whether it was told to wipe, and what became of what it had not sent. */
function Fate({ device }: { device: Device }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { timeZone } = useSession().host
  const { revoked, handedIn, leftOn } = device
  const at = (instant: string | null): string => (instant === null ? '' : formatInstant(instant, speech, timeZone))
  const fate = fateOf(device)
  if (fate === null) return null
  const said = text(`devices.fate-${fate}`, {
    count: handedIn.pieces,
    waiting: handedIn.waiting,
    when: at(handedIn.lastAt),
  })
  if (revoked === null && leftOn !== null) {
    return (
      <Notice tone="amber" heading={text('devices.left', { day: formatDate(plainDate(leftOn), speech) })}>
        <p>{text('devices.left-what')}</p>
        <p>{said}</p>
      </Notice>
    )
  }
  if (revoked === null) return <p>{said}</p>
  const wasTold = device.lastContact !== null && device.lastContact > revoked.at
  return (
    <Notice tone="amber" heading={text('devices.revoked', { when: at(revoked.at), who: revoked.by })}>
      <p>{wasTold ? text('devices.told', { when: at(device.lastContact) }) : text('devices.not-told')}</p>
      <p>{said}</p>
    </Notice>
  )
}
