import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { buttonClass } from '../ui/button.tsx'
import { AskedBackupAlarm } from './backup-alarm.tsx'
import { navigationFor } from './navigation.ts'
import { Page } from './page.tsx'
import { useSession } from './session.tsx'

/** The first page of those who have no Today: administrators and analysts. */
export function StartPage(): ReactNode {
  const text = useText()
  const { account, roles } = useSession()
  return (
    <Page title="start.title" heading={text('start.greeting', { name: account.displayName })}>
      {roles.includes('administrator') && <AskedBackupAlarm />}
      <ul className="stack-tight plain-list">
        {navigationFor(roles).map(({ to, label, Icon }) => (
          <li key={to}>
            <Link to={to} className={buttonClass()}>
              <Icon aria-hidden="true" size={20} /> {text(label)}
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}
