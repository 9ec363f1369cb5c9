import { facilityChronicle, listFacilities, type FacilityRow } from '@komar/contract/register'
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, type ReactNode } from 'react'
import { PlaceComplaints } from '../assess/complaints-section.tsx'
import { useChronicle } from '../chronicle/use-chronicle.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { useDirectory } from '../register/directory.ts'
import { facilityActionsFor, mayDo, mayRecordKind, visitAction } from '../register/actions.ts'
import { sayCensus, sayDifference, sayOccupancy } from '../register/facilities-page.tsx'
import { useLeftOut } from '../register/kept-prisons.ts'
import { AdviceSection } from '../sharing/advice-section.tsx'
import { Answered, NoAnswer } from '../shell/answered.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { useToday } from '../shell/use-today.ts'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { buttonClass } from '../ui/button.tsx'
import { Loading } from '../ui/page-state.tsx'
import { AttachmentsSection } from './attachments-section.tsx'
import { ChroniclePanel } from './chronicle-panel.tsx'
import { RecordMenu } from './record-menu.tsx'
import { Section } from '../ui/section.tsx'
import './facility.css'

function askFacilities(isBackground: boolean) {
  return ask(listFacilities, {}, { isBackground })
}

/** One prison: the last count beside the register, and what was recorded of it. */
export function FacilityPage(): ReactNode {
  const { id } = useParams({ from: '/frame/facilities/$id' })
  const asked = useAnswer(askFacilities)
  return (
    <Answered asked={asked} title="facility.title">
      {({ facilities }) => {
        const facility = facilities.find((each) => each.id === id)
        return facility === undefined ? <NotFound /> : <Shown key={id} facility={facility} />
      }}
    </Answered>
  )
}

function Shown({ facility }: { facility: FacilityRow }): ReactNode {
  const { language, text } = useSpeech()
  const session = useSession()
  const { id } = facility
  const items = facility.isMine
    ? facilityActionsFor(session).map(({ name, label }) => ({ to: `/facilities/${id}/record/${name}`, label }))
    : []
  return (
    <Page
      title="facility.title"
      heading={language === 'km' ? facility.nameKm : facility.nameEn}
      lead={<Numbers facility={facility} />}
      actions={
        <>
          <Link to="/children" search={{ facility: id }} className={buttonClass()}>
            {text('facility.children-here')}
          </Link>
          <Link to="/carers" search={{ facility: id }} className={buttonClass()}>
            {text('facility.carers-here')}
          </Link>
          {facility.isMine && mayDo(session, visitAction) && (
            <Link to="/facilities/$id/visit" params={{ id }} className={buttonClass('main')}>
              {text('action.visit')}
            </Link>
          )}
          {facility.isMine && (
            <Link to="/facilities/$id/round-sheet" params={{ id }} className={buttonClass()}>
              {text('round.title')}
            </Link>
          )}
          {mayRecordKind(session, 'wellbeing.growth-measured') && (
            <Link to="/facilities/$id/measure" params={{ id }} className={buttonClass()}>
              {text('measure-round.title')}
            </Link>
          )}
          {session.mayRead.includes('care') && (
            <Link to="/unmet" search={{ facility: id }} className={buttonClass()}>
              {text('unmet.title')}
            </Link>
          )}
        </>
      }
    >
      <RecordMenu items={items} />
      {facility.isMine && <Recorded id={id} />}
    </Page>
  )
}

function Numbers({ facility }: { facility: FacilityRow }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const isLeftOut = useLeftOut()(facility.id)
  const lines: [string, string][] = [
    [text('facilities.column-census'), sayCensus(facility, speech)],
    [
      text('facilities.column-register'),
      isLeftOut ? text('facilities.not-kept') : formatNumber(facility.childrenSeen, speech),
    ],
    [text('facilities.column-difference'), isLeftOut ? '' : sayDifference(facility, speech)],
    [text('facilities.column-occupancy'), sayOccupancy(facility, speech)],
  ]
  return (
    <>
      <p className="soft">{text(facility.holdsWomen ? 'facility.holds-women' : 'facility.no-women')}</p>
      <dl className="facility-numbers">
        {lines
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}

function Recorded({ id }: { id: string }): ReactNode {
  const chronicle = useChronicle(facilityChronicle, id)
  const { mayRead } = useSession()
  const today = useToday()
  const directory = useDirectory()
  const nameOf = useCallback(
    (field: string, named: string) => (field === 'facility' ? directory.facilityName(named) : null),
    [directory],
  )
  if (chronicle.entries === null) {
    return chronicle.problem === null ? (
      <Loading />
    ) : (
      <NoAnswer problem={chronicle.problem} askAgain={chronicle.askAgain} />
    )
  }
  return (
    <>
      {mayRead.includes('conditions') && (
        <Section id="advice" title="advice.title">
          <AdviceSection facility={id} entries={chronicle.entries} />
        </Section>
      )}
      <AttachmentsSection entries={chronicle.entries} />
      <PlaceComplaints entries={chronicle.entries} id={id} today={today} />
      <Section id="chronicle" title="child.chronicle">
        <ChroniclePanel chronicle={chronicle} directory={directory} nameOf={nameOf} />
      </Section>
    </>
  )
}
