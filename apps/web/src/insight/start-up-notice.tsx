import type { StartUp } from '@komar/contract/today'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import './work.css'

/** The first day with old data: how many children wait, the one next step, and where the duties that were missed before are kept. */
export function StartUpNotice({ startUp }: { startUp: StartUp }): ReactNode {
  const text = useText()
  const { roles } = useSession()
  if (startUp === null) return null
  const { unplanned, unallocated, history } = startUp
  const isSupervisor = roles.includes('supervisor')
  return (
    <Notice heading={text(unplanned > 0 ? 'first-day.unplanned' : 'first-day.unallocated', { unplanned, unallocated })}>
      <p>{text(isSupervisor ? 'first-day.next' : 'first-day.supervisor-plans')}</p>
      {unplanned > 0 && unallocated > 0 && <p>{text('first-day.unallocated', { unallocated })}</p>}
      {isSupervisor && (
        <p className="first-day-steps screen-only">
          {unplanned > 0 && (
            <Link to="/start-up" className={buttonClass('main')}>
              {text('first-day.to-plan')}
            </Link>
          )}
          {unallocated > 0 && (
            <Link to="/case-load" className={buttonClass(unplanned > 0 ? 'plain' : 'main')}>
              {text('first-day.to-case-load')}
            </Link>
          )}
        </p>
      )}
      {history > 0 && (
        <p className="soft">
          {text(history > most ? 'first-day.history-many' : 'first-day.history', { history, most })}
        </p>
      )}
    </Notice>
  )
}

/** The host counts no further. */
const most = 1000
