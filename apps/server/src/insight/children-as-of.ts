// The list of children as it was on a past day, from the entries that the caller may see now: a refold, not a filter on today's rows.
// It costs a fold for each child, so it is for those who see hundreds, not for a national reader: they have the situation report.
import { at } from '@komar/domain/chronicle/at'
import type { Recorded, SubjectId } from '@komar/domain/chronicle/entry'
import { byNearestLimit, listedAsOf, matchesAsOf } from '@komar/domain/insight/listed-child'
import { recordsOf, unionOf } from '@komar/domain/register/merge-state'
import { plainDateSchema } from '@komar/domain/time/plain-date'
import type { CountryPack } from '@komar/domain/policy'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { rows, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import type { ChildPage, ChildSearch } from '../register/children.ts'

const mostChildren = 2000

/** All children that match, the nearest limit first; no paging. @throws refusal when the caller sees too many children. */
export async function childrenAsOf(
  db: Database,
  search: ChildSearch,
  day: string,
  pack: CountryPack,
): Promise<ChildPage> {
  const asOf = plainDateSchema.parse(day)
  const chronicles = await visibleChronicles(db)
  const chronicle = (subject: SubjectId) => chronicles.get(subject) ?? []
  const found = [...chronicles.keys()]
    .filter((child) => !chronicles.has(recordsOf(child, chronicle).kept) || recordsOf(child, chronicle).kept === child)
    .map((child) => listedAsOf(child, at(unionOf(child, chronicle), { asOf }), asOf, pack))
    .filter((row) => row !== undefined)
    .filter((row) => matchesAsOf(row, search))
    .toSorted(byNearestLimit)
  return { children: found.slice(0, search.limit), total: found.length, cursor: null }
}

const entryRow = z.object({ subject: z.string(), text: z.string(), seq: z.coerce.number(), received: z.string() })

async function visibleChronicles(db: Database): Promise<Map<SubjectId, Recorded[]>> {
  const children = await rows(
    db,
    z.object({ child: z.string() }),
    `select child from komar.child_status limit ${mostChildren + 1}`,
  )
  if (children.length > mostChildren) refuse('request.too-large', { params: { most: mostChildren } })
  const found = await rows(
    db,
    entryRow,
    `select es.subject, e.written_text as text, es.seq,
       ${instantSql('c.received')} as received
     from komar.entry_subject es join komar.entry e on e.id = es.entry join komar.chain c on c.seq = es.seq
     where es.subject = any ($1::uuid[]) order by es.seq`,
    [children.map(({ child }) => child)],
  )
  const chronicles = new Map<SubjectId, Recorded[]>()
  for (const { subject, text, seq, received } of found) {
    // Checked when it was accepted.
    const entry = { ...(JSON.parse(text) as Recorded), seq, received } as Recorded
    const id = subject as SubjectId // a uuid column
    chronicles.set(id, [...(chronicles.get(id) ?? []), entry])
  }
  return chronicles
}
