import type { AnswerValue, PlainAnswer } from '@komar/domain/assess/answers'
import { isQuestion, type QuestionnaireItem } from '@komar/domain/assess/questionnaire'
import { EarOff } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { AsLastTime } from './asking-help.tsx'
import { MissingChoice } from './missing-choice.tsx'
import { ProvenanceForm } from './provenance-form.tsx'
import { QuestionControl } from './question-control.tsx'
import type { SectionForms } from './section-form.tsx'

type Props = {
  item: QuestionnaireItem
  forms: SectionForms
  answer: PlainAnswer
  onChange: (answer: PlainAnswer) => void
  row?: number
}

/** One question: its control, why it may have no answer, who told it and what was seen. */
export function QuestionForm({ item, forms, answer, onChange, row }: Props): ReactNode {
  const { language, text } = useLanguage()
  const [setAside, setSetAside] = useState<readonly AnswerValue[]>([])
  if (!isQuestion(item)) return <p>{item.text[language]}</p>
  const isMissing = answer.missing !== undefined

  // A value and a missing code at once cannot be recorded; what was typed comes back when the code is taken away.
  const changeMissing = (missing: PlainAnswer['missing']): void => {
    if (!isMissing) setSetAside(answer.values ?? [])
    onChange({ ...answer, missing, values: missing === undefined ? [...setAside] : undefined })
  }
  const changeValues = (values: AnswerValue[]): void => onChange({ ...answer, missing: undefined, values })

  return (
    <div className="question" id={`question-${row === undefined ? item.linkId : `${item.linkId}-${row}`}`}>
      {item.alone && (
        <p className="question-alone small">
          <EarOff aria-hidden="true" size={16} /> {text('questionnaire.alone')}
        </p>
      )}
      <QuestionControl
        id={`${forms.sectionId}-${item.linkId.replaceAll('.', '-')}${row === undefined ? '' : `-${row}`}`}
        item={item}
        questionnaire={forms.questionnaire}
        values={isMissing ? [] : (answer.values ?? [])}
        onChange={changeValues}
        pickReference={forms.pickReference}
      />
      {row === undefined && (
        <AsLastTime item={item} answer={answer} onTake={({ values }) => onChange({ ...answer, values })} />
      )}
      <MissingChoice label={item.text[language]} missing={answer.missing} onChange={changeMissing} />
      {item.provenance !== 'none' && <ProvenanceForm label={item.text[language]} answer={answer} onChange={onChange} />}
    </div>
  )
}
