// What the server does by itself, without anybody asking: reminders, signed heads, backups, the end of uploads that nobody ends, and of what
// an erasure left in the files. Every process keeps the schedule; the database sees to it that one at a time does the work.
import { Cron } from 'croner'
import type { Pool } from 'pg'
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
export function keepSchedule({ pool, ownerUrl, maintenanceUrl, settings, keys }: Kept): Schedule {
  const contact = settings.origin.startsWith('https:') ? settings.origin : 'mailto:nobody@localhost.invalid'
  const push = { keys: keys.push, contact, allowsLoopback: false }
  const { backups: plan, backupRecipients: publicKeys, dataDirectory } = settings
  const backup = { dataDirectory, publicKeys }
  const running = new Set<Promise<unknown>>()
  const job = (pattern: string, work: () => Promise<unknown>) =>
    new Cron(pattern, { protect: true }, async () => {
      const run = work().catch(report)
      running.add(run)
      await run
      running.delete(run)
    })
  const jobs = [
    job('*/5 * * * *', () => remind({ pool, push, mail: settings.mail, backups: settings.backups })),
    ...(plan === null ? [] : [job('*/10 * * * *', () => backUpWhenDue({ ownerUrl, plan, keys, ...backup }))]),
    job('17 * * * *', () => asNobody(pool, expireAttachments)),
    job('37 * * * *', () => scrubWhenQuiet({ ownerUrl, maintenanceUrl })),
    job('7 * * * *', () => asNobody(pool, (db) => signHead(db, keys.signing))),
  ]
  return {
    stop: async () => {
      for (const each of jobs) each.stop()
      await Promise.all(running)
    },
  }
}

/** As the log of calls does: kinds and places, never a text or a value. */
function report(error: unknown): void {
  process.stderr.write(
    `${JSON.stringify({ level: 50, time: Date.now(), job: 'schedule', failure: loggable(error) })}\n`,
  )
}
