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
  /** Where it is written first, and what brings it to its place from there. Only then does it count. */
  by?: { file: string; arrive: (made: Backup) => Promise<void> }
}

/** Makes one, as the owner, beside a running server. @throws OperatorProblem when it could not be kept; that is noted, too. */
export async function makeBackup(db: ClientBase, { isScheduled, prepare, by, ...given }: Making): Promise<Backup> {
  await refuseWithoutHost(db)
  return runOf(db, { file: given.file, isScheduled }, async () => {
    const made = await writeBackup(db, { ...given, file: by?.file ?? given.file, recipients: await prepare() })
    await by?.arrive(made)
    const { seq } = made.manifest.head
    await noteBackedUp(db, seq)
    return { ...made, seq }
  })
}

/** Notes on the host that a backup begins, and what became of it. */
export async function runOf<T extends { seq: number; bytes: number }>(
  db: ClientBase,
  { file, isScheduled }: Pick<Making, 'file' | 'isScheduled'>,
  work: () => Promise<T>,
): Promise<T> {
  const run = await beginRun(db, basename(file).slice(-200), isScheduled)
  try {
    const made = await work()
    await endRun(db, run, { seq: made.seq, bytes: made.bytes })
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
