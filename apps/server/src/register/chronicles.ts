// A chronicle as its reader may see it: entries, who wrote them, and where the feed goes on. Row-level security leaves the rest out.
import type { Author } from '@komar/contract/register'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { rows, type Database } from '../db/query.ts'

const entryRow = z.object({ text: z.string(), seq: z.coerce.number(), received: z.string() })

export type WireEntry = { id: string; kind: string; subject: string; seq: number; received: string }

/** The other records of a child whose kept record this is, as far as the reader may know of them. */
export async function mergedInto(db: Database, subject: string): Promise<string[]> {
  const found = await rows(db, z.object({ other: z.uuid() }), 'select other from komar.child_merge where kept = $1', [
    subject,
  ])
  return found.map(({ other }) => other)
}

/** The visible entries of a chronicle, and of the other records of the same child, each once and whole, in the order of acceptance. */
export async function readChronicle(
  db: Database,
  subject: string,
  others: readonly string[] = [],
): Promise<WireEntry[]> {
  const found = await rows(
    db,
    entryRow,
    `select distinct on (es.seq) e.written_text as text, es.seq,
       ${instantSql('c.received')} as received
     from komar.entry_subject es join komar.entry e on e.id = es.entry join komar.chain c on c.seq = es.seq
     where es.subject = any ($1::uuid[]) order by es.seq`,
    [[subject, ...others]],
  )
  // Written and checked when it was accepted; handed on as it is.
  return found.map(({ text, seq, received }) => ({ ...(JSON.parse(text) as WireEntry), seq, received }))
}

/** Who wrote these entries. Account ids are random and known only from entries that the caller may read. */
export async function authorsOf(db: Database, ids: readonly string[]): Promise<Author[]> {
  const schema = z.object({ id: z.uuid(), displayName: z.string(), agency: z.uuid() })
  return rows(db, schema, 'select id, display_name as "displayName", agency from komar.authors($1)', [
    [...new Set(ids)],
  ])
}

const readerRow = z.object({
  at: z.string(),
  displayName: z.string(),
  agency: z.uuid(),
  what: z.string(),
  reason: z.string().nullable(),
})

/** Who opened this subject, latest first; at most 200. */
export async function readersOf(db: Database, subject: string): Promise<z.infer<typeof readerRow>[]> {
  return rows(
    db,
    readerRow,
    `select ${instantSql('at')} as at, display_name as "displayName", agency, what, reason
     from komar.readers($1)`,
    [subject],
  )
}
