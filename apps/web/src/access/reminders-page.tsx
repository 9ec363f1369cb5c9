import type { ReactNode } from 'react'
import { Page } from '../shell/page.tsx'
import { RemindersSection } from './reminders-section.tsx'

/** How I am reminded that something is due. */
export function RemindersPage(): ReactNode {
  return (
    <Page title="reminders.title">
      <RemindersSection />
    </Page>
  )
}
