import type { ChildCare } from '@komar/domain/care/state'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { PersonName } from '../shell/names.tsx'
import { kinLines } from './care-view.ts'

/** Relatives and others outside, and how far each is as a carer. */
export function KinList({ care, mayReadCare }: { care: ChildCare; mayReadCare: boolean }): ReactNode {
  const speech = useSpeech()
  if (!mayReadCare) return <p className="soft">{speech.text('family.kin-hidden')}</p>
  const lines = kinLines(care)
  return (
    <section className="stack-tight">
      <h3>{speech.text('family.kin')}</h3>
      {lines.length === 0 && <p>{speech.text('family.kin-none')}</p>}
      <ul className="stack-tight plain-list">
        {lines.map(({ id, names, relation, approvedUntil, isVisited }) => (
          <li key={id}>
            <span className="soft">{sayOption('relation', relation, speech)}</span>{' '}
            <Link to="/kin/$id" params={{ id }}>
              <PersonName person={{ id, names }} />
            </Link>
            {isVisited && <p className="soft">{speech.text('family.visited')}</p>}
            {approvedUntil !== null && (
              <p className="soft">
                {speech.text('family.approved-until', { date: formatDate(approvedUntil, speech) })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
