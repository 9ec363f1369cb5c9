import { call } from '@komar/contract/client'
import { endOtherSessions, endSession, listSessions, type SignedInSession } from '@komar/contract/members'
import type { HttpProblem } from '@komar/contract/problem'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { Asked } from './asked.tsx'
import { DevicesSection } from './devices-section.tsx'
import './access.css'

function askSessions(isBackground: boolean) {
  return call(listSessions, {}, { isBackground })
}

/** Where the person at work is signed in, with the way to sign out there, and the phones and computers that keep their work. */
export function SignInsPage(): ReactNode {
  const { text } = useSpeech()
  const asked = useAnswer(askSessions)
  return (
    <Answered asked={asked} title="sign-ins.title">
      {({ sessions }) => (
        <Page title="sign-ins.title" lead={<p>{text('sign-ins.lead')}</p>}>
          <Section id="now" title="sign-ins.now">
            <Sessions sessions={sessions} onEnded={asked.askAgain} />
          </Section>
          <Section id="devices" title="devices.title">
            <DevicesSection />
          </Section>
          <p>
            <Link to="/signing-in" hash="own-password">
              {text('sign-ins.password')}
            </Link>
          </p>
        </Page>
      )}
    </Answered>
  )
}

type Props = { sessions: readonly SignedInSession[]; onEnded: () => void }

function Sessions({ sessions, onEnded }: Props): ReactNode {
  const { text } = useSpeech()
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const others = sessions.filter(({ isThis }) => !isThis)
  const endOne = async (id: string): Promise<void> => {
    const answer = await call(endSession, { params: { id }, body: {} })
    // It ended by itself meanwhile: the list shows it.
    const isGone = !answer.ok && answer.problem !== 'offline' && answer.problem.status === 404
    setProblem(answer.ok || isGone ? null : answer.problem)
    onEnded()
  }
  const endOthers = async (): Promise<void> => {
    const answer = await call(endOtherSessions, { body: {} })
    setProblem(answer.ok ? null : answer.problem)
    onEnded()
  }
  return (
    <>
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      <ul className="devices">
        {sessions.map((session) => (
          <li key={session.id} className="device stack-tight">
            <Session session={session} onEnd={() => void endOne(session.id)} />
          </li>
        ))}
      </ul>
      {others.length === 0 ? (
        <p>{text('sign-ins.only-here')}</p>
      ) : (
        <Asked action={text('sign-ins.end-others')} question={text('sign-ins.end-others-what')} onYes={endOthers}>
          <p>{text('sign-ins.keeps-work')}</p>
        </Asked>
      )}
    </>
  )
}

function Session({ session, onEnd }: { session: SignedInSession; onEnd: () => void }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { timeZone } = useSession().host
  const at = (instant: string): string => formatInstant(instant, speech, timeZone)
  const name = session.label === '' ? text('devices.unnamed') : session.label
  return (
    <>
      <h3>
        {name}
        {session.isThis && ` · ${text('devices.this')}`}
      </h3>
      <p className="soft">
        {text('sign-ins.since', { when: at(session.since) })}{' '}
        {text('sign-ins.last-used', { when: at(session.lastUsed) })}
      </p>
      {!session.isThis && (
        <div>
          <Button onClick={onEnd} aria-label={text('sign-ins.end-of', { device: name })}>
            {text('sign-ins.end')}
          </Button>
        </div>
      )}
    </>
  )
}
