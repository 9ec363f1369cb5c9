import type { CarerRow } from '@komar/contract/register'
import type { ChildFile } from '@komar/domain/insight/child-file'
import { isWhole, type CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import { askingFor, paperAddress } from '../assess/forms/askings.ts'
import { ConsentSection } from '../access/consent-section.tsx'
import { AssessmentsSection } from '../assess/assessments-section.tsx'
import { ComplaintsSection } from '../assess/complaints-section.tsx'
import { DecisionSection } from '../assess/decision-section.tsx'
import { LettersSection } from '../assess/letters-section.tsx'
import { AfterSection } from '../care/after-section.tsx'
import { CareSection } from '../care/care-section.tsx'
import { KinList } from '../care/kin-list.tsx'
import { hasSafetyNotes } from '../care/care-view.ts'
import { SafetyNotes } from '../care/safety-notes.tsx'
import { WaysOut } from '../care/ways-out.tsx'
import { useText } from '../i18n/language-provider.tsx'
import { mayRecordKind, recordAddress } from '../register/actions.ts'
import type { Directory } from '../register/directory.ts'
import { FamilySection } from '../register/family-section.tsx'
import { useSession } from '../shell/session.tsx'
import { ChoicePart, FamilyPart, OutsidePart, PapersPart, Searches } from './family-details.tsx'
import { DecisionComparisonSection } from './decision-comparison-section.tsx'
import { LookAlikesPart } from './look-alikes-part.tsx'
import { ReadersSection } from './readers-section.tsx'
import { Loading } from '../ui/page-state.tsx'
import { Section } from '../ui/section.tsx'

/** Charts and the figures of growth come with their own part of the page: nobody else waits for them. */
const WellbeingSection = lazy(async () => ({
  default: (await import('../wellbeing/wellbeing-section.tsx')).WellbeingSection,
}))

type Props = { file: ChildFile; pack: CountryPack; today: PlainDate; directory: Directory }

/** The work: decision, assessments, care outside. */
export function ChildSections({ file, pack, today, directory }: Props): ReactNode {
  const text = useText()
  const session = useSession()
  const mayReadCare = session.mayRead.includes('care')
  return (
    <>
      {isWhole(pack) ? (
        <Decided file={file} pack={pack} today={today} directory={directory} />
      ) : (
        <Section id="decision" title="child.decision">
          <p>{text('pack.no-decisions')}</p>
          <Link to="/rules">{text('pack.to-rules')}</Link>
        </Section>
      )}
      <Section id="letters" title="letters.title">
        <LettersSection child={file.child} letters={file.letters} deadlines={file.deadlines} today={today} />
      </Section>
      {isWhole(pack) && <Assessed file={file} pack={pack} />}
      <Section id="ways-out" title="ways-out.title">
        <WaysOut child={file.child} care={file.care} decisions={file.assess.decisions} mayReadCare={mayReadCare} />
      </Section>
      <Section id="care" title="child.care">
        <CareSection
          care={file.care}
          mayReadCare={mayReadCare}
          notes={hasSafetyNotes(file) ? <SafetyNotes emergencies={file.emergencies} places={file.places} /> : undefined}
        />
      </Section>
      <Wellbeing file={file} pack={pack} today={today} />
      {mayReadCare && <AfterSection file={file} today={today} />}
      <ComplaintsSection complaints={file.complaints} subject={{ type: 'child', id: file.child }} today={today} />
    </>
  )
}

function Decided({ file, pack, today, directory }: Props): ReactNode {
  return (
    <Section id="decision" title="child.decision">
      <DecisionSection
        state={file.assess}
        pack={pack}
        today={today}
        since={file.stay?.hereSince.earliest ?? null}
        agencyName={directory.agencyName}
      />
    </Section>
  )
}

function Assessed({ file, pack }: Pick<Props, 'file' | 'pack'>): ReactNode {
  const text = useText()
  const session = useSession()
  const mayReadCare = session.mayRead.includes('care')
  const mayAssess = mayRecordKind(session, 'assess.care-answered')
  return (
    <>
      {mayReadCare && <Comparison file={file} />}
      <Section id="assessments" title="child.assessments">
        {!mayReadCare && <p className="soft">{text('assessment.hidden')}</p>}
        {(mayReadCare || file.assess.assessments.length > 0) && (
          <AssessmentsSection
            state={file.assess}
            pack={pack}
            goOn={mayAssess ? ({ type }) => recordAddress(file.child, askingFor(type)) : null}
            paper={({ id, type }) => paperAddress(file.child, askingFor(type), id)}
          />
        )}
      </Section>
    </>
  )
}

function Comparison({ file }: Pick<Props, 'file'>): ReactNode {
  return (
    <Section id="comparison" title="child.comparison">
      <DecisionComparisonSection file={file} />
    </Section>
  )
}

function Wellbeing(props: Omit<Props, 'directory'>): ReactNode {
  return (
    <Section id="wellbeing" title="wellbeing.title">
      <Suspense fallback={<Loading />}>
        <WellbeingSection {...props} />
      </Suspense>
    </Section>
  )
}

type ContextProps = Pick<Props, 'file' | 'directory'> & { carers: ReadonlyMap<string, CarerRow> }

/** The context: family, and who looked. */
export function ChildContext({ file, carers, directory }: ContextProps): ReactNode {
  const { mayRead, roles } = useSession()
  const mayReadCare = mayRead.includes('care')
  return (
    <div className="stack">
      <Section id="family" title="child.family">
        <FamilySection
          register={file.register}
          carers={carers}
          directory={directory}
          mayReadCustody={mayRead.includes('custody')}
        >
          <KinList care={file.care} mayReadCare={mayReadCare} />
          {mayReadCare && (
            <>
              <FamilyPart file={file} carers={carers} />
              <Searches file={file} />
              <OutsidePart file={file} />
              <ChoicePart file={file} />
            </>
          )}
          <PapersPart file={file} mayReadCare={mayReadCare} />
          <LookAlikesPart file={file} />
        </FamilySection>
      </Section>
      {mayRead.includes('care') && (
        <Section id="consent" title="child.consent">
          <ConsentSection settled={file.settled} agencyName={directory.agencyName} />
        </Section>
      )}
      {(roles.includes('social-worker') || roles.includes('supervisor')) && (
        <Section id="readers" title="child.readers">
          <ReadersSection child={file.child} directory={directory} />
        </Section>
      )}
    </div>
  )
}
