import type { RowAnswers } from '@komar/domain/assess/answers'
import type { QuestionnaireItem } from '@komar/domain/assess/questionnaire'
import { Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { QuestionForm } from './question-form.tsx'
import type { SectionForms } from './section-form.tsx'

type Props = {
  group: QuestionnaireItem
  forms: SectionForms
  rows: readonly RowAnswers[]
  onChange: (rows: RowAnswers[]) => void
}

/** A group asked once for each person or thing: every relative, every child. */
export function RowsForm({ group, forms, rows, onChange }: Props): ReactNode {
  const { language, text } = useLanguage()
  return (
    <fieldset className="question-group">
      <legend>
        <h3>{group.text[language]}</h3>
      </legend>
      {group.hint && <p className="soft">{group.hint[language]}</p>}
      {rows.map((row, index) => (
        <RowForm
          // Rows have no ids of their own and are never put in another order.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          group={group}
          forms={forms}
          row={row}
          index={index}
          onChange={(changed) => onChange(rows.map((other, place) => (place === index ? changed : other)))}
          onRemove={() => onChange(rows.filter((_, place) => place !== index))}
        />
      ))}
      <div>
        <Button onClick={() => onChange([...rows, {}])}>
          <Plus aria-hidden="true" size={18} />{' '}
          {text(rows.length === 0 ? 'questionnaire.add-first' : 'questionnaire.add-another')}
        </Button>
      </div>
    </fieldset>
  )
}

type RowProps = {
  group: QuestionnaireItem
  forms: SectionForms
  row: RowAnswers
  index: number
  onChange: (row: RowAnswers) => void
  onRemove: () => void
}

function RowForm({ group, forms, row, index, onChange, onRemove }: RowProps): ReactNode {
  const { text } = useLanguage()
  return (
    <fieldset className="question-row">
      <legend className="field-label">{text('questionnaire.row', { number: index + 1 })}</legend>
      {group.item
        ?.filter((item) => forms.applies(item, index))
        .map((item) => (
          <QuestionForm
            key={item.linkId}
            item={item}
            row={index}
            forms={forms}
            answer={row[item.linkId] ?? {}}
            onChange={(answer) => onChange({ ...row, [item.linkId]: answer })}
          />
        ))}
      <Removal isEmpty={Object.keys(row).length === 0} onRemove={onRemove} />
    </fieldset>
  )
}

/** A row with answers is taken away only after a second press. */
function Removal({ isEmpty, onRemove }: { isEmpty: boolean; onRemove: () => void }): ReactNode {
  const { text } = useLanguage()
  const [isAsking, setIsAsking] = useState(false)
  if (!isAsking) {
    return (
      <div>
        <Button weight="quiet" onClick={() => (isEmpty ? onRemove() : setIsAsking(true))}>
          {text('questionnaire.remove')}
        </Button>
      </div>
    )
  }
  return (
    <div className="row" role="group" aria-label={text('questionnaire.remove-sure')}>
      <span>{text('questionnaire.remove-sure')}</span>
      <Button onClick={onRemove}>{text('questionnaire.remove-yes')}</Button>
      <Button onClick={() => setIsAsking(false)}>{text('questionnaire.remove-no')}</Button>
    </div>
  )
}
