// The own copy of a record: what it is, what is still missing, what to do before it is handed over, and the two files in two languages.
// The files come from the host and go to the downloads of this device; nothing of them stays in Komar.
import { callForFile } from '@komar/contract/client'
import { printOwnCopy, saveOwnCopy } from '@komar/contract/own-copy'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { ownCopyStanding } from '@komar/domain/sharing/own-copy-gate'
import { plainDate } from '@komar/domain/time/plain-date'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { mendPath } from '../record/gate-mends.ts'
import { Answered, NoAnswer } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { buttonClass } from '../ui/button.tsx'
import { GateList } from '../ui/gate-list.tsx'
import { Notice } from '../ui/notice.tsx'
import { Loading } from '../ui/page-state.tsx'
import { Section } from '../ui/section.tsx'
import { BeforeHandingOver, WhatIsLeftOut } from './own-copy-advice.tsx'
import { CopyFiles, type MakeCopy } from './own-copy-files.tsx'
import { useChild, type OpenChild } from './use-child.ts'

const steps = ['read', 'together', 'where', 'hand-over', 'again'] as const

export function OwnCopyPage(): ReactNode {
  const { id } = useParams({ from: '/frame/children/$id/own-copy' })
  const { roles } = useSession()
  return roles.includes('supervisor') ? <OpenPage key={id} id={id} /> : <NotFound />
}

function OpenPage({ id }: { id: string }): ReactNode {
  const { text } = useSpeech()
  const open = useChild(id)
  return (
    <Answered asked={open.asked} title="own-copy.title">
      {({ child, today }) => (
        <Page
          title="own-copy.title"
          heading={
            <>
              {text('own-copy.title')}: <PersonName person={child} />
            </>
          }
          lead={<p>{text('own-copy.lead')}</p>}
          actions={
            <Link to="/children/$id" params={{ id }} className={buttonClass('quiet')}>
              {text('own-copy.back')}
            </Link>
          }
        >
          <Standing id={id} open={open} today={today} />
          <BeforeHandingOver steps={steps} />
          <WhatIsLeftOut />
        </Page>
      )}
    </Answered>
  )
}

function Standing({ id, open, today }: { id: string; open: OpenChild; today: string }): ReactNode {
  const { text } = useSpeech()
  const { agency } = useSession()
  const { chronicle, pack } = open
  const child = uuidSchema.safeParse(id).data
  const own = uuidSchema.safeParse(agency.id).data
  if (chronicle.entries === null || pack === null || child === undefined || own === undefined) {
    if (chronicle.problem !== null) return <NoAnswer problem={chronicle.problem} askAgain={chronicle.askAgain} />
    return <Loading />
  }
  const { missing } = ownCopyStanding(child, chronicle.entries, { agency: own, today: plainDate(today), pack })
  const make: MakeCopy = (lang, as) =>
    callForFile(as === 'pdf' ? printOwnCopy : saveOwnCopy, { params: { id }, query: { lang } })
  const subject = { type: 'child' as const, id: child }
  const pieces = missing.map((code) => {
    const to = mendPath(code, {}, { subject, query: {}, here: `/children/${id}/own-copy` })
    const mend = to === null ? {} : { mend: { to, label: text('gate.mend') } }
    return { key: code, status: 'missing' as const, sentence: text(`gate.${code}`), ...mend }
  })
  return (
    <Section id="files" title="own-copy.files">
      {pieces.length > 0 && <GateList heading={text('own-copy.missing')} pieces={pieces} />}
      {missing.includes('own-copy.of-age') && <p>{text('own-copy.too-young')}</p>}
      {pieces.length === 0 && (
        <>
          <Notice tone="amber">{text('own-copy.read-first')}</Notice>
          <CopyFiles make={make} />
        </>
      )}
    </Section>
  )
}
