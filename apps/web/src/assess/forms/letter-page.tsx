// The letter to whoever owes a measure, to be printed and signed. It names the measures and the day an answer is due; it tells no story.
import { letterSent } from '@komar/domain/assess/letter-kinds'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate } from '../../i18n/format-date.ts'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import type { RecordContext } from '../../record/context.ts'
import { measureText } from '../../record/measure-words.ts'
import { SubjectLine } from '../../record/subject-line.tsx'
import { useRecordContext } from '../../record/use-record-context.ts'
import { NotFound } from '../../shell/not-found.tsx'
import { Page } from '../../shell/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/page-state.tsx'
import './letter-page.css'

const noQuery = {}

export function LetterPage(): ReactNode {
  const { id = '', entry = '' }: { id?: string; entry?: string } = useParams({ strict: false })
  const state = useRecordContext('child', id, noQuery)
  if (state.status === 'loading') return <Loading />
  return state.status === 'gone' ? <NotFound /> : <Letter context={state.context} entry={entry} />
}

function Letter({ context, entry }: { context: RecordContext; entry: string }): ReactNode {
  const { speech, session } = context
  const found = context.entries.find(({ id, kind }) => id === entry && kind === letterSent.name)
  const letter = letterSent.body.safeParse(found?.body)
  if (found === undefined || !letter.success) return <NotFound />
  const { to, measures, answerDue } = letter.data
  const agency = speech.language === 'km' ? session.agency.nameKm : session.agency.nameEn
  return (
    <Page
      title="form.letter.page"
      actions={<Button onClick={() => globalThis.print()}>{speech.text('form.letter.print')}</Button>}
    >
      <div className="stack">
        <p>{formatEdtf(found.occurred, speech)}</p>
        <p>{speech.text('form.letter.dear', { to })}</p>
        <SubjectLine context={context} />
        <p>{speech.text('form.letter.owed')}</p>
        <ul className="letter-measures">
          {measures.map((measure) => (
            <li key={measure}>{measureText(measure, context)}</li>
          ))}
        </ul>
        <p>{speech.text('form.letter.answer', { date: formatDate(answerDue, speech) })}</p>
        <p>{speech.text('form.letter.from', { agency })}</p>
      </div>
    </Page>
  )
}
