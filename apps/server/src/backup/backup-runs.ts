// What is known of backups made on this host: when the last good one was, and whether that is too long ago.
import type { BackupRun, Backups, backupStates } from '@komar/contract/host'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { oneRow, rows, type Database } from '../db/query.ts'
import type { Keep } from './retention.ts'

/** What the host does by itself; null where it does nothing. */
export type BackupPlan = { directory: string; hours: number; keep: Keep }

type BackupState = (typeof backupStates)[number]

/** Late: half an interval and an hour beyond it. A daily one is late after a day and a half. */
function lateAfterHours({ hours }: BackupPlan): number {
  return hours * 1.5 + 1
}

/** Whether the last good backup is older than it should be. */
export async function backupState(db: Database, plan: BackupPlan | null): Promise<BackupState> {
  if (plan === null) return 'off'
  const { isThere, isLate } = await oneRow(
    db,
    z.object({ isThere: z.boolean(), isLate: z.boolean() }),
    `select b.at is not null as "isThere", coalesce(b.at < now() - $1 * interval '1 hour', true) as "isLate"
     from komar.last_backup() as b (at)`,
    [lateAfterHours(plan)],
  )
  if (!isThere) return 'none'
  return isLate ? 'late' : 'good'
}

const runRow = z.object({
  isScheduled: z.boolean(),
  began: z.string(),
  ended: z.string().nullable(),
  entries: z.coerce.number().nullable(),
  bytes: z.coerce.number().nullable(),
  file: z.string(),
  fault: z.string().nullable(),
})

/** For the administrator of this transaction. */
export async function showBackups(db: Database, plan: BackupPlan | null): Promise<Backups> {
  const { lastGood, entriesSince } = await oneRow(
    db,
    z.object({ lastGood: z.string().nullable(), entriesSince: z.coerce.number() }),
    `select ${instantSql('komar.last_backup()')} as "lastGood", h.seq - h.backed_up_to as "entriesSince" from komar.chain_head h`,
  )
  const found = await rows(
    db,
    runRow,
    `select is_scheduled as "isScheduled", ${instantSql('began_at')} as began, ${instantSql('ended_at')} as ended, seq as entries, bytes, file, fault
     from komar.backup_run order by began_at desc limit 30`,
  )
  return {
    state: await backupState(db, plan),
    everyHours: plan?.hours ?? null,
    keep: plan?.keep ?? null,
    lastGood,
    entriesSince: Math.max(0, entriesSince),
    runs: found.map((run) => ({ ...run, state: stateOf(run) })),
  }
}

function stateOf({ entries, fault }: Pick<BackupRun, 'entries' | 'fault'>): BackupRun['state'] {
  if (entries !== null) return 'good'
  return fault === null ? 'unfinished' : 'failed'
}

/** Notes that one begins; as the owner. Answers its number. */
export async function beginRun(db: Database, file: string, isScheduled: boolean): Promise<number> {
  const text = 'insert into komar.backup_run (is_scheduled, file) values ($1, $2) returning id'
  return (await oneRow(db, z.object({ id: z.coerce.number() }), text, [isScheduled, file])).id
}

/** Notes what became of it; as the owner. */
export async function endRun(
  db: Database,
  run: number,
  outcome: { seq: number; bytes: number } | { fault: string },
): Promise<void> {
  const [seq, bytes, fault] = 'fault' in outcome ? [null, null, outcome.fault] : [outcome.seq, outcome.bytes, null]
  await db.query(
    'update komar.backup_run set ended_at = clock_timestamp(), seq = $2, bytes = $3, fault = $4 where id = $1',
    [run, seq, bytes, fault?.slice(0, 300) ?? null],
  )
}
