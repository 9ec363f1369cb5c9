// One form as a page: what is typed is kept on this device, faults stand in a summary that takes focus, gates are asked as one types,
// and a refusal is a list of things to do. Never a modal (ui.md, principle 4).
import { Link } from '@tanstack/react-router'
import { useMemo, useState, type FormEvent, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Page } from '../shell/page.tsx'
import { useDraft } from '../store/use-draft.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Loading } from '../ui/page-state.tsx'
import { SavedAt } from '../ui/saved-at.tsx'
import type { RecordContext } from './context.ts'
import type { FormDefinition } from './definition.ts'
import { faultsOf, type Fault } from './faults.ts'
import { controlId, Fields } from './fields.tsx'
import { GatePanel } from './gate-panel.tsx'
import { NoRoom } from './if-room.tsx'
import { RefusalList } from './refusal-list.tsx'
import { formPath, herePath, subjectPath, wayBack } from './paths.ts'
import { useRecording } from './use-recording.ts'
import { readValues, type Values } from './values.ts'
import { SealedNote } from './sealed-note.tsx'
import { SubjectLine } from './subject-line.tsx'
import './record-form.css'

type Props = {
  definition: FormDefinition
  context: RecordContext
  isOffline: boolean
  /** What was typed into the form whose entry was refused. */
  restored?: Values | undefined
}

export function RecordForm({ definition, context: given, isOffline, restored }: Props): ReactNode {
  const context = useMemo(() => ({ ...given, here: herePath(definition, given) }), [definition, given])
  const [initial] = useState(() => restored ?? definition.initial?.(context) ?? { occurred: context.today })
  const path = formPath(definition, context)
  const draft = useDraft(`record${path}`, initial, (stored) => {
    const kept = readValues(stored)
    return kept === null ? null : (definition.refresh?.(kept, context) ?? kept)
  })
  const text = useText()
  return (
    <Page title={definition.title} lead={<Lead definition={definition} context={context} />}>
      {isOffline && <Notice tone="slate">{text('form.offline')}</Notice>}
      {draft.isReady ? <Body definition={definition} context={context} path={path} draft={draft} /> : <Loading />}
    </Page>
  )
}

function Lead({ definition, context }: Pick<Props, 'definition' | 'context'>): ReactNode {
  const text = useText()
  return (
    <>
      <SubjectLine context={context} />
      {definition.lead && <p>{text(definition.lead)}</p>}
      <SealedNote kinds={definition.kinds} entry={definition.changes} />
    </>
  )
}

type BodyProps = Pick<Props, 'definition' | 'context'> & { path: string; draft: ReturnType<typeof useDraft<Values>> }

function Body({ definition, context, path, draft }: BodyProps): ReactNode {
  const text = useText()
  const [tried, setTried] = useState({ attempt: 0, faults: [] as readonly Fault[] })
  const recording = useRecording(context.query['answers'])
  const values = draft.value
  const faults = tried.attempt === 0 ? [] : faultsOf(definition, values, context)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const found = faultsOf(definition, values, context)
    setTried(({ attempt }) => ({ attempt: attempt + 1, faults: found }))
    if (found.length > 0) return
    const drafts = definition.build(values, context)
    const next = wayBack(context) ?? definition.after?.(drafts) ?? subjectPath(context.subject)
    void recording.send({ said: text(definition.title), values, drafts, path, next, done: draft.discard })
  }

  return (
    <form className="stack record-form" noValidate onSubmit={submit}>
      <ErrorSummary attempt={tried.attempt} errors={tried.faults.map((fault) => summaryLine(fault, text))} />
      <Fields
        fields={definition.fields}
        values={values}
        change={(next) => draft.change(() => next)}
        context={context}
        faults={faults}
      />
      <GatePanel definition={definition} values={values} context={context} />
      <RefusalList refused={recording.refused} context={context} />
      {recording.hindrance && <NoRoom because={recording.hindrance} />}
      <SavedAt draft={draft} />
      <div className="row">
        <Button weight="main" type="submit" disabled={recording.isSending}>
          {text(recording.isSending ? 'form.sending' : 'form.record')}
        </Button>
        <Link to={wayBack(context) ?? subjectPath(context.subject)} className={buttonClass('quiet')}>
          {text('form.later')}
        </Link>
      </div>
    </form>
  )
}

function summaryLine(fault: Fault, text: ReturnType<typeof useText>): { fieldId: string; message: string } {
  const message = text(fault.message)
  const field = text(fault.label)
  // A question is followed by its fault, a name by a colon; a fault between fields speaks for itself.
  const named = field.endsWith('?') ? `${field} ${message}` : text('form.fault.in-field', { field, message })
  return { fieldId: controlId(fault.path), message: fault.label === fault.message ? message : named }
}
