import { z } from 'zod'
import { rows, type Database } from './query.ts'

/** Komar's own tables, quoted, by name. */
export async function ownTables(db: Database): Promise<string[]> {
  const tables = await rows(
    db,
    z.object({ name: z.string() }),
    `select format('komar.%I', relname) as name from pg_class where relnamespace = 'komar'::regnamespace and relkind = 'r' order by 1`,
  )
  return tables.map(({ name }) => name)
}

/**
 * Tells the engine how large the tables are and what is in them, as their owner. After much came in at once, because it looks by itself only a
 * minute later and until then plans as for what was there before: lists took three times as long.
 */
export async function analyzeTables(db: Database): Promise<void> {
  await db.query(`analyze ${(await ownTables(db)).join(', ')}`)
}
