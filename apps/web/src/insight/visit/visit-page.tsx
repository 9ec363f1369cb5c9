// A monitor's round in one place for a prison: who should be here against who is, three questions a child, what earlier visits left open,
// pictures; on a cheap phone, without a network, in eight minutes, in the order of the printed sheet. What is typed is kept on the
// device; one press records it, and the page then says what follows today. Nothing is mandatory but when (practice.md part 2).
import { listFacilities, type ChildRow, type FacilityRow } from '@komar/contract/register'
import { roundMade } from '@komar/domain/conditions/round-kinds'
import { useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../../i18n/language-provider.tsx'
import { mayRecordKind } from '../../register/actions.ts'
import { useLeftOut } from '../../register/kept-prisons.ts'
import { Answered } from '../../shell/answered.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { Page } from '../../shell/page.tsx'
import { useSession } from '../../shell/session.tsx'
import { ask } from '../../store/ask.ts'
import { useAnswer } from '../../store/use-answer.ts'
import { useDraft } from '../../store/use-draft.ts'
import { Notice } from '../../ui/notice.tsx'
import { Loading, PageState } from '../../ui/page-state.tsx'
import { newVisit, readVisit, type VisitDraft } from './visit-draft.ts'
import { VisitDone } from './visit-done.tsx'
import { VisitForm } from './visit-form.tsx'
import { useVisitFacts, useWhoIsHere, type VisitFacts } from './use-visit.ts'
import './visit.css'

function askFacilities(isBackground: boolean) {
  return ask(listFacilities, {}, { isBackground })
}

export function VisitPage(): ReactNode {
  const { id } = useParams({ from: '/frame/facilities/$id/visit' })
  const session = useSession()
  const asked = useAnswer(askFacilities)
  if (!mayRecordKind(session, roundMade.name)) return <PageState kind="forbidden" />
  return (
    <Answered asked={asked} title="visit.title">
      {({ facilities }) => {
        const facility = facilities.find((each) => each.id === id)
        if (facility === undefined) return <NotFound />
        return facility.isMine ? <Visit key={id} facility={facility} /> : <PageState kind="forbidden" />
      }}
    </Answered>
  )
}

function Visit({ facility }: { facility: FacilityRow }): ReactNode {
  const { language, text } = useSpeech()
  const isLeftOut = useLeftOut()(facility.id)
  const facts = useVisitFacts(facility.id)
  const { children, carers } = useWhoIsHere(facility.id)
  return (
    <Answered asked={children} title="visit.title">
      {({ children: rows }) => (
        <Page title="visit.title" heading={language === 'km' ? facility.nameKm : facility.nameEn}>
          {isLeftOut && (
            <Notice tone="amber" heading={text('visit.not-kept')}>
              <p>{text('visit.not-kept-what')}</p>
            </Notice>
          )}
          {facts === null ? (
            <Loading />
          ) : (
            <Filling facility={facility.id} facts={facts} rows={rows} carers={carers.value?.carers ?? []} />
          )}
        </Page>
      )}
    </Answered>
  )
}

type FillingProps = {
  facility: string
  facts: VisitFacts
  rows: readonly ChildRow[]
  carers: Parameters<typeof VisitForm>[0]['carers']
}

function Filling({ facility, facts, rows, carers }: FillingProps): ReactNode {
  const { host } = useSession()
  const [initial] = useState(() => newVisit(host.today, facts.rounds.rounds.at(-1)?.body ?? {}))
  const draft = useDraft<VisitDraft>(`visit/${facility}`, initial, readVisit)
  const [done, setDone] = useState<VisitDraft | null>(null)
  if (!draft.isReady) return <Loading />
  if (done !== null) return <VisitDone facility={facility} visit={done} rows={rows} />
  return <VisitForm facility={facility} facts={facts} rows={rows} carers={carers} draft={draft} onRecorded={setDone} />
}
