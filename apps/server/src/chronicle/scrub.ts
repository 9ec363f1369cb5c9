// What the engine keeps of rows that were deleted: their bytes stay in its files until something else is written there, in its log, and in
// its statistics. After an erasure this rewrites the tables, and has the engine give up the log behind it. Not done in the moment of the
// erasure: it locks each table, and on a large host that takes minutes. So at the next start, or by `komar scrub`.
// Backups made before, copies of the disk, and the disk's own spare blocks are out of its reach (docs/decisions/0019-erasure.md).
import pg from 'pg'
import { z } from 'zod'
import { ownTables } from '../db/analyze.ts'
import type { Database } from '../db/connect.ts'
import { firstRow } from '../db/query.ts'

/** `isLogLeft`: the engine's log and statistics are another's, who must be asked. */
export type Scrubbed = { tables: number; isLogLeft: boolean }

/** Rewrites what an erasure left in the engine's files; null when nothing was erased since the last time. */
export async function scrub({
  ownerUrl,
  maintenanceUrl,
}: Pick<Database, 'ownerUrl' | 'maintenanceUrl'>): Promise<Scrubbed | null> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'komar scrub' })
  await owner.connect()
  try {
    const due = await firstRow(
      owner,
      z.object({ upto: z.string().nullable() }),
      `select max(x.at)::text as upto from komar.erased x, komar.host h having max(x.at) > coalesce(max(h.scrubbed_at), '-infinity')`,
    )
    if (due === undefined) return null
    const tables = await ownTables(owner)
    for (const name of tables) await owner.query(`vacuum (full, analyze) ${name}`)
    if (maintenanceUrl !== null) await giveUpLog(maintenanceUrl)
    await owner.query('update komar.host set scrubbed_at = $1', [due.upto])
    return { tables: tables.length, isLogLeft: maintenanceUrl === null }
  } finally {
    await owner.end()
  }
}

async function giveUpLog(url: string): Promise<void> {
  const administrator = new pg.Client({ connectionString: url, application_name: 'komar scrub' })
  await administrator.connect()
  try {
    await administrator.query('vacuum full pg_catalog.pg_statistic')
    // What stands before the checkpoint before the last is removed: the engine keeps one.
    for (let turn = 0; turn < 2; turn += 1) {
      await administrator.query('select pg_switch_wal()')
      await administrator.query('checkpoint')
    }
  } finally {
    await administrator.end()
  }
}
