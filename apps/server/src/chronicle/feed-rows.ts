// The rows of a feed. Two plans, measured: a reader of many subjects walks the chain; a reader of few starts from their subjects.
import { allClasses } from '@komar/domain/access/classes'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { oneRow, rows, type Database } from '../db/query.ts'
import type { Cursor } from './cursor.ts'

/** Below this many subjects it is faster to start from them (docs/decisions/0003). */
const narrowSubjectLimit = 500
/** A subject is in a few circles at most; beyond this many memberships nobody's scope is narrow. */
const narrowMembershipLimit = 4 * narrowSubjectLimit

/** In a backfill. */
const subjectsAtOnce = 200

const feedRow = z.object({
  text: z.string(),
  seq: z.coerce.number(),
  received: z.string(),
  content: z.string(),
  chain: z.string(),
  // Columns of the engine's own type uuid: to match each of 5,000 against a pattern again takes a tenth of the page's time.
  subject: z.string(),
  subjects: z.array(z.string()),
  classBit: z.int(),
})
export type FeedRow = z.infer<typeof feedRow>

const columns = `e.written_text as text, c.seq, ${instantSql('c.received')} as received,
  encode(c.content, 'hex') as content, encode(c.chain, 'hex') as chain, array[e.subject] || e.also as subjects,
  coalesce(k.class_bit, 0) as "classBit"`
const kindOfEntry = 'left join komar.kind_registry k on k.name = e.kind and k.class = e.class'

/** Subjects in the actor's circles today when they are few, else null. */
export async function narrowSubjects(db: Database): Promise<string[] | null> {
  const found = await rows(
    db,
    z.object({ subject: z.uuid() }),
    `select subject from komar.subject_circle
     where since <= (select komar.today_host()) and (until is null or (select komar.today_host()) < until) limit $1`,
    [narrowMembershipLimit],
  )
  const subjects = [...new Set(found.map(({ subject }) => subject))]
  return found.length < narrowMembershipLimit && subjects.length < narrowSubjectLimit ? subjects : null
}

export type Range = { after: number; upto: number; limit: number }

/** Of whom entries are wanted: subjects, or all that may be seen. `agency`: moreover all that this agency wrote. */
export type Among = { subjects: readonly string[]; agency: string | null } | null

/** Visible entries in a range of the chain, in its order. */
export async function newRows(db: Database, range: Range, among: Among): Promise<FeedRow[]> {
  const { after, upto, limit } = range
  if (among !== null && among.subjects.length >= narrowSubjectLimit) {
    return rows(
      db,
      feedRow,
      `select ${columns}, e.subject from komar.chain c join komar.entry e on e.id = c.entry ${kindOfEntry}
       where c.seq > $1 and c.seq <= $2 and exists (
         select from komar.entry_subject es where es.entry = e.id and es.subject = any ($4::uuid[]))
       order by c.seq limit $3`,
      [after, upto, limit, among.subjects],
    )
  }
  if (among === null) {
    return rows(
      db,
      feedRow,
      `select ${columns}, e.subject from komar.chain c join komar.entry e on e.id = c.entry ${kindOfEntry}
       where c.seq > $1 and c.seq <= $2 order by c.seq limit $3`,
      [after, upto, limit],
    )
  }
  return rows(
    db,
    feedRow,
    `with picked as (
       select es.seq from unnest($4::uuid[]) as s (id) cross join lateral (
         select seq from komar.entry_subject where subject = s.id and seq > $1 and seq <= $2 order by seq limit $3) es
       union
       (select seq from komar.entry_subject where agency = $5 and seq > $1 and seq <= $2 order by seq limit $3)
     ), page as (select seq from picked order by seq limit $3)
     select ${columns}, e.subject from page join komar.chain c on c.seq = page.seq join komar.entry e on e.id = c.entry ${kindOfEntry} order by c.seq`,
    [after, upto, limit, among.subjects, among.agency],
  )
}

/**
 * About how many entries there are in all, for a progress bar. Counted where subjects are few; else reckoned from how thick the first
 * page lay in the chain.
 */
