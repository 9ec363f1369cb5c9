// Says to whoever administers the host that its last good backup is too old, or that there is none.
import { call } from '@komar/contract/client'
import { showBackups, type Backups } from '@komar/contract/host'
import { Link } from '@tanstack/react-router'
import { useCallback, type ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { Notice } from '../ui/notice.tsx'
import { useSession } from './session.tsx'

/** The alarm of the first page: asks by itself, and shows nothing while all is well. */
export function AskedBackupAlarm(): ReactNode {
  const { text } = useSpeech()
  const ask = useCallback((isBackground: boolean) => call(showBackups, {}, { isBackground }), [])
  const { value } = useAnswer(ask)
  if (value === undefined || value.state === 'good') return null
  return (
    <BackupAlarm backups={value}>
      <Link to="/host">{text('shell.backup-see')}</Link>
    </BackupAlarm>
  )
}

/** A late or missing backup in a sentence; nothing when the last one is good. */
export function BackupAlarm({ backups, children }: { backups: Backups; children?: ReactNode }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { host } = useSession()
  const { state, lastGood } = backups
  if (state === 'good') return null
  const last = lastGood === null ? null : formatInstant(lastGood, speech, host.timeZone)
  return (
    <Notice tone={state === 'late' ? 'brick' : 'amber'} heading={text(`shell.backup-${state}`)}>
      <span>{last === null ? text('shell.backup-never') : text('shell.backup-last', { time: last })}</span>
      {children}
    </Notice>
  )
}
