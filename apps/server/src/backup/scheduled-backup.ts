// Backups that the host makes by itself: when one is due, one process at a time makes it, and then lets old ones go. Old ones go only
// after a good one was written and read back, so a full disk costs none of them.
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { inTurn } from '../db/in-turn.ts'
import { instantSql } from '../db/instant-sql.ts'
import { makePool } from '../db/pool.ts'
import { oneRow } from '../db/query.ts'
import { secretsOf, type HostKeys } from '../keys/host-keys.ts'
import { OperatorProblem } from '../operator-problem.ts'
import type { BackupPlan } from './backup-runs.ts'
import { recipientsFor, type Recipients } from './keys.ts'
import { makeBackup } from './make-backup.ts'
import { backupName, expiredBackups, isUnfinished, markOf } from './retention.ts'

export type ScheduledBackup = {
  ownerUrl: string
  plan: BackupPlan
  dataDirectory: string
  /** Public keys of age; none: the host's own. */
  publicKeys: readonly string[]
  keys: HostKeys
}

/** Makes a backup if one is due and nobody else makes one. @throws when it could not be made; the next try is an hour later. */
export async function backUpWhenDue(given: ScheduledBackup): Promise<'made' | 'not-due' | 'busy'> {
  const owner = makePool({ url: given.ownerUrl, name: 'komar scheduled backup', max: 1 })
  try {
    const db = await owner.connect()
    try {
      return await inTurn(db, 'komar.backup', () => whenDue(db, given))
    } finally {
      db.release()
    }
  } finally {
    await owner.end()
  }
}

async function whenDue(db: PoolClient, given: ScheduledBackup): Promise<'made' | 'not-due'> {
  // A little early rather than at each round a little later.
  const { isDue, now } = await oneRow(
    db,
    z.object({ isDue: z.boolean(), now: z.string() }),
    `select ${instantSql('now()')} as now,
       coalesce(max(began_at) filter (where seq is not null) < now() - $1 * interval '1 hour' + interval '5 minutes', true)
       and coalesce(max(began_at) < now() - interval '55 minutes', true) as "isDue"
     from komar.backup_run where is_scheduled`,
    [given.plan.hours],
  )
  if (!isDue) return 'not-due'
  await makeOne(db, given, now)
  return 'made'
}

async function makeOne(
  db: PoolClient,
  { plan: { directory, keep }, dataDirectory, publicKeys, keys }: ScheduledBackup,
  now: string,
): Promise<void> {
  const mark = await ownMark(db)
  const prepare = async (): Promise<Recipients> => {
    await removeUnfinished(directory, mark)
    return recipientsFor(dataDirectory, publicKeys)
  }
  await makeBackup(db, {
    file: join(directory, backupName(mark, now)),
    isScheduled: true,
    prepare,
    keys: secretsOf(keys),
    now,
  })
  for (const old of expiredBackups(await readdir(directory), mark, keep)) await rm(join(directory, old))
}

async function ownMark(db: PoolClient): Promise<string> {
  return markOf((await oneRow(db, z.object({ epoch: z.uuid() }), 'select epoch from komar.host')).epoch)
}

/** What a killed Komar left half written. This host's alone, by its name: another may be writing there now. Never a link. */
async function removeUnfinished(directory: string, mark: string): Promise<void> {
  const found = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new OperatorProblem(`KOMAR_BACKUP_DIR cannot be read (${error.code ?? error.name}): is its disk there?`)
  })
  for (const entry of found) {
    if (entry.isFile() && isUnfinished(entry.name, mark)) await rm(join(directory, entry.name))
  }
}
