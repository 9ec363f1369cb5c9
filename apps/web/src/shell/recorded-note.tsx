// "Did it save?": the page after a form says what was recorded, and whether it has gone out or waits on this device.
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { recordedAs } from '../record/last-recorded.ts'
import { Notice } from '../ui/notice.tsx'

declare module '@tanstack/history' {
  interface HistoryState {
    /** Leads to what was just recorded (record/last-recorded.ts). Never words: the browser writes this to the disk. */
    recorded?: number
  }
}

export function RecordedNote(): ReactNode {
  const text = useText()
  const recorded = recordedAs(useRouterState({ select: ({ location }) => location.state.recorded }))
  if (recorded === null) return null
  const { said, isSent } = recorded
  return (
    <Notice tone={isSent ? 'calm' : 'amber'} announce>
      {text(isSent ? 'shell.recorded' : 'shell.recorded-here', { what: said })}
    </Notice>
  )
}
