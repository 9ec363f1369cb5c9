import { listBrokenGlass } from '@komar/contract/broken-glass'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Notice } from '../ui/notice.tsx'

function askList(isBackground: boolean) {
  return ask(listBrokenGlass, {}, { isBackground })
}

/** Tells a supervisor on Today that somebody opened records in need, and nobody has judged it. Names nobody. */
export function GlassNotice(): ReactNode {
  const { roles } = useSession()
  return roles.includes('supervisor') ? <Unjudged /> : null
}

function Unjudged(): ReactNode {
  const text = useText()
  const { value } = useAnswer(askList)
  const count = value?.opened.filter(({ finding, isMine }) => finding === null && !isMine).length ?? 0
  if (count === 0) return null
  return (
    <Notice tone="amber" heading={text('glass.notice', { count })}>
      <Link to="/broken-glass">{text('glass.notice-look')}</Link>
    </Notice>
  )
}
