import { listBrokenGlass, type BrokenGlass } from '@komar/contract/broken-glass'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { useDirectory } from '../register/directory.ts'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Notice } from '../ui/notice.tsx'
import { PageState } from '../ui/page-state.tsx'
import { Section } from '../ui/section.tsx'
import { BreakGlass } from './break-glass-form.tsx'
import { GlassReview } from './glass-review.tsx'

function askGlassList(isBackground: boolean) {
  return ask(listBrokenGlass, {}, { isBackground })
}

/** To open one record that one cannot see, in need; and what was opened so, for those who judge it. */
export function BrokenGlassPage(): ReactNode {
  const asked = useAnswer(askGlassList)
  const text = useText()
  // Whoever comes from Today to judge finds that first; whoever is in need, the form.
  return (
    <Answered asked={asked} title="glass.title">
      {({ opened }) => (
        <Page title="glass.title" lead={<p>{text('glass.lead')}</p>}>
          {opened.some(isToJudge) && <OpenedList opened={opened} onJudged={asked.askAgain} />}
          <BreakGlass onOpened={asked.askAgain} />
          {!opened.some(isToJudge) && <OpenedList opened={opened} onJudged={asked.askAgain} />}
        </Page>
      )}
    </Answered>
  )
}

/** Whether it waits for this person to judge it: never one's own. */
function isToJudge({ finding, isMine }: BrokenGlass): boolean {
  return finding === null && !isMine
}

function OpenedList({ opened, onJudged }: { opened: readonly BrokenGlass[]; onJudged: () => void }): ReactNode {
  const text = useText()
  return (
    <Section id="glass-opened" title="glass.opened">
      {opened.length === 0 ? (
        <PageState kind="empty" heading={text('glass.none')} />
      ) : (
        <ul className="stack plain-list">
          {opened.map((each) => (
            <li key={each.id}>
              <Opened opened={each} onJudged={onJudged} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Opened({ opened, onJudged }: { opened: BrokenGlass; onJudged: () => void }): ReactNode {
  const speech = useSpeech()
  const { host } = useSession()
  const { agencyName } = useDirectory()
  const { text } = speech
  const { openedBy, agency, reason, finding, foundBy, foundWords } = opened
  const at = (instant: string): string => formatInstant(instant, speech, host.timeZone)
  return (
    <Notice
      tone={finding === null ? 'amber' : 'slate'}
      heading={text('glass.by', { who: openedBy, agency: agencyName(agency), at: at(opened.openedAt) })}
    >
      {opened.code !== null && <p className="soft">{text('child.code', { code: opened.code })}</p>}
      <p>{reason}</p>
      {opened.isMine && opened.isOpen && (
        <p>
          <Link to="/broken-glass/$id" params={{ id: opened.id }}>
            {text('glass.read', { until: at(opened.until) })}
          </Link>
        </p>
      )}
      {finding !== null && (
        <p>
          {text(`glass.finding.${finding}`, { who: foundBy ?? '' })}
          {foundWords !== null && ` ${foundWords}`}
        </p>
      )}
      {opened.copies.map((copy) => (
        <CopyMade key={copy.at} copy={copy} at={at(copy.at)} />
      ))}
      {isToJudge(opened) && <GlassReview id={opened.id} onJudged={onJudged} />}
    </Notice>
  )
}

/** That the person's own copy was made through it, and what was said of who asked. */
function CopyMade({ copy: { said }, at }: { copy: BrokenGlass['copies'][number]; at: string }): ReactNode {
  const text = useText()
  return (
    <div className="stack-tight">
      <p>{text('glass.copy-made', { at })}</p>
      <ul>
        {said.identityShownBy.map((proof) => (
          <li key={proof}>{text(`option.identityShownBy.${proof}`)}</li>
        ))}
      </ul>
      <p>
        {text('form.own-copy.company')} {text(`option.company.${said.company}`)}
      </p>
    </div>
  )
}
