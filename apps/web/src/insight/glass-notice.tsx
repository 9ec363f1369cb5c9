import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Notice } from '../ui/notice.tsx'

/** Tells a supervisor on Today that somebody opened records in need, and nobody has judged it. Names nobody. */
export function GlassNotice({ count }: { count: number }): ReactNode {
  const text = useText()
  if (count === 0) return null
  return (
    <Notice tone="amber" heading={text('glass.notice', { count })}>
      <Link to="/broken-glass">{text('glass.notice-look')}</Link>
    </Notice>
  )
}
