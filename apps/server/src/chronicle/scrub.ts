// What the engine keeps of rows that were deleted: their bytes stay in its files until something else is written there, in its log, and in
// its statistics. After an erasure this rewrites the tables, and has the engine give up the log behind it. Not done in the moment of the
// erasure: it locks each table, and on a large host that takes minutes. So in the next night, at the next start, or by `komar scrub`.
// Whatever began before the erasure and still reads (a backup above all) makes the engine keep the deleted rows, in new files too. Nothing
// is taken for scrubbed then. How that is seen: a row of our own is changed after the erasure, and it is asked whether its former state is gone.
// Backups made before, copies of the disk, and the disk's own spare blocks are out of its reach (docs/decisions/0019-erasure.md).
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { ownTables } from '../db/analyze.ts'
import type { Database } from '../db/connect.ts'
import { inTurn } from '../db/in-turn.ts'
import { firstRow } from '../db/query.ts'
import { OperatorProblem } from '../operator-problem.ts'

type Places = Pick<Database, 'ownerUrl' | 'maintenanceUrl'> & {
  /** How long it waits for what reads beside it. */
  patienceMs?: number
}

/** `isLogLeft`: the engine's log and statistics are another's, who must be asked. */
export type Scrubbed = { tables: number; isLogLeft: boolean }

/** Something else reads or writes. What was erased stays in the files until the next try. */
export class ScrubHeld extends OperatorProblem {}

/** Rather the next try than people who wait behind ours for somebody else. */
const longestWait = '5s'
const lockNotHad = '55P03'
/** A call beside us reads for moments, the engine's own look at a table for seconds, a backup for minutes. */
const usualPatienceMs = 20_000
const pauseMs = 250

/** Rewrites what an erasure left in the engine's files; null when nothing was erased since the last time. @throws ScrubHeld */
export async function scrub(places: Places): Promise<Scrubbed | null> {
  return asMaintainer(places.ownerUrl, (owner) => scrubAs(owner, places))
}

/**
 * The same for a host that runs: at night, in the host's own time, or where no night was had for nearly a day. Not beside a backup that
 * the host makes by itself, nor twice at once. @throws ScrubHeld
 */
export async function scrubWhenQuiet(places: Places): Promise<Scrubbed | null | 'not-yet' | 'busy'> {
  return asMaintainer(places.ownerUrl, async (owner) => {
    const waiting = await firstRow(owner, waitingRow, waitingText)
    if (waiting === undefined) return null
    if (!waiting.isTime) return 'not-yet'
    return inTurn(owner, 'komar.backup', () => scrubAs(owner, places))
  })
}

const waitingRow = z.object({ isTime: z.boolean() })
const waitingText = `update komar.host h set scrub_waits_since = coalesce(h.scrub_waits_since, now())
  where (select count(*) from komar.erased) > h.scrubbed_erasures
  returning extract(hour from now() at time zone h.time_zone) between 1 and 4 or h.scrub_waits_since <= now() - interval '23 hours' as "isTime"`

async function scrubAs(
  owner: pg.Client,
  { maintenanceUrl, patienceMs = usualPatienceMs }: Places,
): Promise<Scrubbed | null> {
  try {
    const erased = await markDue(owner)
    if (erased === null) return null
    await rewriteWholly(owner, 'komar.host', patienceMs)
    const tables = await ownTables(owner)
    for (const name of tables) await owner.query(`vacuum (full, analyze) ${name}`)
    if (maintenanceUrl !== null) await asMaintainer(maintenanceUrl, (client) => giveUpLog(client, patienceMs))
    await owner.query('update komar.host set scrubbed_erasures = $1, scrub_waits_since = null', [erased])
    return { tables: tables.length, isLogLeft: maintenanceUrl === null }
  } catch (error) {
    throw error instanceof pg.DatabaseError && error.code === lockNotHad ? held() : error
  }
}

/** How many erasures there are, none of them under way, and leaves a former state of our own row behind them; null: nothing is due. */
async function markDue(owner: pg.Client): Promise<number | null> {
  await owner.query('begin')
  try {
    await owner.query('lock table komar.erased in share mode')
    const due = await firstRow(
      owner,
      z.object({ erased: z.coerce.number() }),
      `update komar.host h set scrubbed_erasures = h.scrubbed_erasures from (select count(*) as erased from komar.erased) x
       where x.erased > h.scrubbed_erasures returning x.erased`,
    )
    await owner.query('commit')
    return due?.erased ?? null
  } catch (error) {
    await owner.query('rollback').catch(() => undefined)
    throw error
  }
}

/** Rewrites one table until nothing that was deleted from it is left. @throws ScrubHeld */
async function rewriteWholly(client: pg.Client, table: string, patienceMs: number): Promise<void> {
  const giveUpAt = performance.now() + patienceMs
  while ((await rewrite(client, table)) > 0) {
    if (performance.now() > giveUpAt) throw held()
    await pause(pauseMs)
  }
}

/** Rewrites one table. Answers how many deleted rows had to stay, because something that began before may read them. */
async function rewrite(client: pg.Client, table: string): Promise<number> {
  let left = 0
  // "0 dead row versions cannot be removed yet.", in the language of the server.
  const onNotice = ({ detail = '' }: { detail?: string | undefined }): void => {
    left += Number(/\d+/u.exec(detail)?.[0] ?? 0)
  }
  client.on('notice', onNotice)
  try {
    await client.query(`vacuum (full, verbose) ${table}`)
    return left
  } finally {
    client.off('notice', onNotice)
  }
}

async function giveUpLog(administrator: pg.Client, patienceMs: number): Promise<void> {
  // The former statistics hold pieces of texts, and were deleted just now.
  await rewriteWholly(administrator, 'pg_catalog.pg_statistic', patienceMs)
  // What stands before the checkpoint before the last is removed: the engine keeps one.
  for (let turn = 0; turn < 2; turn += 1) {
    await administrator.query('select pg_switch_wal()')
    await administrator.query('checkpoint')
  }
}

function held(): ScrubHeld {
  return new ScrubHeld(
    'Something that began before (a backup, perhaps) still reads what was erased, or uses its tables, so it stays in the files: "npx komar scrub" once that has ended, or Komar by itself at night.',
  )
}

async function asMaintainer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'komar scrub' })
  await client.connect()
  try {
    await client.query(`set lock_timeout = '${longestWait}'`)
    return await work(client)
  } finally {
    await client.end()
  }
}
