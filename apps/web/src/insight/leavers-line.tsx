// On the first page of a supervisor: children who have no worker since somebody left. Nothing else says it: the child's own dates go on.
import { plainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { Notice } from '../ui/notice.tsx'
import { useLeavers } from './use-leavers.ts'

export function LeaversLine(): ReactNode {
  return useSession().roles.includes('supervisor') ? <Lines /> : null
}

function Lines(): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { value } = useLeavers()
  const gone = (value?.leavers ?? []).filter(({ hasLeft, children, unseen }) => hasLeft && children.length + unseen > 0)
  if (gone.length === 0) return null
  return (
    <Notice tone="amber">
      <ul className="plain-list">
        {gone.map(({ account, displayName, lastDay, children, unseen }) => (
          <li key={account}>
            {lastDay === null
              ? text('today.no-worker-disabled', { count: children.length + unseen, name: displayName })
              : text('today.no-worker', {
                  count: children.length + unseen,
                  name: displayName,
                  day: formatDate(plainDate(lastDay), speech),
                })}
          </li>
        ))}
      </ul>
      <Link to="/leavers">{text('today.to-leavers')}</Link>
    </Notice>
  )
}
