import { addressOf } from '@komar/contract/client'
import { exportAudit } from '@komar/contract/host'
import { addDays, parsePlainDate, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { useSession } from '../shell/session.tsx'
import { buttonClass } from '../ui/button.tsx'
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
  const days = periodOf(parsePlainDate(since), parsePlainDate(until))
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
          <a
            className={buttonClass()}
            href={addressOf(exportAudit, { query: instantsOf(days, host.timeZone) })}
            download={`komar-audit-${days.since}-${days.until}.zip`}
          >
            {text('audit.export')}
          </a>
        </div>
      )}
    </div>
  )
}

function periodOf(since: PlainDate | null, until: PlainDate | null): { since: PlainDate; until: PlainDate } | null {
  return since === null || until === null || since > until ? null : { since, until }
}
