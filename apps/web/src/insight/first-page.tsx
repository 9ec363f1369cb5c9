import type { ReactNode } from 'react'
import { navigationFor } from '../shell/navigation.ts'
import { useSession } from '../shell/session.tsx'
import { StartPage } from '../shell/start-page.tsx'
import { TodayPage } from './today-page.tsx'

/** Today for those who work with children; a plain start for administrators and analysts. */
export function FirstPage(): ReactNode {
  const { roles } = useSession()
  return navigationFor(roles).some(({ label }) => label === 'nav.today') ? <TodayPage /> : <StartPage />
}
