// Whole chronicles, one subject after the other, in constant memory: for reports that give aggregates only.
// The connection must be the keeper's or the owner's; whoever calls this answers for what leaves the process.
import { uuidSchema, type Entry, type SubjectId, type SubjectType, type Written } from '@komar/domain/chronicle/entry'
import { instantSchema } from '@komar/domain/time/instant'
import { merged } from '@komar/domain/register/merge-kinds'
import { recordsOf, unionOf } from '@komar/domain/register/merge-state'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { rows, type Database } from '../db/query.ts'

const rowsAtATime = 2000

const entryRow = z.object({
  subject: uuidSchema,
  // Checked when it was accepted; checking it again by today's schema could refuse what was accepted then.
  written_text: z.string().transform((text) => JSON.parse(text) as Written),
  seq: z.coerce.number(),
  received: instantSchema,
})

/**
 * The chronicles of all subjects of a type, each with its entries of these kinds, in the order of seq; of a child with several records,
 * one chronicle under the kept one. Needs a transaction.
 */
export async function* wholeChronicles(
  db: Database,
  type: SubjectType,
  kinds: readonly string[],
): AsyncGenerator<readonly [SubjectId, Entry[]]> {
  const isMerged = 'exists (select from komar.child_merge m where s.id in (m.kept, m.other))'
  const read = (which: string) =>
    chroniclesWhere(db, `s.type = ${literal(type)} and ${which}`, [
      ...kinds,
      ...(type === 'child' ? [merged.name] : []),
    ])
  yield* read(`not ${isMerged}`)
  const records = new Map<SubjectId, Entry[]>()
  for await (const [subject, entries] of read(isMerged)) records.set(subject, entries)
  const chronicle = (subject: SubjectId) => records.get(subject) ?? []
  for (const subject of records.keys()) {
    if (recordsOf(subject, chronicle).kept === subject) yield [subject, [...unionOf(subject, chronicle)]]
  }
}

async function* chroniclesWhere(
  db: Database,
  where: string,
  kinds: readonly string[],
): AsyncGenerator<readonly [SubjectId, Entry[]]> {
  await db.query(
    `declare chronicles no scroll cursor for
     select es.subject, e.written_text, es.seq,
       ${instantSql('c.received')} as received
     from komar.subject s join komar.entry_subject es on es.subject = s.id join komar.entry e on e.id = es.entry
     join komar.chain c on c.seq = es.seq
     where ${where} and e.kind in (${kinds.map(literal).join(', ')}) order by es.subject, es.seq`,
  )
  let current: { subject: SubjectId; entries: Entry[] } | null = null
  for (;;) {
    const page = await rows(db, entryRow, `fetch ${rowsAtATime} from chronicles`)
    for (const { subject, written_text: written, seq, received } of page) {
      if (current !== null && current.subject !== subject) {
        yield [current.subject, current.entries]
        current = null
      }
      current ??= { subject, entries: [] }
      current.entries.push({ ...written, seq, received })
    }
    if (page.length < rowsAtATime) break
  }
  if (current !== null) yield [current.subject, current.entries]
  await db.query('close chronicles')
}

/** Types and kinds are the code's own words; a cursor takes no parameters in `declare` with every driver. */
function literal(word: string): string {
  if (!/^[a-z.-]+$/u.test(word)) throw new Error('not a word of the code')
  return `'${word}'`
}
