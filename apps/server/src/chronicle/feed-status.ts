// Status lines: for each child of the reader on whom anything was recorded, of whatever class, the dates that every role sees alike.
// So nobody's phone cries "no decision" because it cannot see one. With them goes which classes the reader reads of the child, so that
// a device knows what it must not conclude from what is not there.
import { statusSchema, type StatusLine } from '@komar/contract/chronicle'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'

type Changes = { after: number; upto: number; among: readonly string[] | null }

/** Lines for children of whom more or less is seen now and for those that changed in a range of the chain. */
export async function statusLines(db: Database, seenAnew: readonly string[], changes?: Changes): Promise<string[]> {
  const children = [...new Set([...seenAnew, ...(await changedSubjects(db, changes))])]
  if (children.length === 0) return []
  const found: StatusLine[] = await rows(
    db,
    statusSchema,
    `select child, is_inside as "isInside", is_closed as "isClosed", coalesce(seen.sight, 0) as sight, past_from_earliest as "pastFromEarliest", past_from_latest as "pastFromLatest",
       approach_from as "approachFrom", decision_type as "decisionType", decision_until as "decisionUntil", next_due as "nextDue"
     from komar.child_status left join komar.sights_of($1) seen on seen.subject = child
     where child = any ($1) order by child`,
    [children],
  )
  return found.map((status) => JSON.stringify({ status }))
}

/** Asked for first: with the children in hand the engine looks each up, instead of going through all of the country. */
async function changedSubjects(db: Database, changes: Changes | undefined): Promise<string[]> {
  if (changes === undefined || changes.after >= changes.upto) return []
  const found = await rows(
    db,
    z.object({ id: z.uuid() }),
    'select id from komar.changed_subjects($1, $2, $3) as c (id)',
    [changes.after, changes.upto, changes.among],
  )
  return found.map(({ id }) => id)
}
