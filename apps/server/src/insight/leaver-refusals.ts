// What was refused of those who left, read and settled by their agency's supervisors. Which refusals those are stands in the database
// (0108-refusals-of-leavers.sql).
import * as contract from '@komar/contract/leaver-refusals'
import type { LeaverRefusal } from '@komar/contract/leaver-refusals'
import { domainProblemSchema } from '@komar/contract/problem'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { oneRow, rows, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { route, type Route } from '../http/route.ts'
import { childRowsOf } from '../register/child-rows.ts'

/** The oldest come first; what is settled makes room. */
const most = 200

const refusalRow = z.object({
  id: z.uuid(),
  account: z.uuid(),
  subject: z.uuid().nullable(),
  kind: z.string(),
  classes: z.int(),
  received: z.string(),
  problem: domainProblemSchema,
  text: z.string(),
})

type Read = LeaverRefusal & Pick<z.infer<typeof refusalRow>, 'classes'>

async function readRefusals(db: Database, whose: string): Promise<Read[]> {
  const found = await rows(
    db,
    refusalRow,
    `select id, account, subject, kind, class_bit as classes, ${instantSql('received')} as received, problem, written_text as text
     from komar.leaver_refusals($1, $2)`,
    [whose, most],
  )
  const children = await childRowsOf(db, [...new Set(found.flatMap(({ subject }) => subject ?? []))])
  return found.map(({ text, ...refusal }) => ({
    ...refusal,
    child: children.find(({ id }) => id === refusal.subject) ?? null,
    // Written as it came, and handed on as it is.
    written: z.looseObject({}).parse(JSON.parse(text)),
  }))
}

const list = route(contract.listLeaverRefusals, async ({ db, logRead }, { query }) => {
  const refusals = await readRefusals(db, query.account)
  for (const { subject, classes } of refusals)
    logRead({ what: 'leaver-refusal.read', subject: subject ?? undefined, classes })
  return { refusals }
})

const settle = route(contract.settleLeaverRefusal, async ({ db }, { params, body }) => {
  const text = 'select komar.settle_leaver_refusal($1, $2) as done'
  const { done } = await oneRow(db, z.object({ done: z.boolean() }), text, [params.id, body.words])
  return done ? {} : refuse('request.not-found')
})

export const leaverRefusalRoutes: readonly Route[] = [list, settle]
