import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Notice } from '../ui/notice.tsx'
import { askGlassList, isToJudge } from './glass-list.ts'

/** Tells a supervisor on Today that somebody opened records in need, and nobody has judged it. Names nobody. */
export function GlassNotice(): ReactNode {
  const { roles } = useSession()
  return roles.includes('supervisor') ? <Unjudged /> : null
}

function Unjudged(): ReactNode {
  const text = useText()
  const { value } = useAnswer(askGlassList)
  const count = value?.opened.filter(isToJudge).length ?? 0
  if (count === 0) return null
  return (
    <Notice tone="amber" heading={text('glass.notice', { count })}>
      <Link to="/broken-glass">{text('glass.notice-look')}</Link>
    </Notice>
  )
}
