import { call, type Answer } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import {
  changeReminders,
  showReminders,
  subscribePush,
  unsubscribePush,
  type Reminders,
} from '@komar/contract/reminders'
import { useCallback, useState, type ReactNode } from 'react'
import { inReadersFigures } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { canPush, subscribeHere, unsubscribeHere } from './push.ts'
import './access.css'

/** Whether Komar reminds me that something is due: when in the day, by e-mail, and on this very device. Never of what. */
export function RemindersSection(): ReactNode {
  const { text } = useSpeech()
  const ask = useCallback((isBackground: boolean) => call(showReminders, {}, { isBackground }), [])
  const asked = useAnswer(ask)
  const { value, askAgain } = asked
  if (value === undefined) return <NoAnswerYet asked={asked} />
  return (
    <>
      <p>{text('reminders.what')}</p>
      <HourAndMail key={`${value.hour}${value.email ?? ''}`} reminders={value} onChanged={askAgain} />
      <Push reminders={value} onChanged={askAgain} />
    </>
  )
}

type Props = { reminders: Reminders; onChanged: () => void }
type Outcome = HttpProblem | 'offline' | 'denied' | 'saved' | null

const hours = Array.from({ length: 24 }, (_, hour) => hour)

function HourAndMail({ reminders, onChanged }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const [hour, setHour] = useState(String(reminders.hour))
  const [email, setEmail] = useState(reminders.email ?? '')
  const [outcome, setOutcome] = useState<Outcome>(null)
  const save = async (): Promise<void> => {
    const body = { hour: Number(hour), email: email.trim() === '' ? null : email.trim() }
    const answer = await call(changeReminders, { body })
    setOutcome(answer.ok ? 'saved' : answer.problem)
    if (answer.ok) onChanged()
  }
  return (
    <div className="stack access-form">
      <SelectField
        id="hour"
        label={text('reminders.hour')}
        prompt={text('reminders.hour-prompt')}
        options={hours.map((each) => ({
          value: String(each),
          label: inReadersFigures(`${String(each).padStart(2, '0')}:00`, speech),
        }))}
        value={hour}
        onChange={(chosen) => setHour(chosen === '' ? hour : chosen)}
      />
      {reminders.emailIsPossible ? (
        <TextField
          id="email"
          type="email"
          autoComplete="email"
          label={text('reminders.email')}
          help={text('reminders.email-help')}
          value={email}
          onChange={setEmail}
        />
      ) : (
        <Notice>{text('reminders.no-mail-server')}</Notice>
      )}
      <Said outcome={outcome} />
      <div>
        <Button onClick={() => void save()}>{text('reminders.save')}</Button>
      </div>
    </div>
  )
}

function Push({ reminders, onChanged }: Props): ReactNode {
  const { text } = useSpeech()
  const [outcome, setOutcome] = useState<Outcome>(null)
  const settle = (answer: Answer<Reminders> | 'denied'): void => {
    if (answer === 'denied') return setOutcome('denied')
    setOutcome(answer.ok ? null : answer.problem)
    if (answer.ok) onChanged()
  }
  const begin = async (): Promise<void> => {
    const subscription = await subscribeHere(reminders.pushKey)
    settle(subscription === null ? 'denied' : await call(subscribePush, { body: subscription }))
  }
  const end = async (): Promise<void> => {
    await unsubscribeHere()
    settle(await call(unsubscribePush, { query: {} }))
  }
  return (
    <div className="stack access-form">
      <h2>{text('reminders.push')}</h2>
      <p>{text('reminders.push-what')}</p>
      <p>{text('reminders.pushed-devices', { count: reminders.pushedDevices })}</p>
      <Said outcome={outcome} />
      {!canPush() && <Notice>{text('reminders.cannot-push')}</Notice>}
      {canPush() && (
        <div>
          {reminders.isPushedHere ? (
            <Button onClick={() => void end()}>{text('reminders.push-end')}</Button>
          ) : (
            <Button onClick={() => void begin()}>{text('reminders.push-begin')}</Button>
          )}
        </div>
      )}
    </div>
  )
}

function Said({ outcome }: { outcome: Outcome }): ReactNode {
  const { text } = useSpeech()
  if (outcome === null) return null
  if (outcome === 'saved') return <Notice tone="calm" heading={text('reminders.saved')} announce />
  const heading = outcome === 'denied' ? text('reminders.denied') : sayProblem(outcome, text)
  return <Notice tone="brick" heading={heading} announce />
}
