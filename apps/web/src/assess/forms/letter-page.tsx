// A letter as it was sent, with what came back: to be printed, signed and handed over.
import { bearsId } from '@komar/domain/assess/state'
import { waitingLetters } from '@komar/domain/assess/letter-signals'
import { letterStateOn, type Letter } from '@komar/domain/assess/letters'
import { useParams } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/language-provider.tsx'
import type { RecordContext } from '../../record/context.ts'
import { SubjectLine } from '../../record/subject-line.tsx'
import { useRecordContext } from '../../record/use-record-context.ts'
import { NotFound } from '../../shell/not-found.tsx'
import { Page } from '../../shell/page.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Loading } from '../../ui/page-state.tsx'
import { LetterActions, LetterMark, sayReturns } from '../letter-line.tsx'
import { LetterPdf } from '../letter-pdf.tsx'
import { LetterInBoth } from './letter-slots.tsx'

const noQuery = {}

export function LetterPage(): ReactNode {
  const { id = '', entry = '' }: { id?: string; entry?: string } = useParams({ strict: false })
  const state = useRecordContext('child', id, noQuery)
  if (state.status === 'loading') return <Loading />
  if (state.status === 'gone') return <NotFound />
  const { context } = state
  const letter = context.child?.letters.find(({ sent }) => bearsId(sent, entry as Letter['id'])) // the address names an entry
  return letter === undefined ? <NotFound /> : <Shown context={context} letter={letter} />
}

function Shown({ context, letter }: { context: RecordContext; letter: Letter }): ReactNode {
  const { speech, agencies, session, today } = context
  const { text } = speech
  const agency = agencies.find(({ id }) => id === letter.sent.entry.agency) ?? session.agency
  return (
    <Page
      title="form.letter.page"
      lead={<SubjectLine context={context} />}
      actions={letter.sent.isPending ? <PagePrint /> : <Pdfs letter={letter} />}
    >
      <div className="stack">
        {letter.sent.isPending && <Notice tone="amber">{text('letters.pending')}</Notice>}
        <p className="row screen-only">
          <LetterMark state={letterStateOn(letter, today, waitingLetters(context.child?.deadlines ?? []))} />
          <span>{sayReturns(letter, speech)}</span>
        </p>
        <LetterActions child={context.subject.id} letter={letter} />
        <LetterInBoth context={context} body={letter.sent.body} sentOn={letter.sentOn} agency={agency} />
      </div>
    </Page>
  )
}

/** What still waits on this device has no PDF yet: the page itself is printed. */
function PagePrint(): ReactNode {
  const text = useText()
  return <Button onClick={() => globalThis.print()}>{text('form.letter.print')}</Button>
}

function Pdfs({ letter: { sent } }: { letter: Letter }): ReactNode {
  const text = useText()
  return (['both', 'km', 'en'] as const).map((language) => (
    <LetterPdf
      key={language}
      className={buttonClass(language === 'both' ? 'main' : 'plain')}
      entry={sent.entry.id}
      language={language}
    >
      <Printer aria-hidden="true" size={20} /> {text(`letters.pdf-${language}`)}
    </LetterPdf>
  ))
}
