// Status lines: for each child of the reader on whom anything was recorded, of whatever class, the dates that every role sees alike.
// So nobody's phone cries "no decision" because it cannot see one.
import { statusSchema, type StatusLine } from '@komar/contract/chronicle'
import { rows, type Database } from '../db/query.ts'

type Changes = { after: number; upto: number; among: readonly string[] | null }

/** Lines for children newly seen and for those that changed in a range of the chain. */
export async function statusLines(db: Database, gained: readonly string[], changes?: Changes): Promise<string[]> {
  const found: StatusLine[] = await rows(
    db,
    statusSchema,
    `select child, is_inside as "isInside", past_from_earliest as "pastFromEarliest", past_from_latest as "pastFromLatest",
       approach_from as "approachFrom", decision_type as "decisionType", decision_until as "decisionUntil", next_due as "nextDue"
     from komar.child_status
     where child = any ($1) or $2::bigint < $3::bigint and child in (select komar.changed_subjects($2, $3, $4))
     order by child`,
    [gained, changes?.after ?? 0, changes?.upto ?? 0, changes?.among ?? null],
  )
  return found.map((status) => JSON.stringify({ status }))
}
