import type { ChildRow } from '@komar/contract/register'
import type { ChildFile } from '@komar/domain/insight/child-file'
import type { CountryPack } from '@komar/domain/policy'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { useParams } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import type { OpenChronicle } from '../chronicle/use-chronicle.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { actionsFor, recordAddress } from '../register/actions.ts'
import { useDirectory, type Directory } from '../register/directory.ts'
import { Answered, NoAnswer } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { ClosedNotice } from '../care/after-section.tsx'
import { useSession } from '../shell/session.tsx'
import type { Mark } from '../ui/lifeline-data.ts'
import { Lifeline } from '../ui/lifeline.tsx'
import { Notice } from '../ui/notice.tsx'
import { Loading } from '../ui/page-state.tsx'
import { AttachmentsSection } from './attachments-section.tsx'
import { ChildChronicle, useChildNamer } from './child-chronicle.tsx'
import { ChildDeadlines, NextAction } from './child-deadlines.tsx'
import { ChildHeader } from './child-header.tsx'
import { childLifeline } from './child-lifeline.ts'
import { ChildContext, ChildSections } from './child-sections.tsx'
import { DecisionDoubtNotice } from './decision-doubt-notice.tsx'
import { EntryLink } from './entry-link.tsx'
import { entryOfMark } from './entry-of-mark.ts'
import { LeadsOn, MergeNotes } from './merge-notes.tsx'
import { PageParts } from './page-parts.tsx'
import { QuestionsSection } from './questions-section.tsx'
import { PinChild } from './pin-child.tsx'
import { RecordMenu } from './record-menu.tsx'
import { useCarer, useCarerRows, useChild, type ShownChild } from './use-child.ts'
import { Section } from '../ui/section.tsx'

/** One child: who, where, the clock, what is due, and then its life so far. */
export function ChildPage(): ReactNode {
  const { id } = useParams({ from: '/frame/children/$id' })
  // Another child is another page: nothing of the first may show while the second is read.
  return <OpenChildPage key={id} id={id} />
}

function OpenChildPage({ id }: { id: string }): ReactNode {
  const { asked, chronicle, pack, file } = useChild(id)
  const directory = useDirectory()
  const { answer } = asked
  const isStale = answer !== undefined && !answer.ok
  return (
    <Answered asked={asked} title="child.title">
      {(shown) => (
        <Page
          title="child.title"
          heading={<PersonName person={shown.child} />}
          lead={
            <ChildHeader
              child={shown.child}
              file={file}
              pack={pack}
              today={plainDate(shown.today)}
              directory={directory}
            />
          }
        >
          {isStale && <Stale />}
          <WhatIsNext shown={shown} />
          <ChildMenu child={shown.child} />
          <PinChild child={shown.child.id} />
          <Body shown={shown} chronicle={chronicle} pack={pack} file={file} directory={directory} />
        </Page>
      )}
    </Answered>
  )
}

/** What is due stands on one record of a child only: another one leads there, and never says that nothing is due. */
function WhatIsNext({ shown }: { shown: ShownChild }): ReactNode {
  const { sameAs } = shown.child
  if (sameAs !== null && sameAs !== undefined) return <LeadsOn kept={sameAs} />
  return <NextAction deadlines={shown.deadlines} today={plainDate(shown.today)} />
}

function Stale(): ReactNode {
  const text = useText()
  return <Notice tone="amber">{text('child.stale')}</Notice>
}

function ChildMenu({ child }: { child: ChildRow }): ReactNode {
  const session = useSession()
  const items = actionsFor(session).map(({ name, label, group }) => ({
    to: recordAddress(child.id, name),
    label,
    group,
  }))
  return <RecordMenu items={items} />
}

type BodyProps = {
  shown: ShownChild
  chronicle: OpenChronicle
  pack: CountryPack | null
  file: ChildFile | null
  directory: Directory
}

function Body({ shown, chronicle, pack, file, directory }: BodyProps): ReactNode {
  const text = useText()
  const carers = useCarerRows(file?.register.relations.map(({ carer }) => carer) ?? [])
  const nameOf = useChildNamer({ file, carers, directory })
  if (file === null || pack === null || chronicle.entries === null) {
    if (chronicle.problem !== null) return <NoAnswer problem={chronicle.problem} askAgain={chronicle.askAgain} />
    return <Loading />
  }
  const today = plainDate(shown.today)
  return (
    <>
      {file.questions.length > 0 && <Notice tone="amber">{text('child.question')}</Notice>}
      <DecisionDoubtNotice file={file} entries={chronicle.entries} />
      <MergeNotes child={shown.child.id} entries={chronicle.entries} />
      <ClosedNotice file={file} />
      <PageParts />
      <ChildLifeline file={file} pack={pack} today={today} directory={directory} />
      <div className="page-columns">
        <div className="stack">
          {(shown.child.sameAs ?? null) === null && (
            <ChildDeadlines deadlines={shown.deadlines} today={today} pack={pack} />
          )}
          {file.questions.length > 0 && (
            <Section id="questions" title="questions.title">
              <QuestionsSection
                child={file.child}
                questions={file.questions}
                chronicle={chronicle}
                directory={directory}
                nameOf={nameOf}
              />
            </Section>
          )}
          <ChildSections file={file} pack={pack} today={today} directory={directory} />
          <AttachmentsSection entries={chronicle.entries} />
          <Section id="chronicle" title="child.chronicle">
            <ChildChronicle chronicle={chronicle} file={file} carers={carers} directory={directory} />
          </Section>
        </div>
        <ChildContext file={file} carers={carers} directory={directory} />
      </div>
    </>
  )
}

type LifelineProps = { file: ChildFile; pack: CountryPack; today: PlainDate; directory: Directory }

function ChildLifeline({ file, pack, today, directory }: LifelineProps): ReactNode {
  const speech = useSpeech()
  const mother = file.register.relations.find(({ relation }) => relation === 'mother') ?? file.register.relations[0]
  const carer = useCarer(mother?.carer ?? null)
  const custody = carer.file?.register.custody ?? null
  const { facilityName } = directory
  const data = useMemo(
    () => childLifeline({ file, custody, pack, today, speech, facilityName }),
    [file, custody, pack, today, speech, facilityName],
  )
  const linkFor = (mark: Mark): ReactNode => {
    const entry = entryOfMark(mark.id, file)
    return entry === null ? null : <EntryLink id={entry} />
  }
  if (data === null) return null
  return (
    <Section id="lifeline" title="child.lifeline">
      <Lifeline data={data} label={speech.text('child.lifeline')} linkFor={linkFor} />
    </Section>
  )
}
