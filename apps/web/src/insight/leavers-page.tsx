import type { Leaver } from '@komar/contract/work'
import { plainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { PersonName } from '../shell/names.tsx'
import { Page } from '../shell/page.tsx'
import { buttonClass } from '../ui/button.tsx'
import { PageState } from '../ui/page-state.tsx'
import { LeaverRefusals } from './leaver-refusals.tsx'
import { useLeavers } from './use-leavers.ts'
import { WorkTabs } from './work-tabs.tsx'

/** Who left, or soon will, and what must be given to somebody else. The supervisor gives; nothing is written in anybody's name. */
export function LeaversPage(): ReactNode {
  const text = useText()
  return (
    <Answered asked={useLeavers()} title="leavers.title">
      {({ leavers }) => (
        <Page title="leavers.title" lead={<p>{text('leavers.lead')}</p>}>
          <WorkTabs />
          {leavers.length === 0 && <PageState kind="empty" heading={text('leavers.none')} />}
          {leavers.map((leaver) => (
            <Held key={leaver.account} leaver={leaver} />
          ))}
        </Page>
      )}
    </Answered>
  )
}

const shownOpen = 10

function Held({ leaver }: { leaver: Leaver }): ReactNode {
  const { text } = useSpeech()
  const { displayName, children, unseen, pinned, refusals, handIns, answers } = leaver
  const count = children.length + unseen
  return (
    <section className="work-round stack-tight">
      <h2>{displayName}</h2>
      <Since leaver={leaver} />
      {count > 0 && (
        <>
          <h3>{text('leavers.children', { count })}</h3>
          {unseen > 0 && <p>{text('leavers.unseen', { count: unseen })}</p>}
          <div className="screen-only">
            <Link to="/case-load" className={buttonClass('main')}>
              {text('leavers.give')}
            </Link>
          </div>
          <Children loads={children} />
        </>
      )}
      {pinned.length > 0 && (
        <>
          <h3>{text('leavers.pinned', { count: pinned.length })}</h3>
          <ul className="plain-list work-children">
            {pinned.map((child) => (
              <li key={child.id}>
                <Link to="/children/$id" params={{ id: child.id }}>
                  <PersonName person={child} />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {refusals > 0 && <LeaverRefusals {...leaver} />}
      {answers > 0 && <p>{text('leavers.answers', { count: answers })}</p>}
      {handIns > 0 && <p>{text('leavers.hand-ins', { count: handIns })}</p>}
    </section>
  )
}

function Children({ loads }: { loads: Leaver['children'] }): ReactNode {
  const text = useText()
  return (
    <details open={loads.length <= shownOpen}>
      <summary>{text('case-load.show')}</summary>
      <ul className="plain-list work-children">
        {loads.map(({ child, overdue, dueSoon }) => (
          <li key={child.id} className="work-load">
            <span>
              <PersonName person={child} />
              <span className="choice-hint small">{text('case-load.child', { overdue, dueSoon })}</span>
            </span>
            <Link to="/children/$id" params={{ id: child.id }} className="screen-only">
              {text('case-load.open')}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Since({ leaver: { lastDay, hasLeft } }: { leaver: Leaver }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  if (lastDay === null) return <p>{text('leavers.disabled')}</p>
  const day = formatDate(plainDate(lastDay), speech)
  return <p>{text(hasLeft ? 'leavers.since' : 'leavers.soon', { day })}</p>
}
