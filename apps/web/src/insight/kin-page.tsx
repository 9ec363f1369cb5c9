import { kinChronicle } from '@komar/contract/register'
import { kinFile, type KinFile } from '@komar/domain/care/kin-file'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { useParams } from '@tanstack/react-router'
import { useCallback, useMemo, type ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { useChronicle, type OpenChronicle } from '../chronicle/use-chronicle.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { useChildRows } from './carer-children.tsx'
import { ChroniclePanel } from './chronicle-panel.tsx'
import { RecordMenu } from './record-menu.tsx'
import { actionsFor, recordAddress } from '../register/actions.ts'
import { ChildLink } from '../register/children-list.tsx'
import { useDirectory, type Directory } from '../register/directory.ts'
import { NoAnswer } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ToldBy } from '../shell/told-by.tsx'
import { useToday } from '../shell/use-today.ts'
import { Loading } from '../ui/page-state.tsx'
import { Section } from '../ui/section.tsx'
import { districtName } from '../care/forms/districts.ts'
import { formsAboutKin } from '../care/kin-view.ts'
import { ApprovalPart, HouseholdPart, InspectionPart, SupportPart, VisitPart } from '../care/kin-parts.tsx'

/** A person or home outside: who they are, the household, approval with its end, places, support, inspections. */
export function KinPage(): ReactNode {
  const { id } = useParams({ from: '/frame/kin/$id' })
  return <OpenKinPage key={id} id={id} />
}

function OpenKinPage({ id }: { id: string }): ReactNode {
  const chronicle = useChronicle(kinChronicle, id)
  const directory = useDirectory()
  const today = useToday()
  const { entries, problem, askAgain } = chronicle
  const file = useMemo(() => {
    const kin = uuidSchema.safeParse(id)
    return kin.success && entries !== null ? kinFile(kin.data, entries) : null
  }, [id, entries])
  if (file === null) return problem === null ? <Loading /> : <NoAnswer problem={problem} askAgain={askAgain} />
  const { km = null, latin = null, called = null } = file.registered?.body.names ?? {}
  return (
    <ToldBy source={chronicle.source}>
      <Page
        title="kin.title"
        heading={<PersonName person={{ id, names: file.registered === null ? null : { km, latin, called } }} />}
        lead={<Lead file={file} />}
      >
        <KinMenu file={file} />
        <Parts file={file} today={today} chronicle={chronicle} directory={directory} />
      </Page>
    </ToldBy>
  )
}

function Lead({ file: { registered } }: { file: KinFile }): ReactNode {
  const speech = useSpeech()
  const { country } = useSession().host
  if (registered === null) return null
  const { relation, district, phone } = registered.body
  const where = district === undefined ? [] : [districtName(district, speech.language, country)]
  return (
    <p>{[sayOption('relation', relation, speech), ...where, ...(phone === undefined ? [] : [phone])].join(' · ')}</p>
  )
}

/** The forms about a person outside stand in a child's menu: here they open for the first child that is known. */
function KinMenu({ file }: { file: KinFile }): ReactNode {
  const session = useSession()
  const [child] = file.children
  if (child === undefined) return null
  const wanted = formsAboutKin(file.care.relation)
  const items = actionsFor(session)
    .filter(({ name }) => wanted.includes(name))
    .map(({ name, label }) => ({ to: `${recordAddress(child, name)}?kin=${file.kin}`, label }))
  return <RecordMenu items={items} />
}

type PartsProps = { file: KinFile; today: PlainDate; chronicle: OpenChronicle; directory: Directory }

function Parts({ file, today, chronicle, directory }: PartsProps): ReactNode {
  const rows = useChildRows(file.children)
  const nameOf = useCallback(
    (field: string, id: string) => (field === 'agency' ? directory.agencyName(id) : null),
    [directory],
  )
  return (
    <>
      <Section id="approval" title="kin.approval">
        <ApprovalPart file={file} today={today} />
      </Section>
      <Section id="children" title="carer.children">
        <Children ids={file.children} rows={rows} />
      </Section>
      <Section id="household" title="kin.household">
        <HouseholdPart file={file} />
      </Section>
      {file.care.relation === 'home' && (
        <Section id="inspections" title="kin.inspections">
          <InspectionPart file={file} />
        </Section>
      )}
      <Section id="visits" title="kin.visits">
        <VisitPart file={file} />
      </Section>
      <Section id="support" title="kin.support">
        <SupportPart file={file} today={today} />
      </Section>
      <Section id="chronicle" title="child.chronicle">
        <ChroniclePanel chronicle={chronicle} directory={directory} nameOf={nameOf} />
      </Section>
    </>
  )
}

type ChildrenProps = { ids: readonly string[]; rows: ReturnType<typeof useChildRows> }

function Children({ ids, rows }: ChildrenProps): ReactNode {
  const { text } = useSpeech()
  return (
    <ul className="plain-list">
      {ids.map((id) => {
        const row = rows.get(id)
        return <li key={id}>{row === undefined ? text('today.child-not-shown') : <ChildLink child={row} />}</li>
      })}
    </ul>
  )
}
