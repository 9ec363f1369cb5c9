// One section on paper: every question with its boxes, and room to write. On paper nothing can be skipped by itself, so what depends on
// another answer is printed too.
import type { AskingContext, ItemAnswer, PlainAnswer, RowAnswers, SectionAnswers } from '@komar/domain/assess/answers'
import { isInForm, mayBeOfAge } from '@komar/domain/assess/enable-when'
import {
  isQuestion,
  missingCode,
  optionsOf,
  type Questionnaire,
  type QuestionnaireItem,
  type QuestionnaireSection,
} from '@komar/domain/assess/questionnaire'
import type { ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { roleWords } from '../shell/role-words.ts'
import { missingWords } from './missing-choice.tsx'
import { informantWords } from './provenance-form.tsx'

type Props = {
  questionnaire: Questionnaire
  section: QuestionnaireSection
  context: AskingContext
  /** Null on a blank form. */
  answers: SectionAnswers | null
}

const blankRows = 3

export function PaperSection({ questionnaire, section, context, answers }: Props): ReactNode {
  const { language, text } = useSpeech()
  const draw = (item: QuestionnaireItem): ReactNode => {
    if (!isInForm(section, item, context) || !mayBeOfAge(item.age, context.age)) return null
    if (item.type === 'display') return <p key={item.linkId}>{item.text[language]}</p>
    if (item.type === 'group' && item.repeats === true) {
      return <Rows key={item.linkId} group={item} questionnaire={questionnaire} rows={answers?.[item.linkId]?.rows} />
    }
    if (item.type === 'group') {
      return (
        <div key={item.linkId} className="paper-group">
          <h3>{item.text[language]}</h3>
          {(item.item ?? []).map(draw)}
        </div>
      )
    }
    return (
      <Question
        key={item.linkId}
        item={item}
        questionnaire={questionnaire}
        answer={answers === null ? null : (answers[item.linkId] ?? {})}
      />
    )
  }
  return (
    <section className="paper-section">
      <h2>{section.title[language]}</h2>
      <p className="small soft">
        {text('paper.asked-by', { who: section.askedBy.map((role) => text(roleWords[role])).join(' · ') })}
      </p>
      {section.introduction && <p>{section.introduction[language]}</p>}
      {section.item.map(draw)}
    </section>
  )
}

type RowsProps = { group: QuestionnaireItem; questionnaire: Questionnaire; rows: readonly RowAnswers[] | undefined }

function Rows({ group, questionnaire, rows }: RowsProps): ReactNode {
  const { language, text } = useSpeech()
  const shown: readonly (RowAnswers | null)[] = rows ?? Array.from({ length: blankRows }, () => null)
  return (
    <div className="paper-group">
      <h3>{group.text[language]}</h3>
      {shown.map((row, index) => (
        // Rows have no ids of their own and are never put in another order.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="paper-row">
          <span className="small soft">{text('questionnaire.row', { number: index + 1 })}</span>
          {(group.item ?? [])
            .filter((item) => isQuestion(item))
            .map((item) => (
              <Question
                key={item.linkId}
                item={item}
                questionnaire={questionnaire}
                answer={row === null ? null : (row[item.linkId] ?? {})}
                isPlain
              />
            ))}
        </div>
      ))}
    </div>
  )
}

type QuestionProps = {
  item: QuestionnaireItem
  questionnaire: Questionnaire
  answer: ItemAnswer | null
  /** Without who told it, in a row of a table. */
  isPlain?: boolean
}

function Question({ item, questionnaire, answer, isPlain = false }: QuestionProps): ReactNode {
  const { language, text } = useSpeech()
  return (
    <div className="paper-question">
      <p>
        <span className="small soft">{item.linkId} </span>
        <strong>{item.text[language]}</strong>
        {item.alone === true && <span className="small"> ({text('questionnaire.alone')})</span>}
      </p>
      {item.hint && <p className="small">{item.hint[language]}</p>}
      <p className="paper-boxes">
        <Answer item={item} questionnaire={questionnaire} answer={answer} />
        {missingCode.options.map((code) => (
          <Box key={code} label={text(missingWords[code])} isTicked={answer?.missing === code} isSmall />
        ))}
      </p>
      {!isPlain && item.provenance !== 'none' && <ToldAndSeen answer={answer} />}
    </div>
  )
}

function Answer({ item, questionnaire, answer }: Omit<QuestionProps, 'isPlain'>): ReactNode {
  const { language, text } = useSpeech()
  const values = answer?.values ?? []
  if (item.type === 'boolean') {
    return (
      <>
        <Box label={text('answer.yes')} isTicked={values[0] === true} />
        <Box label={text('answer.no')} isTicked={values[0] === false} />
      </>
    )
  }
  const options = optionsOf(questionnaire, item)
  const other = values.map(sayFree).filter((words) => words !== '' && !options.some(({ code }) => code === words))
  return (
    <>
      {options.map((option) => (
        <Box key={option.code} label={option.text[language]} isTicked={values.includes(option.code)} />
      ))}
      {other.length > 0 && <span className="paper-written">{other.join(', ')}</span>}
      {other.length === 0 && (options.length === 0 || item.type === 'open-choice') && (
        <span className={item.type === 'text' ? 'paper-line paper-line-long' : 'paper-line'} aria-hidden="true" />
      )}
      {item.unit !== undefined && <span>{item.unit}</span>}
    </>
  )
}

function sayFree(value: NonNullable<PlainAnswer['values']>[number]): string {
  if (typeof value !== 'object') return String(value)
  if ('text' in value) return value.text
  return 'value' in value ? String(value.value) : ''
}

/** What was said and what was seen stand apart on paper too. */
function ToldAndSeen({ answer }: { answer: ItemAnswer | null }): ReactNode {
  const { text } = useSpeech()
  const { toldBy, seen, seenWords } = answer ?? {}
  return (
    <p className="paper-told small">
      <span>
        {text('provenance.who')} {toldBy === undefined ? <span className="paper-line" /> : text(informantWords[toldBy])}
      </span>
      <Box label={text('provenance.i-saw')} isTicked={seen === true} isSmall />
      {seenWords !== undefined && <span>{seenWords}</span>}
    </p>
  )
}

function Box({ label, isTicked, isSmall = false }: { label: string; isTicked: boolean; isSmall?: boolean }): ReactNode {
  const { text } = useSpeech()
  return (
    <span className={isSmall ? 'paper-box small soft' : 'paper-box'}>
      <span aria-hidden="true">{isTicked ? '☒' : '☐'}</span>
      {isTicked && <span className="only-for-readers">{text('paper.ticked')}</span>} {label}
    </span>
  )
}
