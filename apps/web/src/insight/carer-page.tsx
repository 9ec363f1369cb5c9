import { showCarer, type CarerRow } from '@komar/contract/register'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { carerFile, type CarerFile } from '@komar/domain/insight/carer-file'
import { carerChronicle } from '@komar/contract/register'
import { isEdtf } from '@komar/domain/time/edtf'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { useParams } from '@tanstack/react-router'
import { useCallback, useMemo, type ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { useChronicle, type OpenChronicle } from '../chronicle/use-chronicle.ts'
import { formatMonths } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { CarerComplaints } from '../assess/complaints-section.tsx'
import { carerActionsFor } from '../register/actions.ts'
import { nameOfPlace, useDirectory, type Directory } from '../register/directory.ts'
import { Answered, NoAnswer } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Lifeline } from '../ui/lifeline.tsx'
import { Loading } from '../ui/page-state.tsx'
import { Described, UnderAge } from './carer-standing.tsx'
import { CarerChildren } from './carer-children.tsx'
import { carerLifeline } from './carer-lifeline.ts'
import { ChroniclePanel } from './chronicle-panel.tsx'
import { EntryLink } from './entry-link.tsx'
import { RecordMenu } from './record-menu.tsx'
import { TransfersList } from '../register/transfers-list.tsx'
import { Section } from '../ui/section.tsx'
import { PregnancyHealth } from '../wellbeing/pregnancy-health.tsx'

/** One carer in custody: where held, legal position, pregnancies, children. */
export function CarerPage(): ReactNode {
  const { id } = useParams({ from: '/frame/carers/$id' })
  return <OpenCarerPage key={id} id={id} />
}

function OpenCarerPage({ id }: { id: string }): ReactNode {
  const question = useCallback((isBackground: boolean) => ask(showCarer, { params: { id } }, { isBackground }), [id])
  const asked = useAnswer(question)
  const chronicle = useChronicle(carerChronicle, id)
  const directory = useDirectory()
  return (
    <Answered asked={asked} title="carer.title">
      {({ carer, today }) => (
        <Page
          title="carer.title"
          heading={<PersonName person={carer} />}
          lead={<CarerLead carer={carer} directory={directory} />}
        >
          <CarerMenu id={id} />
          <Section id="children" title="carer.children">
            <CarerChildren children={carer.children} today={plainDate(today)} />
          </Section>
          <Body id={id} chronicle={chronicle} today={plainDate(today)} directory={directory} />
        </Page>
      )}
    </Answered>
  )
}

function CarerMenu({ id }: { id: string }): ReactNode {
  const session = useSession()
  const items = carerActionsFor(session).map(({ name, label }) => ({ to: `/carers/${id}/record/${name}`, label }))
  return <RecordMenu items={items} />
}

function CarerLead({ carer, directory }: { carer: CarerRow; directory: Directory }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { mayRead } = useSession()
  if (!mayRead.includes('custody')) return <p className="soft">{text('carer.custody-hidden')}</p>
  const { heldSince, facility, isHeld, expectedRelease } = carer
  const date = heldSince !== null && isEdtf(heldSince) ? formatEdtf(heldSince, speech, 'between') : ''
  const release =
    expectedRelease !== null && isEdtf(expectedRelease) ? formatEdtf(expectedRelease, speech, 'between') : null
  return (
    <div className="stack-tight">
      <p>
        {isHeld === true && facility !== null
          ? text('carer.held-since', { facility: directory.facilityName(facility), date })
          : isHeld === false
            ? text('family.not-held')
            : null}
      </p>
      <p className="soft">
        {[
          sayOption('legalStatus', carer.legalStatus, speech),
          sayOption('charge', carer.charge, speech),
          ...(release === null ? [] : [text('carer.release', { date: release })]),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}

type BodyProps = { id: string; chronicle: OpenChronicle; today: PlainDate; directory: Directory }

function Body({ id, chronicle, today, directory }: BodyProps): ReactNode {
  const speech = useSpeech()
  const { entries } = chronicle
  const { facilityName } = directory
  const file = useMemo(() => {
    const carer = uuidSchema.safeParse(id)
    return carer.success && entries !== null ? carerFile(carer.data, entries) : null
  }, [id, entries])
  const data = useMemo(
    () => (file === null ? null : carerLifeline(file, today, speech, facilityName)),
    [file, today, speech, facilityName],
  )
  const nameOf = useCallback((field: string, named: string) => nameOfPlace(directory, field, named), [directory])
  if (file === null) {
    return chronicle.problem === null ? (
      <Loading />
    ) : (
      <NoAnswer problem={chronicle.problem} askAgain={chronicle.askAgain} />
    )
  }
  return (
    <>
      <UnderAge file={file} today={today} />
      {data !== null && (
        <Section id="lifeline" title="carer.lifeline">
          <Lifeline
            data={data}
            label={speech.text('carer.lifeline')}
            linkFor={({ id: mark }) => <EntryLink id={mark} />}
          />
        </Section>
      )}
      <Legal file={file} />
      {chronicle.entries !== null && <CarerComplaints entries={chronicle.entries} id={id} />}
      {entries !== null && <PregnancyHealth entries={entries} />}
      <Described file={file} />
      {entries !== null && <TransfersList entries={entries} directory={directory} />}
      <Section id="chronicle" title="child.chronicle">
        <ChroniclePanel chronicle={chronicle} directory={directory} nameOf={nameOf} />
      </Section>
    </>
  )
}

/** The sentence, and pregnancies that nobody has said have ended. */
function Legal({ file: { register, openPregnancies } }: { file: CarerFile }): ReactNode {
  const speech = useSpeech()
  const months = register.legal?.sentenceMonths
  if (months === undefined && openPregnancies.length === 0) return null
  return (
    <div className="stack-tight">
      {months !== undefined && <p>{speech.text('carer.sentence', { length: formatMonths(months, speech) })}</p>}
      {openPregnancies.map(({ id, due }) => (
        <p key={id}>
          {due === null
            ? speech.text('carer.pregnancy-no-date')
            : speech.text('carer.pregnancy-open', { date: formatEdtf(due, speech, 'between') })}
        </p>
      ))}
    </div>
  )
}
