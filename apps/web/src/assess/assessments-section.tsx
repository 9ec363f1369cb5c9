import type { Assessment, ChildAssess, View } from '@komar/domain/assess/state'
import type { CountryPack } from '@komar/domain/policy'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { SectionAnswers } from './section-answers.tsx'
import { assessmentProgress, concernText, titleOf } from './assessment-view.ts'

type Props = {
  state: ChildAssess
  pack: CountryPack
  /** Where an unfinished assessment goes on; null for those who may not. */
  goOn: ((assessment: Assessment) => string) | null
  /** Where it is printed. */
  paper: (assessment: Assessment) => string
}

/** Every assessment with its progress, unfinished ones too, and the views heard. */
export function AssessmentsSection({ state, pack, goOn, paper }: Props): ReactNode {
  const speech = useSpeech()
  return (
    <div className="stack">
      {state.assessments.length === 0 && <p>{speech.text('assessment.none')}</p>}
      {state.assessments.toReversed().map((assessment) => (
        <AssessmentCard key={assessment.id} assessment={assessment} pack={pack} goOn={goOn} paper={paper} />
      ))}
      <ClosedTopics state={state} />
      {state.views.length > 0 && (
        <section className="stack-tight">
          <h3>{speech.text('assessment.views')}</h3>
          <ul className="stack-tight plain-list">
            {state.views.map((view) => (
              <ViewLine key={view.id} view={view} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** What is not to be asked about; what happened is nowhere written. */
function ClosedTopics({ state: { doNotAsk } }: Pick<Props, 'state'>): ReactNode {
  const speech = useSpeech()
  if (doNotAsk.length === 0) return null
  return (
    <section className="stack-tight">
      <h3>{speech.text('do-not-ask.some')}</h3>
      <ul className="stack-tight plain-list">
        {doNotAsk.map(({ id, body }) => (
          <li key={id}>
            <strong>{speech.text(`option.notAsked.${body.notAsked}`)}: </strong>
            {body.topics.map((topic) => speech.text(`option.topics.${topic}`)).join(' · ')}
            {body.until !== undefined && (
              <span className="soft"> {speech.text('do-not-ask.until', { date: formatDate(body.until, speech) })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

type CardProps = { assessment: Assessment } & Omit<Props, 'state'>

function AssessmentCard({ assessment, pack, goOn, paper }: CardProps): ReactNode {
  const speech = useSpeech()
  const { finished, started, sections } = assessment
  const { done, total } = assessmentProgress(assessment, pack)
  const state =
    finished === null
      ? 'assessment.unfinished'
      : finished.body.isShort
        ? 'assessment.finished-short'
        : 'assessment.finished-full'
  return (
    <article className="card stack-tight">
      <h3>{titleOf(assessment, pack, speech)}</h3>
      <p>
        <strong>{speech.text(state)}</strong>
        {started !== null && (
          <span className="soft"> · {speech.text('assessment.started', { date: formatDate(started, speech) })}</span>
        )}
      </p>
      <p className="soft">
        {total === null
          ? speech.text('assessment.sections-done', { done })
          : speech.text('assessment.sections', { done, total })}
      </p>
      <p className="row screen-only">
        {finished === null && goOn !== null && <Link to={goOn(assessment)}>{speech.text('assessment.go-on')}</Link>}
        {sections.length > 0 && <Link to={paper(assessment)}>{speech.text('paper.print')}</Link>}
      </p>
      <Concerns assessment={assessment} pack={pack} />
      {sections.length > 0 && (
        <details>
          <summary>{speech.text('assessment.answers')}</summary>
          {sections.map((section) => (
            <SectionAnswers key={section.stated.id} section={section} pack={pack} />
          ))}
        </details>
      )}
    </article>
  )
}

function Concerns({ assessment, pack }: Pick<CardProps, 'assessment' | 'pack'>): ReactNode {
  const speech = useSpeech()
  const own = assessment.sections.flatMap(({ stated }) => stated.body.concerns ?? [])
  const concerns = [...(assessment.finished?.body.concerns ?? []), ...own]
  if (concerns.length === 0) return null
  return (
    <div className="stack-tight">
      <h4>{speech.text('assessment.concerns')}</h4>
      <ul className="stack-tight plain-list">
        {concerns.map(({ item, level, action, passedTo }) => (
          <li key={item}>
            <strong>{speech.text(level === 'act' ? 'concern.act' : 'concern.watch')}</strong>
            <p>{concernText(item, level, pack, speech)}</p>
            <p className="soft">
              {action !== undefined
                ? speech.text('assessment.concern-action', { action })
                : passedTo !== undefined
                  ? speech.text('assessment.concern-passed', { who: passedTo })
                  : speech.text('assessment.concern-open')}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

function ViewLine({ view: { body, entry } }: { view: View }): ReactNode {
  const speech = useSpeech()
  return (
    <li>
      <strong>
        {speech.text('assessment.view-line', {
          who: sayOption('whose', body.whose, speech),
          about: sayOption('about', body.about, speech),
          stance: sayOption('stance', body.stance, speech),
        })}
      </strong>
      {body.whyNot !== undefined && <span> ({sayOption('whyNot', body.whyNot, speech)})</span>}
      {body.words !== undefined && <p>{body.words}</p>}
      <p className="soft small">{formatEdtf(entry.occurred, speech)}</p>
    </li>
  )
}
