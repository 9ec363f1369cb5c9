// A teacher's answers by a link: the maker makes it, sees what came back, and takes it in as an entry of their own. Needs a network; what
// was taken in is an entry like any other. The entry has the link's id, so that it enters once, whichever device takes it in.
import { call } from '@komar/contract/client'
import { listQuestionnaires, settleQuestionnaire } from '@komar/contract/questionnaires'
import type { Questionnaire } from '@komar/contract/questionnaires'
import type { CountryPack } from '@komar/domain/policy'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { edtf } from '@komar/domain/time/edtf'
import { askedLately } from '@komar/domain/wellbeing/asked-lately'
import { instrumentAnswered } from '@komar/domain/wellbeing/instrument-kinds'
import { sdqFormAt } from '@komar/domain/wellbeing/sdq'
import { ageYears } from '@komar/domain/wellbeing/signals'
import { Link as ToLinks } from '@tanstack/react-router'
import { useCallback, useEffect, type ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { mayRecordKind } from '../register/actions.ts'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Notice } from '../ui/notice.tsx'
import { RevokeLink } from './revoke-link.tsx'
import { TeacherAnswers } from './teacher-answers.tsx'
import { TeacherLinkForm } from './teacher-link-form.tsx'
import type { WellbeingFile } from './wellbeing-file.ts'

type Props = { child: string; file: WellbeingFile; pack: CountryPack; today: PlainDate }

const monthsOfYear = 12

export function TeacherLinksPart(props: Props): ReactNode {
  const session = useSession()
  const isAllowed = session.roles.includes('specialist') && mayRecordKind(session, instrumentAnswered.name)
  return isAllowed ? <TeacherLinks {...props} /> : null
}

function TeacherLinks({ child, file, pack, today }: Props): ReactNode {
  const { text } = useSpeech()
  const ask = useCallback(
    (isBackground: boolean) => call(listQuestionnaires, { params: { id: child } }, { isBackground }),
    [child],
  )
  const { value, answer, askAgain } = useAnswer(ask)
  const links = value?.questionnaires ?? []
  useSettling(links, file, askAgain)
  const { instruments } = file.wellbeing
  const lately = askedLately(instruments, { instrument: 'sdq', answeredBy: 'teacher' }, today, pack.wellbeing)
  const months = pack.wellbeing?.rules.instruments.notRepeatedWithin.value
  const years = ageYears(file.register.birth.range, edtf(today))
  return (
    <div className="stack-tight screen-only">
      <h3>{text('teacher-link.title')}</h3>
      <p className="soft">
        {text('teacher-link.lead')} <ToLinks to="/questionnaires">{text('today.links-all')}</ToLinks>
      </p>
      {answer?.ok === false && value === undefined && <p>{text('teacher-link.needs-network')}</p>}
      {links.map((link) => (
        <Link key={link.id} link={link} child={child} file={file} isLately={lately !== null} askAgain={askAgain} />
      ))}
      {value?.mayMake === false && <p>{text('teacher-link.not-yours')}</p>}
      {value?.mayMake === true && (
        <details>
          <summary>{text('teacher-link.make')}</summary>
          <div className="stack">
            {lately !== null && months !== undefined && (
              <Notice tone="amber">
                <p>{text('teacher-link.again', { months })}</p>
              </Notice>
            )}
            <TeacherLinkForm
              child={child}
              form={years === null ? null : sdqFormAt(years * monthsOfYear, 'teacher')}
              onMade={askAgain}
            />
          </div>
        </details>
      )}
    </div>
  )
}

/** Answers whose entry the host has are let go, whichever device took them in. */
function useSettling(links: readonly Questionnaire[], file: WellbeingFile, askAgain: () => void): void {
  const accepted = new Set(
    file.wellbeing.instruments.filter(({ entry }) => entry.seq !== undefined).map(({ entry }) => entry.id as string),
  )
  const done = links.filter(({ id, state }) => state === 'answered' && accepted.has(id)).map(({ id }) => id)
  const key = done.join(' ')
  useEffect(() => {
    if (key === '') return
    const settling = key.split(' ').map((id) => call(settleQuestionnaire, { params: { id }, body: { as: 'taken-in' } }))
    void Promise.all(settling).then((settled) => settled.some(({ ok }) => ok) && askAgain())
  }, [key, askAgain])
}

type LinkProps = { link: Questionnaire; child: string; file: WellbeingFile; isLately: boolean; askAgain: () => void }

function Link({ link, child, file, isLately, askAgain }: LinkProps): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const isTaken = file.wellbeing.instruments.some(({ entry }) => entry.id === link.id)
  return (
    <div className="card stack-tight">
      <p>
        {text('teacher-link.made', {
          form: sayOption('form', link.form, speech),
          date: formatDate(plainDate(link.made), speech),
        })}
        {link.greeting !== null && `, ${link.greeting}`}: <strong>{sayState(link, speech)}</strong>
      </p>
      {link.state === 'open' && <RevokeLink id={link.id} askAgain={askAgain} />}
      {link.state === 'answered' && isTaken && <p role="status">{text('teacher-link.taking')}</p>}
      {link.state === 'answered' && !isTaken && (
        <TeacherAnswers link={link} child={child} isLately={isLately} askAgain={askAgain} />
      )}
    </div>
  )
}

function sayState({ state, until }: Questionnaire, speech: Speech): string {
  return speech.text(`teacher-link.state.${state}`, { date: formatDate(plainDate(until), speech) })
}
