// What the server does by itself, without anybody asking: reminders, signed heads, backups, the end of uploads that nobody ends, and of what
// an erasure left in the files. Every process keeps the schedule; the database sees to it that one at a time does the work.
import { Cron } from 'croner'
import type { Pool } from 'pg'
import type { BackupPlan } from './backup/backup-runs.ts'
import { backUpWhenDue } from './backup/scheduled-backup.ts'
import { expireAttachments } from './chronicle/attachments.ts'
import { scrubWhenQuiet } from './chronicle/scrub.ts'
import { signHead } from './chronicle/signed-heads.ts'
import { asNobody } from './db/as-actor.ts'
import type { Settings } from './env.ts'
import { loggable } from './http/failure.ts'
import { remind } from './insight/remind.ts'
import type { HostKeys } from './keys/host-keys.ts'

export type Schedule = { stop: () => Promise<void> }

type Kept = {
  pool: Pool
  /** For backups, which hold what the app's role may not read, and for rewriting files. */
  ownerUrl: string
  /** Of the embedded engine; null where the engine is another's. */
  maintenanceUrl: string | null
  settings: Pick<Settings, 'origin' | 'mail' | 'backups' | 'backupRecipients' | 'dataDirectory'>
  keys: HostKeys
}

/** Begins; `stop` lets what is under way end. */
export function keepSchedule(kept: Kept): Schedule {
  const running = new Set<Promise<unknown>>()
  const crons = jobsOf(kept).map(
    ({ pattern, work }) =>
      new Cron(pattern, { protect: true }, async () => {
        const run = work().catch(report)
        running.add(run)
        await run
        running.delete(run)
      }),
  )
  return {
    stop: async () => {
      for (const each of crons) each.stop()
      await Promise.all(running)
    },
  }
}

/** `pattern`: minutes and hours, as crontab writes them. */
type Job = { what: string; pattern: string; work: () => Promise<unknown> }

/** What is to be done, and when. */
export function jobsOf({ pool, ownerUrl, maintenanceUrl, settings, keys }: Kept): Job[] {
  const contact = settings.origin.startsWith('https:') ? settings.origin : 'mailto:nobody@localhost.invalid'
  const push = { keys: keys.push, contact, allowsLoopback: false }
  const { backups: plan, backupRecipients: publicKeys, dataDirectory, mail } = settings
  const job = (what: string, pattern: string, work: Job['work']): Job => ({ what, pattern, work })
  const backUp = (due: BackupPlan) => backUpWhenDue({ ownerUrl, plan: due, keys, dataDirectory, publicKeys })
  return [
    job('reminders', '*/5 * * * *', () => remind({ pool, push, mail, backups: plan })),
    ...(plan === null ? [] : [job('backup', '*/10 * * * *', () => backUp(plan))]),
    job('uploads', '17 * * * *', () => asNobody(pool, expireAttachments)),
    job('scrub', '37 * * * *', () => scrubWhenQuiet({ ownerUrl, maintenanceUrl })),
    job('head', '7 * * * *', () => asNobody(pool, (db) => signHead(db, keys.signing))),
  ]
}

/** As the log of calls does: kinds and places, never a text or a value. */
function report(error: unknown): void {
  process.stderr.write(
    `${JSON.stringify({ level: 50, time: Date.now(), job: 'schedule', failure: loggable(error) })}\n`,
  )
}
