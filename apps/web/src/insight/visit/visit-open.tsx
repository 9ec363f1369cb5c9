// What earlier visits left open, questions and promises, each closed with one press; and what this one leaves for the next. Own agency
// only: the page says so, and asks for no names.
import { closings, leftTypes } from '@komar/domain/conditions/round-kinds'
import type { FacilityRounds } from '@komar/domain/conditions/round-state'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { useSpeech } from '../../i18n/language-provider.tsx'
import { Button } from '../../ui/button.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Change, VisitDraft } from './visit-draft.ts'

type Props = { draft: VisitDraft; change: Change; open: FacilityRounds['open'] }

export function OpenFromBefore({ draft, change, open }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  if (open.length === 0) return <p className="soft">{text('visit.nothing-open')}</p>
  const close = (id: string, closing: (typeof closings)[number]): void =>
    change((before) => {
      const { closingWords = '' } = before.closed[id] ?? {}
      return { ...before, closed: { ...before.closed, [id]: { closing, closingWords } } }
    })
  return (
    <ul className="stack plain-list">
      {open.map(({ id, body, entry }) => (
        <li key={id} className="card stack-tight">
          <ChoiceField
            id={`visit-open-${id}`}
            label={body.leftWords}
            help={text('visit.left-on', {
              what: text(`option.leftType.${body.leftType}`),
              date: formatEdtf(entry.occurred, speech),
            })}
            options={closings.map((value) => ({ value, label: text(`option.closing.${value}`) }))}
            value={draft.closed[id]?.closing ?? null}
            onChange={(closing) => close(id, closing)}
            isBeside
          />
          {draft.closed[id] !== undefined && (
            <Button
              weight="quiet"
              onClick={() => change((before) => ({ ...before, closed: without(before.closed, id) }))}
            >
              {text('visit.take-back')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function without<Value>(all: Readonly<Record<string, Value>>, id: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id))
}

export function LeftForNext({ draft, change }: Omit<Props, 'open'>): ReactNode {
  const { text } = useSpeech()
  const set = (index: number, to: Partial<VisitDraft['left'][number]>): void =>
    change((before) => ({
      ...before,
      left: before.left.map((each, at) => (at === index ? { ...each, ...to } : each)),
    }))
  return (
    <div className="stack">
      <p className="soft">{text('visit.left-rule')}</p>
      {draft.left.map((left, index) => (
        <div key={index} className="stack-tight card">
          <ChoiceField
            id={`visit-left-type-${index}`}
            label={text('field.leftType')}
            options={leftTypes.map((value) => ({ value, label: text(`option.leftType.${value}`) }))}
            value={left.leftType}
            onChange={(leftType) => set(index, { leftType })}
            isBeside
          />
          <TextField
            id={`visit-left-words-${index}`}
            label={text('field.leftWords')}
            value={left.leftWords}
            onChange={(leftWords) => set(index, { leftWords })}
          />
        </div>
      ))}
      <div>
        <Button
          onClick={() =>
            change((before) => ({ ...before, left: [...before.left, { leftType: 'question', leftWords: '' }] }))
          }
        >
          <Plus aria-hidden="true" size={18} />
          {text('visit.leave-another')}
        </Button>
      </div>
    </div>
  )
}
