import { listLetters, type LetterRow } from '@komar/contract/letters'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { Link, useSearch } from '@tanstack/react-router'
import { useCallback, type ReactNode } from 'react'
import { LetterMark } from '../assess/letter-line.tsx'
import { LetterPdf } from '../assess/letter-pdf.tsx'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate, formatDistance } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { List, type Column } from '../ui/list.tsx'
import { Notice } from '../ui/notice.tsx'
import { buttonClass } from '../ui/button.tsx'
import { PageState } from '../ui/page-state.tsx'
import { WorkTabs } from './work-tabs.tsx'

/** Letters that wait for an answer, the longest overdue first; or all of them. */
export function LettersPage(): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { only = 'open' } = useSearch({ from: '/frame/letters' })
  const question = useCallback(
    (isBackground: boolean) => ask(listLetters, { query: { only } }, { isBackground }),
    [only],
  )
  const asked = useAnswer(question)
  return (
    <Answered asked={asked} title="letters.title">
      {({ letters, isCut, today }) => (
        <Page title="letters.title" lead={<p className="soft">{text('letters.lead')}</p>}>
          <WorkTabs />
          <Which only={only} />
          {isCut && <Notice tone="amber">{text('letters.cut', { count: letters.length })}</Notice>}
          <List
            caption={text(only === 'open' ? 'letters.caption-open' : 'letters.caption-all', { count: letters.length })}
            columns={columnsOf(speech, plainDate(today))}
            rows={letters}
            rowKey={({ id }) => id}
            whenEmpty={
              <PageState kind="empty" heading={text('letters.empty')} next={text('letters.empty-next')}>
                <Link to="/" className={buttonClass('main')}>
                  {text('letters.to-today')}
                </Link>
              </PageState>
            }
          />
        </Page>
      )}
    </Answered>
  )
}

function Which({ only }: { only: 'open' | 'all' }): ReactNode {
  const { text } = useSpeech()
  return (
    <p className="screen-only">
      {only === 'all' ? (
        <Link to="/letters">{text('letters.only-open')}</Link>
      ) : (
        <Link to="/letters" search={{ only: 'all' }}>
          {text('letters.all')}
        </Link>
      )}
    </p>
  )
}

function columnsOf(speech: Speech, today: PlainDate): Column<LetterRow>[] {
  const { text } = speech
  const day = (date: string | null): string => (date === null ? '' : formatDate(plainDate(date), speech))
  return [
    {
      id: 'child',
      heading: text('letters.column-child'),
      isName: true,
      cell: ({ child, childId }) => (
        <Link to="/children/$id" params={{ id: childId }}>
          {child === null ? text('letters.child') : <PersonName person={child} />}
        </Link>
      ),
    },
    {
      id: 'about',
      heading: text('letters.column-about'),
      cell: ({ childId, id, purpose }) => (
        <Link to="/children/$id/letter/$entry" params={{ id: childId, entry: id }}>
          {sayOption('purpose', purpose, speech)}
        </Link>
      ),
    },
    { id: 'to', heading: text('letters.column-to'), cell: ({ to }) => to },
    { id: 'sent', heading: text('letters.column-sent'), cell: ({ sentOn }) => day(sentOn) },
    { id: 'state', heading: text('letters.column-state'), cell: ({ state }) => <LetterMark state={state} /> },
    {
      id: 'due',
      heading: text('letters.column-due'),
      cell: (letter) => sayDue(letter, today, speech),
    },
    {
      id: 'pdf',
      heading: text('letters.column-pdf'),
      cell: ({ id }) => (
        <LetterPdf entry={id} language={speech.language}>
          {text('letters.open-pdf')}
        </LetterPdf>
      ),
    },
  ]
}

function sayDue({ answerDue, answeredOn, says }: LetterRow, today: PlainDate, speech: Speech): string {
  if (answeredOn !== null) {
    const date = formatDate(plainDate(answeredOn), speech)
    return speech.text('letters.answered-on', { date, says: sayOption('says', says, speech) })
  }
  const due = plainDate(answerDue)
  return `${formatDate(due, speech)} · ${formatDistance(due, today, speech)}`
}
