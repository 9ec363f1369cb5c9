// What a teacher answered, before it is anybody's entry: to look at, to take in with who it was, or to set aside.
import { call } from '@komar/contract/client'
import { settleQuestionnaire, type Questionnaire } from '@komar/contract/questionnaires'
import { plainDate } from '@komar/domain/time/plain-date'
import { instrumentAnswered } from '@komar/domain/wellbeing/instrument-kinds'
import { useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { NoRoom, useRecordIfRoom } from '../record/if-room.tsx'
import type { EntryDraft } from '../store/new-entry.ts'
import { Button } from '../ui/button.tsx'
import { PressAgain } from '../ui/press-again.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Given } from './forms/answers-slot.tsx'

type Props = { link: Questionnaire; child: string; isLately: boolean; askAgain: () => void }

export function TeacherAnswers({ link, child, isLately, askAgain }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { answers, answeredOn } = link
  if (answers === null || answeredOn === null) {
    return (
      <>
        <p>{text('teacher-link.unread')}</p>
        <SetAside id={link.id} askAgain={askAgain} />
      </>
    )
  }
  return (
    <div className="stack-tight">
      <p>{text('teacher-link.answered-on', { date: formatDate(plainDate(answeredOn), speech) })}</p>
      <p className="small soft">{text('teacher-link.answers')}</p>
      <Given value={answers.answers.map((answer) => answer ?? '-').join('')} />
      {answers.words !== undefined && <blockquote>{answers.words}</blockquote>}
      <TakeIn link={link} child={child} isLately={isLately} />
      <SetAside id={link.id} askAgain={askAgain} />
    </div>
  )
}

function TakeIn({ link, child, isLately }: Omit<Props, 'askAgain'>): ReactNode {
  const { text } = useSpeech()
  const { record, hasNoRoom } = useRecordIfRoom()
  const [typed, setTyped] = useState({ who: '', reason: '' })
  const [isMissing, setIsMissing] = useState(false)
  const missing = (value: string) => (isMissing && value.trim() === '' ? text('form.fault.write') : undefined)
  const take = async (): Promise<void> => {
    const [who, reason] = [typed.who.trim(), typed.reason.trim()]
    if (who === '' || (isLately && reason === '')) return setIsMissing(true)
    await record([takenIn(link, child, { who, reason })])
  }
  return (
    <div className="stack-tight">
      <TextField
        id={`${link.id}-who`}
        label={text('teacher-link.who')}
        error={missing(typed.who)}
        autoComplete="off"
        value={typed.who}
        onChange={(who) => setTyped({ ...typed, who })}
      />
      {isLately && (
        <TextField
          id={`${link.id}-reason`}
          label={text('teacher-link.reason')}
          error={missing(typed.reason)}
          autoComplete="off"
          value={typed.reason}
          onChange={(reason) => setTyped({ ...typed, reason })}
        />
      )}
      {hasNoRoom && <NoRoom />}
      <div>
        <Button weight="main" onClick={() => void take()}>
          {text('teacher-link.take-in')}
        </Button>
      </div>
    </div>
  )
}

/** The entry of these answers, under the link's own id: nothing is lost or doubled however often it is taken in. */
export function takenIn(
  { id, form, answers, answeredOn }: Questionnaire,
  child: string,
  { who, reason }: { who: string; reason: string },
): EntryDraft {
  if (answers === null || answeredOn === null) throw new Error('a link without answers')
  return {
    id,
    kind: instrumentAnswered.name,
    subject: child,
    occurred: answeredOn,
    basis: 'told',
    body: {
      instrument: 'sdq',
      form,
      informant: 'teacher',
      answeredBy: 'teacher',
      answers: answers.answers,
      ...(answers.impact.every((answer) => answer === null) ? {} : { impact: answers.impact }),
      isEnteredTwice: false,
      toldBy: who,
      ...(reason === '' ? {} : { repeatReason: reason }),
      ...(answers.words === undefined || answers.words === '' ? {} : { words: answers.words }),
    },
  }
}

function SetAside({ id, askAgain }: { id: string; askAgain: () => void }): ReactNode {
  const { text } = useSpeech()
  const settle = async (): Promise<void> => {
    await call(settleQuestionnaire, { params: { id }, body: { as: 'set-aside' } })
    askAgain()
  }
  return (
    <PressAgain
      weight="quiet"
      label={text('teacher-link.set-aside')}
      sure={text('teacher-link.sure')}
      onSure={() => void settle()}
    />
  )
}
