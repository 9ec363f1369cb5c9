import { call } from '@komar/contract/client'
import { showBackups, type BackupRun, type Backups } from '@komar/contract/host'
import { useCallback, type ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { BackupAlarm } from '../shell/backup-alarm.tsx'
import { NoAnswerYet } from '../shell/answered.tsx'
import { useSession } from '../shell/session.tsx'
import { useAnswer } from '../store/use-answer.ts'
import { List, type Column } from '../ui/list.tsx'

const bytesInMegabyte = 1_000_000

/** When the host was backed up, what was not, and what became of each try. */
export function BackupsSection(): ReactNode {
  const ask = useCallback((isBackground: boolean) => call(showBackups, {}, { isBackground }), [])
  const asked = useAnswer(ask)
  const { value } = asked
  if (value !== undefined) return <Shown backups={value} />
  return <NoAnswerYet asked={asked} />
}

function Shown({ backups }: { backups: Backups }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { host } = useSession()
  const { state, everyHours, keep, lastGood, entriesSince, runs } = backups
  return (
    <>
      <BackupAlarm backups={backups} />
      {everyHours !== null && keep !== null && (
        <p>{text('backups.plan', { hours: everyHours, days: keep.days, weeks: keep.weeks, months: keep.months })}</p>
      )}
      {state === 'good' && lastGood !== null && (
        <p>{text('backups.last-good', { time: formatInstant(lastGood, speech, host.timeZone) })}</p>
      )}
      <p>{text('backups.since', { count: entriesSince, entries: formatNumber(entriesSince, speech) })}</p>
      <RunList runs={runs} />
    </>
  )
}

function RunList({ runs }: { runs: readonly BackupRun[] }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { host } = useSession()
  const columns: Column<BackupRun>[] = [
    {
      id: 'began',
      heading: text('backups.column-began'),
      isName: true,
      cell: ({ began }) => formatInstant(began, speech, host.timeZone),
    },
    { id: 'state', heading: text('backups.column-state'), cell: (run) => <State run={run} /> },
    {
      id: 'entries',
      heading: text('backups.column-entries'),
      cell: ({ entries }) => (entries === null ? '–' : formatNumber(entries, speech)),
    },
    {
      id: 'size',
      heading: text('backups.column-size'),
      cell: ({ bytes }) =>
        bytes === null ? '–' : text('backups.megabytes', { size: formatNumber(bytes / bytesInMegabyte, speech, 1) }),
    },
    { id: 'file', heading: text('backups.column-file'), cell: ({ file }) => file },
  ]
  return (
    <List
      caption={text('backups.count', { count: runs.length })}
      columns={columns}
      rows={runs}
      rowKey={({ began }) => began}
      whenEmpty={<p>{text('backups.none-tried')}</p>}
    />
  )
}

function State({ run: { state, fault } }: { run: BackupRun }): ReactNode {
  const { text } = useSpeech()
  return (
    <>
      {text(`backups.run-${state}`)}
      {fault !== null && (
        <>
          <br />
          <span lang="en">{fault}</span>
        </>
      )}
    </>
  )
}
