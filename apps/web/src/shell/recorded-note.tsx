// "Did it save?": the page after a form says what was recorded, and whether it has gone out or waits on this device.
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Notice } from '../ui/notice.tsx'

declare module '@tanstack/history' {
  interface HistoryState {
    /** The title of the form that was just recorded, in words. */
    recorded?: string
    isSent?: boolean
  }
}

export function RecordedNote(): ReactNode {
  const text = useText()
  const { recorded, isSent } = useRouterState({ select: ({ location }) => location.state })
  if (recorded === undefined) return null
  return (
    <Notice tone={isSent ? 'calm' : 'amber'} announce>
      {text(isSent ? 'shell.recorded' : 'shell.recorded-here', { what: recorded })}
    </Notice>
  )
}
