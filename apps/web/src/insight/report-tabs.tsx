import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import './work.css'

/** The reports beside each other. */
export function ReportTabs(): ReactNode {
  const text = useText()
  const { roles } = useSession()
  return (
    <nav className="work-tabs screen-only" aria-label={text('nav.reports')}>
      <Link to="/reports/situation">{text('report-tabs.situation')}</Link>
      <Link to="/reports/indicators">{text('report-tabs.indicators')}</Link>
      {!roles.includes('analyst') && <Link to="/advice">{text('advice.title')}</Link>}
    </nav>
  )
}
