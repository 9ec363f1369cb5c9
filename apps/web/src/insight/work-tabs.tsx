import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import './work.css'

/** The pages of the work. Case-load and start-up are for those who give it out. */
export function WorkTabs(): ReactNode {
  const text = useText()
  const { roles } = useSession()
  const isSupervisor = roles.includes('supervisor')
  if (!isSupervisor && !roles.includes('social-worker')) return null
  return (
    <nav className="work-tabs screen-only" aria-label={text('nav.work')}>
      <Link to="/visits">{text('visits.title')}</Link>
      <Link to="/letters">{text('letters.title')}</Link>
      {isSupervisor && <Link to="/case-load">{text('case-load.title')}</Link>}
      {isSupervisor && <Link to="/leavers">{text('leavers.title')}</Link>}
      {isSupervisor && <Link to="/start-up">{text('start-up.title')}</Link>}
      {isSupervisor && <Link to="/retention">{text('retention.title')}</Link>}
    </nav>
  )
}
