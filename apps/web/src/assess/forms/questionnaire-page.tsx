// An assessment on one page: the first-words card first, section by section, saved as it is filled; what is recorded and not finished is
// found again and continued, on this device or another. A full answer may be "not asked": nothing is forced.
import { uuidSchema } from '@komar/domain/chronicle/entry'
import type { SectionAnswers } from '@komar/domain/assess/answers'
import type { Questionnaire } from '@komar/domain/assess/questionnaire'
import { useLocation, useParams } from '@tanstack/react-router'
import { useMemo, useState, type FormEvent, type ReactNode } from 'react'
import * as z from 'zod'
import { sectionAnswers } from '@komar/domain/assess/answers'
import { useText } from '../../i18n/language-provider.tsx'
import type { RecordContext } from '../../record/context.ts'
import { comingBack, wayBack } from '../../record/paths.ts'
import { useQuery } from '../../record/use-query.ts'
import { RefusalList } from '../../record/refusal-list.tsx'
import { SubjectLine } from '../../record/subject-line.tsx'
import { useRecordContext } from '../../record/use-record-context.ts'
import { useRecording } from '../../record/use-recording.ts'
import { mayRecordKind } from '../../register/actions.ts'
import { NotFound } from '../../shell/not-found.tsx'
import { Page } from '../../shell/page.tsx'
import { newUuid } from '../../store/new-entry.ts'
import { useDraft } from '../../store/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { readDateText } from '../../ui/date-text.ts'
import { Notice } from '../../ui/notice.tsx'
import { Loading, PageState } from '../../ui/page-state.tsx'
import { AskingHelp } from '../asking-help.tsx'
import type { Dealt } from '../own-concerns.tsx'
import { QuestionnaireForm, type AskedSection } from '../questionnaire-form.tsx'
import { BeforeAsking, firstWordsSection, OthersAsk, useAgencyName } from './before-asking.tsx'
import { askings, type Asking } from './askings.ts'
import { childAge } from './child-age.ts'
import { askedSections, recordedAnswers, recordedDealt, sectionEntries } from './section-entries.ts'

/** The page of the questionnaire that the address names. */
export function QuestionnaireRoute(): ReactNode {
  const { pathname } = useLocation()
  const asking = askings.find(({ name }) => pathname.endsWith(`/${name}`))
  // Another questionnaire is another page: nothing that was typed may pass from one to the other.
  return asking === undefined ? <NotFound /> : <QuestionnairePage key={pathname} asking={asking} />
}

function QuestionnairePage({ asking }: { asking: Asking }): ReactNode {
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const state = useRecordContext('child', id, useQuery())
  if (state.status === 'gone') return <NotFound />
  if (state.status === 'loading') return <Loading />
  return <Assessment asking={asking} context={state.context} isOffline={state.isOffline} />
}

const dealtSchema = z.object({ action: z.string().optional(), passedTo: z.string().optional() })
const draftSchema = z.object({
  assessment: uuidSchema,
  occurred: z.string(),
  answers: z.record(z.string(), sectionAnswers),
  dealt: z.record(z.string(), z.record(z.string(), dealtSchema)).default({}),
})
type AssessmentDraft = z.infer<typeof draftSchema>

type Props = { asking: Asking; context: RecordContext; isOffline: boolean }

function Assessment({ asking, context, isOffline }: Props): ReactNode {
  const text = useText()
  const [initial] = useState(() => startOf(asking, context))
  const draft = useDraft(`record/children/${context.subject.id}/record/${asking.name}`, initial, readDraft)
  return (
    <Page
      title={asking.title}
      lead={
        <>
          <SubjectLine context={context} />
          <p>{text(asking.lead)}</p>
        </>
      }
    >
      {isOffline && <Notice tone="slate">{text('form.offline')}</Notice>}
      {draft.isReady ? <Body asking={asking} context={context} draft={draft} /> : <Loading />}
    </Page>
  )
}

function readDraft(stored: unknown): AssessmentDraft | null {
  const read = draftSchema.safeParse(stored)
  return read.success ? read.data : null
}

/** The last assessment of this kind that nobody finished is continued; else a new one begins. */
function startOf({ type }: Asking, { child, today }: RecordContext): AssessmentDraft {
  const open = child?.assess.assessments.findLast((each) => each.type === type && each.finished === null)
  const answers = recordedAnswers(open)
  const given = Object.entries(answers).flatMap(([id, each]): [string, SectionAnswers][] => (each ? [[id, each]] : []))
  return draftSchema.parse({
    assessment: open?.id ?? newUuid(),
    occurred: today,
    answers: Object.fromEntries(given),
    dealt: recordedDealt(open),
  })
}

