import { callForFile } from '@komar/contract/client'
import { exportAudit } from '@komar/contract/host'
import type { HttpProblem } from '@komar/contract/problem'
import { addDays, parsePlainDate, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { download } from '../shell/download.ts'
import { sayProblem } from '../shell/problem-words.ts'
import { useSession } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { instantsOf } from './day-instants.ts'

const usualDays = 31

/** Lists for an auditor of some days, as a file. */
export function AuditSection(): ReactNode {
  const { text } = useSpeech()
  const { host } = useSession()
  const today = plainDate(host.today)
  const [since, setSince] = useState<string>(addDays(today, -usualDays))
  const [until, setUntil] = useState<string>(today)
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const days = periodOf(parsePlainDate(since), parsePlainDate(until))
  const save = async (period: Period): Promise<void> => {
    const answer = await callForFile(exportAudit, { query: instantsOf(period, host.timeZone) })
    setProblem(answer.ok ? null : answer.problem)
    const name = `komar-audit-${period.since}-${period.until}.zip`
    if (answer.ok) download({ name, type: 'application/zip', content: answer.value })
  }
  return (
    <div className="stack access-form">
      <p>{text('audit.what')}</p>
      <p>{text('audit.check')}</p>
      <DayField id="audit-since" label={text('audit.since')} value={since} onChange={setSince} />
      <DayField
        id="audit-until"
        label={text('audit.until')}
        value={until}
        onChange={setUntil}
        error={days === null ? text('audit.day-fault') : undefined}
      />
      {days !== null && (
        <div className="screen-only">
          <Button onClick={() => void save(days)}>{text('audit.export')}</Button>
        </div>
      )}
      {problem !== null && <p role="alert">{sayProblem(problem, text)}</p>}
    </div>
  )
}

type Period = { since: PlainDate; until: PlainDate }

function periodOf(since: PlainDate | null, until: PlainDate | null): Period | null {
  return since === null || until === null || since > until ? null : { since, until }
}
