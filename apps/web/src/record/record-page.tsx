// The page of any form: finds it by its address, asks what it may know, and shows it to those who may write what it records.
import { standsForSealed } from '@komar/domain/chronicle/sealed-words'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import type { MessageId } from '../i18n/message-id.ts'
import { isHeldHere, mayRecordKind } from '../register/actions.ts'
import { NotFound } from '../shell/not-found.tsx'
import { useTitle } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { Loading, PageState } from '../ui/page-state.tsx'
import { formNamed } from './all-forms.ts'
import type { FormSubject, RecordContext } from './context.ts'
import type { FormDefinition } from './definition.ts'
import { correctionForm, withdrawalForm } from './correction.ts'
import { namedEntry } from './entry-values.ts'
import { RecordForm } from './record-form.tsx'
import { useRecordContext } from './use-record-context.ts'
import { useQuery } from './use-query.ts'
import { useRestored } from './use-restored.ts'

export function ChildRecordPage(): ReactNode {
  return <RecordPage subject="child" />
}

export function CarerRecordPage(): ReactNode {
  return <RecordPage subject="carer" />
}

export function FacilityRecordPage(): ReactNode {
  return <RecordPage subject="facility" />
}

export function OwnRecordPage(): ReactNode {
  return <RecordPage subject="none" />
}

function RecordPage({ subject }: { subject: FormSubject }): ReactNode {
  const { id = '', form = '' }: { id?: string; form?: string } = useParams({ strict: false })
  const query = useQuery()
  const state = useRecordContext(subject, id, query)
  const restored = useRestored(query['answers'])
  if (state.status === 'gone') return <NotFound />
  if (state.status === 'loading' || restored === 'loading') return <Loading />
  const definition = definitionOf(form, state.context)
  if (form === 'correct' && isClosed(state.context)) return <SealedHere />
  if (definition === undefined && form === 'correct') return <MadeAnew />
  if (definition === undefined) return <NotFound />
  return (
    <Permitted definition={definition}>
      <RecordForm
        key={`${subject}/${id}/${form}`}
        definition={definition}
        context={state.context}
        isOffline={state.isOffline}
        restored={restored ?? undefined}
      />
    </Permitted>
  )
}

/** A decision, an approval or a letter is not corrected: it is made anew, or withdrawn. */
function MadeAnew(): ReactNode {
  const text = useText()
  useTitle('form.correct.title')
  return <PageState kind="refused" heading={text('form.correct.title')} next={text('form.correct.anew')} />
}

/** Nobody corrects what they could not read. */
function isClosed(context: RecordContext): boolean {
  return Object.values(namedEntry(context)?.body ?? {}).some(standsForSealed)
}

function SealedHere(): ReactNode {
  const text = useText()
  useTitle('form.correct.title')
  return <PageState kind="refused" heading={text('form.correct.title')} next={text('form.correct.sealed')} />
}

function definitionOf(form: string, context: RecordContext): FormDefinition | undefined {
  if (form === 'correct') return correctionForm(context)
  if (form === 'withdraw') return withdrawalForm(context)
  return formNamed(context.subject.type, form)
}

function Permitted({ definition, children }: { definition: FormDefinition; children: ReactNode }): ReactNode {
  const session = useSession()
  if (!definition.kinds.every((kind) => isHeldHere(session, kind))) return <NotHeld title={definition.title} />
  return definition.kinds.every((kind) => mayRecordKind(session, kind)) ? children : <PageState kind="forbidden" />
}

/** The country's pack is a small one: no rule says how this is asked or decided. */
export function NotHeld({ title }: { title: MessageId }): ReactNode {
  const text = useText()
  useTitle(title)
  return (
    <PageState kind="refused" heading={text('pack.not-held')} next={text('pack.not-held-next')}>
      <Link to="/rules">{text('pack.to-rules')}</Link>
    </PageState>
  )
}
