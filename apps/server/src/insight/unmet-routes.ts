// What could not be met, over all children that the caller may read: row-level security leaves out the others, and the sections of
// classes that the caller does not read.
import { listUnmet } from '@komar/contract/unmet'
import { uuidSchema, type Entry, type SubjectId } from '@komar/domain/chronicle/entry'
import { groupUnmet, unmetIn, unmetKinds } from '@komar/domain/assess/unmet'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { rows, type Database } from '../db/query.ts'
import { route } from '../http/route.ts'

const entryRow = z.object({ text: z.string(), seq: z.coerce.number(), received: z.string(), subject: uuidSchema })

/** The entries that may say what was passed on, by child. */
async function finishesOf(db: Database, facility: string | undefined): Promise<Map<SubjectId, Entry[]>> {
  const found = await rows(
    db,
    entryRow,
    `select e.written_text as text, es.seq, es.subject,
       ${instantSql('c.received')} as received
     from komar.entry e join komar.entry_subject es on es.entry = e.id join komar.chain c on c.seq = es.seq
     where e.kind = any($1) and es.subject = e.subject
       and ($2::uuid is null or es.subject in
         (select i.child from komar.child_identity i where i.facility = $2::uuid))
     order by es.subject, es.seq`,
    [unmetKinds, facility ?? null],
  )
  const chronicles = new Map<SubjectId, Entry[]>()
  for (const { text, seq, received, subject } of found) {
    // Written and checked when it was accepted.
    const entry = { ...(JSON.parse(text) as Entry), seq, received } as Entry
    chronicles.set(subject, [...(chronicles.get(subject) ?? []), entry])
  }
  return chronicles
}

/** What could not be met about the children that the caller may read, those of one prison when it is named. */
export async function unmetOf(db: Database, facility?: string) {
  const chronicles = await finishesOf(db, facility)
  const unmet = [...chronicles].flatMap(([child, entries]) => unmetIn(child, entries) ?? [])
  const groups = groupUnmet(unmet).map(({ passedTo, ...group }) => ({ ...group, passedTo: [...passedTo] }))
  return { groups, total: unmet.length, children: chronicles.size }
}

export const unmetRoutes = [route(listUnmet, ({ db }, { query }) => unmetOf(db, query.facility))]
