// Shows a questionnaire of the policy pack, section by section on one page; what is asked, skipped or faulty is decided by the domain.
import type { AskingContext, SectionAnswers } from '@komar/domain/assess/answers'
import { sectionProgress } from '@komar/domain/assess/enable-when'
import type { Questionnaire, QuestionnaireItem, QuestionnaireSection } from '@komar/domain/assess/questionnaire'
import type { AnswerValue } from '@komar/domain/assess/answers'
import type { ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { formatNumber } from '../i18n/format-number.ts'
import { SavedAt, type Saved } from '../ui/saved-at.tsx'
import type { Dealt } from './own-concerns.tsx'
import { SectionForm } from './section-form.tsx'
import './questionnaire-form.css'

/** A section that this writer answers, and in which class and form. */
export type AskedSection = { section: QuestionnaireSection; context: AskingContext }

export type AnswersBySection = Readonly<Record<string, SectionAnswers | undefined>>

/** Draws the choice of a person or place for a question of type `reference`. */
export type ReferencePicker = (
  item: QuestionnaireItem,
  value: AnswerValue | undefined,
  onPick: (value: AnswerValue | null) => void,
) => ReactNode

type Props = {
  questionnaire: Questionnaire
  sections: readonly AskedSection[]
  answers: AnswersBySection
  onChange: (sectionId: string, answers: SectionAnswers) => void
  saved: Saved
  pickReference?: ReferencePicker
  /** What is done about the concerns of sections that deal with their own. */
  dealt?: Readonly<Record<string, Dealt | undefined>>
  onDeal?: (sectionId: string, dealt: Dealt) => void
}

export function QuestionnaireForm({
  questionnaire,
  sections,
  answers,
  onChange,
  saved,
  pickReference,
  dealt,
  onDeal,
}: Props): ReactNode {
  return (
    <div className="questionnaire">
      <ProgressRail sections={sections} answers={answers} saved={saved} />
      <div className="stack">
        {sections.map((asked) => (
          <SectionForm
            key={asked.section.id}
            questionnaire={questionnaire}
            asked={asked}
            answers={answers[asked.section.id] ?? {}}
            onChange={(next) => onChange(asked.section.id, next)}
            pickReference={pickReference}
            dealt={dealt?.[asked.section.id] ?? {}}
            onDeal={(next) => onDeal?.(asked.section.id, next)}
          />
        ))}
      </div>
    </div>
  )
}

type RailProps = { sections: readonly AskedSection[]; answers: AnswersBySection; saved: Saved }

/** How far each section has come, and the way to it. */
function ProgressRail({ sections, answers, saved }: RailProps): ReactNode {
  const speech = useSpeech()
  return (
    <nav className="questionnaire-rail screen-only" aria-label={speech.text('questionnaire.sections')}>
      <ol className="plain-list">
        {sections.map(({ section, context }) => {
          const progress = sectionProgress(section, answers[section.id] ?? {}, context)
          const answered = formatNumber(progress.answered, speech)
          return (
            <li key={section.id}>
              <a href={`#section-${section.id}`} data-done={progress.asked > 0 && progress.answered === progress.asked}>
                <span>{section.title[speech.language]}</span>
                <span className="small soft">
                  {speech.text('questionnaire.progress', { answered, asked: progress.asked })}
                </span>
              </a>
            </li>
          )
        })}
      </ol>
      <SavedAt draft={saved} />
    </nav>
  )
}
