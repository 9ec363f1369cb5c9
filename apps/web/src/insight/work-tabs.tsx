import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import './work.css'

/** The three pages of the work, for those who give it out; a worker has only the visits. */
export function WorkTabs(): ReactNode {
  const text = useText()
  const { roles } = useSession()
  if (!roles.includes('supervisor')) return null
  return (
    <nav className="work-tabs screen-only" aria-label={text('nav.work')}>
      <Link to="/work/visits">{text('visits.title')}</Link>
      <Link to="/work/case-load">{text('case-load.title')}</Link>
      <Link to="/work/start-up">{text('start-up.title')}</Link>
    </nav>
  )
}
