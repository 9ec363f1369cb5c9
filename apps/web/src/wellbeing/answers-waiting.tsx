// On the first page of a specialist: teachers' answers that came back and wait to be taken in, and the way to all links that were given.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Notice } from '../ui/notice.tsx'
import { askGiven } from './ask-given.ts'

export function AnswersWaiting(): ReactNode {
  const { roles } = useSession()
  return roles.includes('specialist') ? <Waiting /> : null
}

function Waiting(): ReactNode {
  const text = useText()
  const links = useAnswer(askGiven).value?.questionnaires ?? []
  const [waiting, open] = (['answered', 'open'] as const).map((state) => links.filter((link) => link.state === state))
  if (waiting === undefined || open === undefined || waiting.length + open.length === 0) return null
  const toAll = <Link to="/questionnaires">{text('today.links-all')}</Link>
  if (waiting.length === 0) {
    return (
      <p className="soft">
        {text('today.links-open', { count: open.length })} {toAll}
      </p>
    )
  }
  return (
    <Notice tone="amber" heading={text('today.links-waiting', { count: waiting.length })}>
      <p>{toAll}</p>
    </Notice>
  )
}
