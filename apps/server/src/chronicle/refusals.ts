// A person's refused entries: kept until they are answered, so that work that was not accepted never vanishes.
import { refusalSchema } from '@komar/contract/chronicle'
import type { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { rows, type Database } from '../db/query.ts'

/** Refusals of one author, newest first. */
export async function listRefusals(
  db: Database,
  author: string,
  limit: number,
): Promise<z.output<typeof refusalSchema>[]> {
  return rows(
    db,
    refusalSchema,
    `select r.id, r.kind, r.subject, ${instantSql('r.received')} as received, r.problem,
       r.settled_on is not null or exists (select from komar.entry e where e.answers = r.id and e.author = r.author) as "isAnswered"
     from komar.refusal r where r.author = $1 order by r.received desc, r.id limit $2`,
    [author, limit],
  )
}
