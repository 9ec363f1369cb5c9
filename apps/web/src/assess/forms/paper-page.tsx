// A questionnaire on paper: blank to be taken where no telephone is allowed, or filled. It carries the child's code and first name and
// nothing else that says who it is: no charge, no family name, no birth date (practice.md part 2, eight minutes).
import type { AskingContext, SectionAnswers } from '@komar/domain/assess/answers'
import { answersOfSection } from '@komar/domain/assess/assessment-concerns'
import { sectionClass, type Questionnaire, type QuestionnaireSection } from '@komar/domain/assess/questionnaire'
import type { Assessment } from '@komar/domain/assess/state'
import { givenName } from '@komar/domain/register/names'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate } from '../../i18n/format-date.ts'
import { useSpeech } from '../../i18n/language-provider.tsx'
import type { RecordContext } from '../../record/context.ts'
import { useRecordContext } from '../../record/use-record-context.ts'
import { codeOf } from '../../shell/names.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { Page } from '../../shell/page.tsx'
import { Button } from '../../ui/button.tsx'
import { Loading, PageState } from '../../ui/page-state.tsx'
import { PaperSection } from '../paper-section.tsx'
import { askings, type Asking } from './askings.ts'
import { childAge } from './child-age.ts'
import { askedSections } from './section-entries.ts'
import '../paper.css'

const noQuery = {}

export function PaperPage(): ReactNode {
  const params: { id?: string; name?: string; assessment?: string } = useParams({ strict: false })
  const state = useRecordContext('child', params.id ?? '', noQuery)
  const asking = askings.find(({ name }) => name === params.name)
  if (state.status === 'gone' || asking === undefined) return <NotFound />
  if (state.status === 'loading') return <Loading />
  return <Paper asking={asking} context={state.context} assessmentId={params.assessment} />
}

type Printed = { section: QuestionnaireSection; context: AskingContext; answers: SectionAnswers | null }
type Props = { asking: Asking; context: RecordContext; assessmentId: string | undefined }

function Paper({ asking, context, assessmentId }: Props): ReactNode {
  const { text, language } = useSpeech()
  const whole = context.pack.questionnaires.find(({ id }) => id === asking.type)
  const assessment = context.child?.assess.assessments.find(({ id }) => id === assessmentId)
  if (whole === undefined || (assessmentId !== undefined && assessment === undefined)) return <NotFound />
  const printed = assessment === undefined ? blank(whole, asking, context) : filled(whole, assessment, context)
  if (printed.length === 0) return <PageState kind="forbidden" />
  return (
    <Page
      title="paper.title"
      heading={whole.title[language]}
      lead={<Who context={context} assessment={assessment} />}
      actions={
        <Button weight="main" onClick={() => globalThis.print()}>
          {text('paper.print')}
        </Button>
      }
    >
      <div className="paper stack">
        {printed.map(({ section, context: asked, answers }) => (
          <PaperSection
            key={`${section.id} ${asked.class}`}
            questionnaire={whole}
            section={section}
            context={asked}
            answers={answers}
          />
        ))}
      </div>
    </Page>
  )
}

/** The sections that this writer asks, without answers. */
function blank(whole: Questionnaire, { form }: Asking, context: RecordContext): Printed[] {
  const { roles, mayWrite } = context.session
  return askedSections(whole, { roles, mayWrite, form, age: childAge(context) }).map((asked) => ({
    ...asked,
    answers: null,
  }))
}

/** The sections that this reader may see, as answered. */
function filled(whole: Questionnaire, assessment: Assessment, context: RecordContext): Printed[] {
  const form = assessment.finished?.body.isShort === true ? 'short' : 'full'
  return whole.sections.flatMap((section) =>
    assessment.sections
      .filter(({ id }) => id === section.id)
      .flatMap((answered) => {
        const written = sectionClass.safeParse(answered.class)
        if (!written.success) return []
        const asked: AskingContext = { form, class: written.data, age: childAge(context) }
        return [{ section, context: asked, answers: answersOfSection(answered) }]
      }),
  )
}

/** Code and first name; the day, the place and the asker by hand. */
function Who({ context, assessment }: { context: RecordContext; assessment: Assessment | undefined }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { child, subject } = context
  const names = child?.register.names ?? null
  const first = names === null ? null : givenName(names, speech.language)
  const code = child?.register.code ?? codeOf(subject.id)
  const day = assessment?.started ?? null
  return (
    <p className="paper-who">
      <strong>{first === null ? code : `${code} · ${first}`}</strong>
      <span>
        {text('paper.day')} {day === null ? <Line /> : formatDate(day, speech)}
      </span>
      <span>
        {text('paper.place')} <Line />
      </span>
      <span>
        {text('paper.asker')} <Line />
      </span>
    </p>
  )
}

/** Room to write by hand. */
function Line(): ReactNode {
  return <span className="paper-line" aria-hidden="true" />
}
