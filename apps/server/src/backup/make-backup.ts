// Makes a backup and notes on the host when it began, and what became of it: the same for one made by hand and one that was due.
import { basename } from 'node:path'
import type { ClientBase } from 'pg'
import { loggable } from '../http/failure.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { beginRun, endRun } from './backup-runs.ts'
import type { Recipients } from './keys.ts'
import { noteBackedUp, refuseWithoutHost, writeBackup, type Backup, type WriteOptions } from './write-backup.ts'

export type Making = Omit<WriteOptions, 'recipients'> & {
  isScheduled: boolean
  /** Whom it is encrypted to, and what else must be ready: a fault of it is one of this backup. */
  prepare: () => Promise<Recipients>
}

/** Makes one, as the owner, beside a running server. @throws OperatorProblem when it could not be kept; that is noted, too. */
export async function makeBackup(db: ClientBase, { isScheduled, prepare, ...given }: Making): Promise<Backup> {
  await refuseWithoutHost(db)
  const run = await beginRun(db, basename(given.file).slice(-200), isScheduled)
  try {
    const made = await writeBackup(db, { ...given, recipients: await prepare() })
    const { seq } = made.manifest.head
    await noteBackedUp(db, seq)
    await endRun(db, run, { seq, bytes: made.bytes })
    return made
  } catch (error) {
    // Where the database is what failed, this fails as well: what is told is why the backup did.
    await endRun(db, run, { fault: inWords(error) }).catch(() => undefined)
    throw error
  }
}

/** Kind and code: a message of the database may quote a value. */
function inWords(error: unknown): string {
  if (error instanceof OperatorProblem) return error.message
  const { name, code } = loggable(error)
  return code === undefined ? name : `${name} ${code}`
}
