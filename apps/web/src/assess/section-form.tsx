import type { PlainAnswer, RowAnswers, SectionAnswers } from '@komar/domain/assess/answers'
import { concernsRaised } from '@komar/domain/assess/concerns'
import { itemsThatApply, questionsAsked } from '@komar/domain/assess/enable-when'
import type { Questionnaire, QuestionnaireItem } from '@komar/domain/assess/questionnaire'
import { useMemo, type ReactNode } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { Notice } from '../ui/notice.tsx'
import { AskedMark, AsLastTime, NotManaged, notAsked } from './asking-help.tsx'
import { OwnConcerns, type Dealt } from './own-concerns.tsx'
import { QuestionForm } from './question-form.tsx'
import type { AskedSection, ReferencePicker } from './questionnaire-form.tsx'
import { RowsForm } from './rows-form.tsx'

type Props = {
  questionnaire: Questionnaire
  asked: AskedSection
  answers: SectionAnswers
  onChange: (answers: SectionAnswers) => void
  pickReference: ReferencePicker | undefined
  dealt: Dealt
  onDeal: (dealt: Dealt) => void
}

/** What every question of a section needs to know. */
export type SectionForms = {
  questionnaire: Questionnaire
  sectionId: string
  applies: (item: QuestionnaireItem, row?: number) => boolean
  pickReference: ReferencePicker | undefined
}

export function SectionForm({
  questionnaire,
  asked,
  answers,
  onChange,
  pickReference,
  dealt,
  onDeal,
}: Props): ReactNode {
  const { language } = useLanguage()
  const { section, context } = asked
  const applying = useMemo(
    () => new Set(itemsThatApply(section, answers, context).map(({ item, row }) => keyOf(item, row))),
    [section, answers, context],
  )
  const forms: SectionForms = {
    questionnaire,
    sectionId: section.id,
    applies: (item, row) => applying.has(keyOf(item, row)),
    pickReference,
  }
  return (
    <section className="questionnaire-section" id={`section-${section.id}`} aria-labelledby={`title-${section.id}`}>
      <h2 id={`title-${section.id}`}>{section.title[language]}</h2>
      {section.introduction && <p>{section.introduction[language]}</p>}
      {section.item.some(({ topic }) => topic !== undefined) && (
        <NotManaged onPress={() => onChange({ ...answers, ...notAsked(questionsAsked(section, answers, context)) })} />
      )}
      {section.item
        .filter((item) => forms.applies(item))
        .map((item) => (
          <div key={item.linkId} className="stack-tight">
            <AskedMark item={item} />
            <ItemForm item={item} forms={forms} answers={answers} onChange={onChange} />
          </div>
        ))}
      <Concerns asked={asked} answers={answers} />
      <OwnConcerns
        section={section.id}
        accessClass={context.class}
        concerns={concernsRaised(section, answers, context).concerns}
        dealt={dealt}
        onChange={onDeal}
      />
    </section>
  )
}

function keyOf(item: QuestionnaireItem, row: number | undefined): string {
  return row === undefined ? item.linkId : `${item.linkId}#${row}`
}

type ItemProps = {
  item: QuestionnaireItem
  forms: SectionForms
  answers: SectionAnswers
  onChange: (answers: SectionAnswers) => void
}

function ItemForm({ item, forms, answers, onChange }: ItemProps): ReactNode {
  const { language } = useLanguage()
  if (!forms.applies(item)) return null
  const change = (answer: PlainAnswer): void =>
    onChange({ ...answers, [item.linkId]: { ...answers[item.linkId], ...answer } })
  if (item.type === 'display') return <p>{item.text[language]}</p>
  if (item.type !== 'group')
    return <QuestionForm item={item} forms={forms} answer={answers[item.linkId] ?? {}} onChange={change} />
  if (item.repeats) {
    const changeRows = (rows: RowAnswers[]): void =>
      onChange({ ...answers, [item.linkId]: { ...answers[item.linkId], rows } })
    return (
      <>
        <AsLastTime
          item={item}
          answer={answers[item.linkId] ?? {}}
          onTake={(last) => onChange({ ...answers, [item.linkId]: last })}
        />
        <RowsForm group={item} forms={forms} rows={answers[item.linkId]?.rows ?? []} onChange={changeRows} />
      </>
    )
  }
  return (
    <fieldset className="question-group">
      <legend>
        <h3>{item.text[language]}</h3>
      </legend>
      {item.item?.map((child) => (
        <ItemForm key={child.linkId} item={child} forms={forms} answers={answers} onChange={onChange} />
      ))}
    </fieldset>
  )
}

/** What the answers raise, as soon as they do: each needs an action later, and nothing is judged here. */
function Concerns({ asked, answers }: Pick<Props, 'asked' | 'answers'>): ReactNode {
  const { language, text } = useLanguage()
  const { level, concerns } = concernsRaised(asked.section, answers, asked.context)
  if (level === 'none') return null
  return (
    <Notice
      tone={level === 'act' ? 'brick' : 'amber'}
      heading={text(level === 'act' ? 'concern.act' : 'concern.watch')}
      announce
    >
      <ul>
        {concerns.map((concern) => (
          <li key={`${concern.item} ${concern.row ?? ''} ${concern.code}`}>{concern.why[language]}</li>
        ))}
      </ul>
    </Notice>
  )
}
