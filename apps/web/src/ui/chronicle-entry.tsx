import type { Basis } from '@komar/domain/chronicle/entry'
import type { Edtf } from '@komar/domain/time/edtf'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { Ban, Clock, PencilLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatInstant } from '../i18n/format-instant.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { FactList, type ListedFact } from './fact-list.tsx'

export type ChronicleItem = {
  id: string
  /** The day it stands under: the latest day on which it can have happened. */
  day: PlainDate
  slice: string
  what: string
  facts: readonly ListedFact[]
  author: string
  agency: string
  basis: Basis
  occurred: Edtf
  /** When the host accepted it; null while it waits on this device. */
  received: string | null
  /** What it changed, when it corrects another entry. */
  correction?:
    { reason: string; changes: readonly { label: string; before: ReactNode; after: ReactNode }[] } | undefined
  /** Why and by whom it was withdrawn. */
  retraction?: { reason: string; by: string } | undefined
  /** What can be done with it: correct, withdraw. */
  actions?: ReactNode
}

const basisWords = {
  seen: 'basis.seen',
  told: 'basis.told',
  document: 'basis.document',
  inferred: 'basis.inferred',
} as const satisfies Record<Basis, MessageId>

export function ChronicleEntry({ item, timeZone }: { item: ChronicleItem; timeZone: string }): ReactNode {
  const text = useText()
  const state = item.retraction ? 'retracted' : item.received === null ? 'pending' : 'kept'
  return (
    <li className={`chronicle-entry chronicle-${state}`} id={`entry-${item.id}`} tabIndex={-1}>
      <h4>
        <span className="chronicle-struck">{item.what}</span>
      </h4>
      {state === 'pending' && (
        <StateMark icon={<Clock aria-hidden="true" size={16} />} words={text('chronicle.pending')} />
      )}
      {item.retraction && (
        <StateMark icon={<Ban aria-hidden="true" size={16} />} words={text('chronicle.retracted', item.retraction)} />
      )}
      {item.correction && <Correction correction={item.correction} />}
      {item.facts.length > 0 && <FactList facts={item.facts} className="chronicle-struck" />}
      <Provenance item={item} timeZone={timeZone} />
      {item.actions}
    </li>
  )
}

function StateMark({ icon, words }: { icon: ReactNode; words: string }): ReactNode {
  return (
    <p className="chronicle-mark">
      {icon} {words}
    </p>
  )
}

function Correction({ correction }: { correction: NonNullable<ChronicleItem['correction']> }): ReactNode {
  const text = useText()
  return (
    <div className="chronicle-change">
      <StateMark
        icon={<PencilLine aria-hidden="true" size={16} />}
        words={text('chronicle.corrected', { reason: correction.reason })}
      />
      <FactList
        facts={correction.changes.map(({ label, before, after }) => ({
          label,
          value: (
            <>
              <span className="only-for-readers">{text('chronicle.before')}</span> <del>{before}</del>{' '}
              <span aria-hidden="true">→</span> <span className="only-for-readers">{text('chronicle.after')}</span>{' '}
              <ins>{after}</ins>
            </>
          ),
        }))}
      />
    </div>
  )
}

function Provenance({ item, timeZone }: { item: ChronicleItem; timeZone: string }): ReactNode {
  const speech = useSpeech()
  const { author, agency } = item
  return (
    <div className="soft small">
      <p>{speech.text('chronicle.who', { author, agency, basis: speech.text(basisWords[item.basis]) })}</p>
      <p>
        {speech.text('chronicle.happened', { date: formatEdtf(item.occurred, speech) })}
        {item.received !== null && (
          <> · {speech.text('chronicle.known', { date: formatInstant(item.received, speech, timeZone) })}</>
        )}
      </p>
    </div>
  )
}
