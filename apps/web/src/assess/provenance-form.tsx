import { informant, type Informant, type PlainAnswer } from '@komar/domain/assess/answers'
import { useId, type ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { ChoiceField, Tick } from '../ui/choice-field.tsx'
import { LongTextField } from '../ui/text-field.tsx'

export const informantWords = {
  mother: 'informant.mother',
  father: 'informant.father',
  child: 'informant.child',
  sibling: 'informant.sibling',
  grandparent: 'informant.grandparent',
  'other-kin': 'informant.other-kin',
  carer: 'informant.carer',
  'prison-officer': 'informant.prison-officer',
  'other-prisoner': 'informant.other-prisoner',
  clinician: 'informant.clinician',
  lawyer: 'informant.lawyer',
  'local-authority': 'informant.local-authority',
  document: 'informant.document',
  other: 'informant.other',
} as const satisfies Record<Informant, MessageId>

type Props = { label: string; answer: PlainAnswer; onChange: (answer: PlainAnswer) => void }

/** Who told it, and what the asker saw, apart from what was said. Closed until it is wanted; the summary says what is in it. */
export function ProvenanceForm({ label, answer, onChange }: Props): ReactNode {
  const text = useText()
  const id = useId()
  return (
    <details className="question-source">
      <summary>
        <span>
          {answer.toldBy
            ? text('provenance.told-by', { who: text(informantWords[answer.toldBy]) })
            : text('provenance.who')}
        </span>
        {answer.seen === true && <span>· {text('provenance.seen')}</span>}
        <span className="only-for-readers">: {label}</span>
      </summary>
      <div className="stack">
        <ChoiceField
          id={`${id}-told`}
          label={text('provenance.who')}
          options={informant.options.map((value) => ({ value, label: text(informantWords[value]) }))}
          value={answer.toldBy ?? null}
          isBeside
          onChange={(toldBy) => onChange({ ...answer, toldBy })}
        />
        <Tick
          label={text('provenance.i-saw')}
          isTicked={answer.seen === true}
          onChange={(seen) => onChange({ ...answer, seen })}
        />
        <LongTextField
          id={`${id}-seen`}
          label={text('provenance.what-seen')}
          isOptional
          value={answer.seenWords ?? ''}
          onChange={(words) => onChange({ ...answer, seenWords: words === '' ? undefined : words })}
        />
      </div>
    </details>
  )
}
