// The list of complaints: the entries that row-level security leaves to the caller. The page folds them, as it folds a chronicle.
import * as contract from '@komar/contract/complaints'
import { withholdingKinds } from '@komar/domain/kinds'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { rows, type Database } from '../db/query.ts'
import { route, type Route } from '../http/route.ts'
import { childRowsOf } from '../register/child-rows.ts'

const most = 2000

const entryRow = z.object({ text: z.string(), seq: z.coerce.number(), received: z.string() })

export type ListedEntry = { id: string; kind: string; subject: string; seq: number; received: string }

/** The newest of them, in the order of acceptance. */
export async function listComplaints(db: Database): Promise<{ entries: ListedEntry[]; isCut: boolean }> {
  const found = await rows(
    db,
    entryRow,
    `select e.written_text as text, es.seq,
       ${instantSql('c.received')} as received
     from komar.entry_subject es join komar.entry e on e.id = es.entry join komar.chain c on c.seq = es.seq
     where es.class_bit = 128 and e.subject = es.subject and e.kind = any ($1) order by es.seq desc limit $2`,
    [[...withholdingKinds], most + 1],
  )
  // Written and checked when it was accepted; handed on as it is.
  const entries = found
    .slice(0, most)
    .toReversed()
    .map(({ text, seq, received }) => ({ ...(JSON.parse(text) as ListedEntry), seq, received }))
  return { entries, isCut: found.length > most }
}

const list = route(contract.listComplaints, async ({ db, actor }) => {
  const { entries, isCut } = await listComplaints(db)
  const children = await childRowsOf(db, [...new Set(entries.map(({ subject }) => subject))])
  return { entries, children, isCut, today: actor.today }
})

export const complaintRoutes: readonly Route[] = [list]
