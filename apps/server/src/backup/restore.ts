// Loads a backup into a host: all in one transaction, verified before it is kept. A restored host is a new epoch: what devices have
// beyond the backup they offer again, nobody is signed in, and no one-time link works. Lists and deadlines are made anew after.
import type { Decrypter } from 'age-encryption'
import { DatabaseError, type ClientBase } from 'pg'
import { z } from 'zod'
import { verifyChain, type Verdict } from '../chronicle/chain.ts'
import { analyzeTables } from '../db/analyze.ts'
import { oneRow, rows } from '../db/query.ts'
import { OperatorProblem } from '../operator-problem.ts'
import type { Counts, Manifest } from './format.ts'
import { readBackup } from './read-backup.ts'
import { derivedTables, keptTables, passingTables, type KeptTable } from './tables.ts'

export type RestoreOptions = {
  file: string
  decrypter: Decrypter
  /** Whether what the host holds may go. */
  mayReplace: boolean
  progress?: (done: { table: string; rows: number }) => void
  /** Hears when all rows are there and the chain is about to be walked. */
  onLoaded?: () => void
}

const withdrawnRow = z.object({ invitations: z.int(), questionnaires: z.int() })
/** One-time links that would still have worked. */
type WithdrawnLinks = z.infer<typeof withdrawnRow>

/** `verdict`: of the walk along the chain that was restored. */
export type Restored = { manifest: Manifest; rows: Counts; epoch: string; verdict: Verdict; withdrawn: WithdrawnLinks }

/** Restores as the owner, into a migrated database that no server uses. @throws OperatorProblem; nothing was changed then. */
export async function restore(
  db: ClientBase,
  { file, decrypter, mayReplace, progress, onLoaded }: RestoreOptions,
): Promise<Restored> {
  await db.query('begin')
  try {
    await refuseWhereUsed(db, mayReplace)
    await setTriggers(db, 'disable')
    await db.query(
      `truncate ${[...keptTables, ...derivedTables, ...passingTables].map((name) => `komar.${name}`).join(', ')}`,
    )
    const columns = await insertableColumns(db)
    const counts: Counts = {}
    const read = await readBackup(file, decrypter, {
      onManifest: (manifest) => refuseNewer(db, manifest),
      onRows: async (table, found) => {
        await insert(db, table, columns.get(table) ?? [], found)
        counts[table] = (counts[table] ?? 0) + found.length
        progress?.({ table, rows: counts[table] })
      },
    })
    await setSequences(db)
    await setTriggers(db, 'enable')
    await analyzeTables(db)
    await refuseMissing(db, read.rows)
    // An older backup says not who belongs to which agency: it follows from its accounts.
    await db.query('select komar.complete_memberships()')
    // A backup may hold what an act in its own chain erased: it goes again before anybody reads it.
    await db.query('select komar.carry_out_erasures()')
    await db.query('update komar.host set scrubbed_erasures = 0, scrub_waits_since = null')
    // They may have been used or withdrawn since, which the backup cannot know. The new epoch would do it too, and not say how many.
    const withdrawn = await oneRow(db, withdrawnRow, 'select * from komar.withdraw_links()')
    const epoch = await beginEpoch(db)
    onLoaded?.()
    const verdict = await verifyFit(db, read.manifest)
    await db.query('commit')
    return { ...read, epoch, verdict, withdrawn }
  } catch (error) {
    await db.query('rollback').catch(() => undefined)
    throw isUnfit(error) ? new OperatorProblem('A row of this backup does not fit its table: use another one.') : error
  }
}

/**
 * Values or keys that a table cannot hold, or that it holds and Komar never writes: numbers beyond what a program reads, lists in lists
 * beyond what one can write again. The database's own words quote the row, so they go nowhere. Source: PostgreSQL, appendix A.
 */
function isUnfit(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof DatabaseError && /^(?:2[23]|54)/u.test(error.code ?? ''))
}