type BodyProps = { asking: Asking; context: RecordContext; draft: ReturnType<typeof useDraft<AssessmentDraft>> }

function Body({ asking, context, draft }: BodyProps): ReactNode {
  const text = useText()
  const recording = useRecording(undefined)
  const [isEmpty, setIsEmpty] = useState(false)
  const { whole, sections } = useSections(asking, context)
  const isTheirs = sections.some(({ section }) => section.id !== firstWordsSection)
  if (whole === undefined || !isTheirs) return <PageState kind="forbidden" />
  const { value } = draft
  const reading = readDateText(value.occurred)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { path, next } = addressesOf(asking, context, value.assessment)
    const drafts = sectionEntries({
      child: context.subject.id,
      assessment: value.assessment,
      type: asking.type,
      whole,
      sections,
      answers: value.answers,
      dealt: value.dealt,
      recorded: context.child?.assess.assessments.find(({ id }) => id === value.assessment),
      occurred: reading.state === 'date' ? reading.edtf : context.today,
      basis: 'told',
    })
    setIsEmpty(drafts.length === 0)
    if (drafts.length > 0)
      void recording.send({ said: text(asking.title), values: {}, drafts, path, next, done: draft.discard })
  }

  return (
    <form className="stack" noValidate onSubmit={submit}>
      <BeforeAsking asking={asking} context={context} present={value.assessment} isCardMissing={!hasCard(sections)} />
      <WhenAsked draft={draft} />
      <Questions whole={whole} sections={sections} context={context} draft={draft} />
      <OthersAsk asking={asking} whole={whole} sections={sections} />
      <RefusalList refused={recording.refused} context={context} />
      {isEmpty && <Notice announce>{text('form.assessment.nothing-new')}</Notice>}
      <div className="row">
        <Button weight="main" type="submit" disabled={recording.isSending}>
          {text(recording.isSending ? 'form.sending' : 'form.assessment.record')}
        </Button>
      </div>
      <p className="soft">{text('form.assessment.kept')}</p>
    </form>
  )
}

function hasCard(sections: readonly AskedSection[]): boolean {
  return sections.some(({ section }) => section.id === firstWordsSection)
}

type QuestionsProps = Omit<BodyProps, 'asking'> & { whole: Questionnaire; sections: readonly AskedSection[] }

function Questions({ whole, sections, context, draft }: QuestionsProps): ReactNode {
  const { value } = draft
  const agencyName = useAgencyName(context)
  return (
    <AskingHelp
      state={context.child?.assess}
      present={value.assessment}
      pack={context.pack}
      today={context.today}
      agencyName={agencyName}
    >
      <QuestionnaireForm
        questionnaire={whole}
        sections={sections}
        answers={value.answers}
        saved={draft}
        onChange={(section, answers) =>
          draft.change((before) => ({ ...before, answers: { ...before.answers, [section]: { ...answers } } }))
        }
        dealt={value.dealt}
        onDeal={(section, dealt) =>
          draft.change((before) => ({ ...before, dealt: { ...before.dealt, [section]: written(dealt) } }))
        }
      />
    </AskingHelp>
  )
}

function written(dealt: Dealt): AssessmentDraft['dealt'][string] {
  return Object.fromEntries(Object.entries(dealt).flatMap(([item, each]) => (each === undefined ? [] : [[item, each]])))
}

function WhenAsked({ draft }: Pick<BodyProps, 'draft'>): ReactNode {
  const text = useText()
  return (
    <DateField
      id="field-occurred"
      label={text('form.assessment.occurred')}
      value={draft.value.occurred}
      onChange={(occurred) => draft.change((before) => ({ ...before, occurred }))}
    />
  )
}

function useSections(asking: Asking, context: RecordContext) {
  return useMemo(() => {
    const whole = context.pack.questionnaires.find(({ id }) => id === asking.type)
    const { roles, mayWrite } = context.session
    const writer = { roles, mayWrite, form: asking.form, age: childAge(context) }
    return { whole, sections: whole === undefined ? [] : askedSections(whole, writer) }
  }, [asking, context])
}

/** Who may finish an assessment goes on to its concerns; an officer or monitor is done. */
function addressesOf({ name, form }: Asking, { session, subject, query }: RecordContext, assessment: string) {
  const child = `/children/${subject.id}`
  const then = wayBack({ query })
  const mayFinish = mayRecordKind(session, 'assess.assessment-finished')
  return {
    path: `${child}/record/${name}`,
    next: mayFinish
      ? comingBack(`${child}/record/finish-assessment?assessment=${assessment}&form=${form}`, then)
      : (then ?? child),
  }
}
