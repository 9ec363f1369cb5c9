// After the press: what was recorded, where it is now, and what follows today.
import type { ChildRow } from '@komar/contract/register'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { useSpeech } from '../../i18n/language-provider.tsx'
import { isToSend } from '../../store/is-to-send.ts'
import { useUnsent } from '../../store/store-provider.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { inRoundOrder } from '../round-order.ts'
import type { VisitDraft } from './visit-draft.ts'
import { stepsFor, WhatFollows } from './what-follows.tsx'

type Props = { facility: string; visit: VisitDraft; rows: readonly ChildRow[] }

export function VisitDone({ facility, visit, rows }: Props): ReactNode {
  const { text } = useSpeech()
  const done = useRef<HTMLDivElement>(null)
  // The press was at the bottom of a long page.
  useEffect(() => {
    done.current?.focus({ preventScroll: true })
    done.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <div className="stack">
      <Notice tone="calm" heading={text('visit.done')} announce ref={done}>
        <p>{text('visit.done-counts', tally(visit))}</p>
      </Notice>
      <Unsent />
      <Today facility={facility} visit={visit} rows={rows} />
      {visit.isFromPaper && <p>{text('visit.destroy-paper')}</p>}
      <div className="row">
        <Link to="/facilities/$id" params={{ id: facility }} className={buttonClass('main')}>
          {text('visit.to-facility')}
        </Link>
        <Link to="/" className={buttonClass()}>
          {text('nav.today')}
        </Link>
      </div>
    </div>
  )
}

function tally({ children }: VisitDraft): { here: number; gone: number; notSeen: number } {
  const found = Object.values(children).map((each) => each.found)
  return {
    here: found.filter((each) => each === 'seen' || each === 'said-to-be-here').length,
    gone: found.filter((each) => each === 'said-gone').length,
    notSeen: found.filter((each) => each === 'not-seen').length,
  }
}

function Today({ facility, visit, rows }: Props): ReactNode {
  const { text, language } = useSpeech()
  const worrying = inRoundOrder(rows, language).flatMap((line) => {
    const draft = visit.children[line.id]
    return draft === undefined || stepsFor(draft, visit.occurred).length === 0 ? [] : [{ ...line, draft }]
  })
  return (
    <section className="stack" aria-labelledby="visit-today">
      <h2 id="visit-today">{text('visit.today')}</h2>
      {worrying.length === 0 ? (
        <p>{text('visit.nothing-today')}</p>
      ) : (
        <ul className="stack plain-list">
          {worrying.map(({ id, code, first, draft }) => (
            <li key={id} className="card stack-tight">
              <h3>
                <Link to="/children/$id" params={{ id }}>
                  {first === '' ? code : `${first} · ${code}`}
                </Link>
              </h3>
              <WhatFollows child={id} draft={draft} facility={facility} occurred={visit.occurred} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What of it waits on this device, and what was refused, with the way to it. */
function Unsent(): ReactNode {
  const { text } = useSpeech()
  const unsent = useUnsent() ?? []
  const waiting = unsent.filter(isToSend).length
  const refused = unsent.filter(({ state }) => state === 'refused').length
  if (waiting + refused === 0) return null
  return (
    <Notice tone={refused > 0 ? 'brick' : 'slate'} announce>
      {waiting > 0 && <p>{text('visit.waiting', { count: waiting })}</p>}
      {refused > 0 && <p>{text('visit.refused', { count: refused })}</p>}
      <Link to="/unsent">{text('unsent.title')}</Link>
    </Notice>
  )
}