async function refuseWhereUsed(db: ClientBase, mayReplace: boolean): Promise<void> {
  const { entries, others } = await oneRow(
    db,
    z.object({ entries: z.boolean(), others: z.int() }),
    `select exists (select from komar.entry) as entries, (select count(*)::int from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and application_name like 'komar%') as others`,
  )
  if (others > 0) throw new OperatorProblem('Komar is running on this database: stop it first.')
  if (entries && !mayReplace)
    throw new OperatorProblem('This host holds entries already. To give them up for the backup: --replace NAME.')
}

async function refuseNewer(db: ClientBase, { migrations }: Manifest): Promise<void> {
  const known = await rows(db, z.object({ name: z.string() }), 'select name from komar.migration')
  const names = new Set(known.map(({ name }) => name))
  const newer = migrations.find((name) => !names.has(name))
  if (newer !== undefined)
    throw new OperatorProblem(`This backup was made by a newer Komar (it has ${newer}): restore it with that version.`)
}

async function setTriggers(db: ClientBase, to: 'disable' | 'enable'): Promise<void> {
  for (const table of keptTables) await db.query(`alter table komar.${table} ${to} trigger user`)
}

type Columns = ReadonlyMap<string, readonly string[]>

/** Columns that a row of a backup fills; generated ones fill themselves. A transaction's number means nothing in another database. */
export async function insertableColumns(db: ClientBase): Promise<Columns> {
  const found = await rows(
    db,
    z.object({ table: z.string(), columns: z.array(z.string()) }),
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'komar'::regnamespace and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and a.atttypid <> 'xid8'::regtype
     group by c.relname`,
  )
  return new Map(found.map(({ table, columns }) => [table, columns]))
}

/** Puts rows of a backup into their table. */
export async function insert(
  db: ClientBase,
  table: KeptTable,
  known: readonly string[],
  found: readonly Record<string, unknown>[],
): Promise<void> {
  const first = found[0]
  if (first === undefined) return
  // An older backup lacks columns that came later: their defaults hold.
  const columns = known.filter((column) => column in first).map((column) => `"${column}"`)
  await db.query(
    `insert into komar.${table} (${columns.join(', ')}) overriding system value
     select ${columns.join(', ')} from jsonb_populate_recordset(null::komar.${table}, $1::jsonb)`,
    [JSON.stringify(found)],
  )
}

async function setSequences(db: ClientBase): Promise<void> {
  const identities = await rows(
    db,
    z.object({ table: z.string(), column: z.string() }),
    `select c.relname as table, a.attname::text as column from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'komar'::regnamespace and a.attidentity <> '' and c.relname = any ($1)`,
    [[...keptTables]],
  )
  for (const { table, column } of identities) {
    await db.query(
      `select setval(pg_get_serial_sequence('komar.${table}', '${column}'), coalesce(max(${column}), 0) + 1, false) from komar.${table}`,
    )
  }
}

/** Before anything is added to what the file holds. */
async function refuseMissing(db: ClientBase, held: Counts): Promise<void> {
  for (const table of keptTables) {
    // Table names are the code's own words.
    const { count } = await oneRow(
      db,
      z.object({ count: z.coerce.number() }),
      `select count(*) as count from komar.${table}`,
    )
    if (count !== (held[table] ?? 0))
      throw new OperatorProblem(
        `${table} has ${count} rows where the file has ${held[table] ?? 0}: nothing was restored.`,
      )
  }
}

async function beginEpoch(db: ClientBase): Promise<string> {
  const { epoch } = await oneRow(db, z.object({ epoch: z.uuid() }), 'select komar.begin_epoch() as epoch')
  await db.query(
    `update komar.host set cursor_key = sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))`,
  )
  await db.query('update komar.chain_head set backed_up_to = seq')
  return epoch
}

async function verifyFit(db: ClientBase, { head }: Manifest): Promise<Verdict> {
  const verdict = await verifyChain(db)
  if (!verdict.fits)
    throw new OperatorProblem(
      `The chain in this backup does not fit${verdict.seq === null ? '' : ` at number ${verdict.seq}`} (${verdict.fault}): use another one.`,
    )
  if (verdict.entries !== head.seq || verdict.head !== head.chain)
    throw new OperatorProblem('This backup does not hold the chain that its first line names: use another one.')
  return verdict
}
