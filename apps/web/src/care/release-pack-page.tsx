// The release-ready pack on one page, to print and carry: names, who meets them, fare, papers, first night, first follow-up. It does not
// say where they come from, so it has none of the usual head and foot: those name the agency and the system (practice.md, G-R2; stigma).
import { packPieces } from '@komar/domain/care/after-kinds'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RecordContext } from '../record/context.ts'
import { SubjectLine } from '../record/subject-line.tsx'
import { useRecordContext } from '../record/use-record-context.ts'
import { NotFound } from '../shell/not-found.tsx'
import { useTitle } from '../shell/page.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { Loading } from '../ui/page-state.tsx'
import './release-pack.css'

const noQuery = {}

export function ReleasePackPage(): ReactNode {
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const state = useRecordContext('child', id, noQuery)
  useTitle('release.sheet')
  if (state.status === 'loading') return <Loading />
  return state.status === 'gone' ? <NotFound /> : <Sheet context={state.context} />
}

function Sheet({ context }: { context: RecordContext }): ReactNode {
  const { speech, child, subject, session } = context
  if (child === null || !session.mayRead.includes('care')) return <NotFound />
  const { pieces } = child.after.pack
  return (
    <div className="page stack release-sheet">
      <h1 tabIndex={-1}>{speech.text('release.sheet')}</h1>
      {session.host.stamp === 'demonstration' && <p className="print-only">{speech.text('shell.demonstration')}</p>}
      <SubjectLine context={context} />
      <dl>
        {packPieces.map((piece) => (
          <div key={piece}>
            <dt>{speech.text(`field.${piece}`)}</dt>
            <dd>{pieces[piece] ?? ''}</dd>
          </div>
        ))}
      </dl>
      <div className="row screen-only">
        <Button onClick={() => globalThis.print()}>{speech.text('form.letter.print')}</Button>
        <Link to="/children/$id" params={{ id: subject.id }} className={buttonClass('quiet')}>
          {speech.text('release.back')}
        </Link>
      </div>
    </div>
  )
}