export async function expectedRows(
  db: Database,
  sent: readonly FeedRow[],
  head: number,
  among: Among,
): Promise<number> {
  const reached = sent.at(-1)?.seq ?? head
  if (among === null || among.subjects.length >= narrowSubjectLimit) {
    return reached === 0 ? 0 : Math.max(sent.length, Math.round((sent.length * head) / reached))
  }
  const text = `select count(distinct seq)::int as count from komar.entry_subject where subject = any ($1) or agency = $2`
  return (await oneRow(db, z.object({ count: z.int() }), text, [among.subjects, among.agency])).count
}

/** Classes of a subject newly read, and those no longer read through it. */
export type Wanted = { subject: string; gained: number; lost: number }

/**
 * Visible old entries of subjects in classes (as masks), by subject and seq, after the place where a backfill stands. `kept`: only
 * those that are about one of these too; null for all. Of a lost subject, what may be seen still is what the own agency wrote, and
 * what is about somebody else too: that is found from the entry, as its row under the lost subject is hidden.
 */
export async function backfillRows(
  db: Database,
  wanted: readonly Wanted[],
  { seq, backfill }: Pick<Cursor, 'seq' | 'backfill'>,
  { limit, kept }: { limit: number; kept: readonly string[] | null },
): Promise<FeedRow[]> {
  const left = wanted
    .filter(({ subject }) => backfill === undefined || subject >= backfill.subject)
    .toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
  const found: FeedRow[] = []
  // Some subjects at a time: a page must not cost what all pages together hold.
  for (let at = 0; at < left.length && found.length < limit; at += subjectsAtOnce) {
    const some = left.slice(at, at + subjectsAtOnce)
    found.push(...(await backfillOf(db, some, { seq, backfill }, { limit: limit - found.length, kept })))
  }
  return found
}

async function backfillOf(
  db: Database,
  wanted: readonly Wanted[],
  { seq, backfill }: Pick<Cursor, 'seq' | 'backfill'>,
  { limit, kept }: { limit: number; kept: readonly string[] | null },
): Promise<FeedRow[]> {
  return rows(
    db,
    feedRow,
    `with wanted as (
       select subject, gained | lost as mask, lost from jsonb_to_recordset($1) as w (subject uuid, gained int, lost int)
     ), found as (
       select es.subject, es.seq, es.entry from wanted w
       join komar.entry_subject es on es.subject = w.subject and ${passing('es.class_bit', 'w.mask')}
       union
       select e.lost_subject, c.seq, e.id from (
         select w.subject as lost_subject, w.lost, e.id, e.kind, e.class from wanted w
         join komar.entry e on e.subject = w.subject and e.also <> '{}' where w.lost <> 0
         union all
         select w.subject, w.lost, e.id, e.kind, e.class from wanted w
         join komar.entry e on e.also @> array[w.subject] and e.also <> '{}' where w.lost <> 0
       ) e
       join komar.chain c on c.entry = e.id left join komar.kind_registry k on k.name = e.kind and k.class = e.class
       where ${passing('coalesce(k.class_bit, 0)', 'e.lost')}
     ), page as (
       select subject, seq from found
       where seq <= $2 and ($3::uuid is null or (subject, seq) > ($3, $4::bigint))
         and ($6::uuid[] is null or subject = any ($6) or exists (
           select from komar.entry_subject too where too.entry = found.entry and too.subject = any ($6)))
       order by subject, seq limit $5
     )
     select ${columns}, page.subject from page join komar.chain c on c.seq = page.seq join komar.entry e on e.id = c.entry ${kindOfEntry}
     order by page.subject, page.seq`,
    [JSON.stringify(wanted), seq, backfill?.subject ?? null, backfill?.seq ?? 0, limit, kept],
  )
}

/** A class is in the mask; a kind without a class is in the mask of all. */
function passing(bit: string, mask: string): string {
  return `(${bit} & ${mask} <> 0 or ${bit} = 0 and ${mask} = ${allClasses})`
}
