// Walks the chain and proves that every accepted entry is there, unchanged and in its place. For the owner's connection.
// An entry fits when its number follows, its text has the hash that was sealed, its row says what its text says and what follows from
// it (class, days), it stands in its subjects' chronicles in its class and withheld from whom it must be, and the link is the SHA-256
// of the one before, the hash, the number and the instant. An entry that is gone fits when two acts that stand later in the chain, of two
// agencies and two people, asked for this very entry and agreed (0090-erasure.sql): its hash, number and link are proven all the same, and
// it stands in no chronicle. The acts are entries of the chain, proven as any other.
import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '@komar/domain/chronicle/canonical'
import type { Written } from '@komar/domain/chronicle/entry'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { oneRow, rows, type Database } from '../db/query.ts'
import { derivedFault, isForMatter, withheldFault } from './derived-columns.ts'

export type ChainFault =
  | 'number-missing'
  | 'entry-missing'
  | 'content-differs'
  | 'row-differs'
  | 'class-differs'
  | 'days-differ'
  | 'subjects-differ'
  | 'withheld-differs'
  | 'received-decreases'
  | 'link-differs'
  | 'head-differs'
  | 'entry-not-sealed'

/** An entry that is gone, and the act that is the reason. */
export type Erased = { seq: number; entry: string; act: string }

/** `seq` and `entry` name the first that does not fit. */
export type Verdict =
  | { fits: true; entries: number; head: string; erased: Erased[] }
  | { fits: false; fault: ChainFault; seq: number | null; entry: string | null; entries: number }

const batchSize = 2000

const linkRow = z.object({
  seq: z.coerce.number(),
  entry: z.uuid(),
  content: z.string(),
  chain: z.string(),
  received: z.string(),
  text: z.string().nullable(),
  /** The act under which it was erased; null where none stands. */
  act: z.uuid().nullable(),
  row: z.record(z.string(), z.unknown()).nullable(),
  class: z.string().nullable(),
  earliest: z.string().nullable(),
  latest: z.string().nullable(),
  places: z.array(z.object({ subject: z.uuid(), bit: z.int(), agency: z.uuid(), withheld: z.array(z.uuid()) })),
})
export type Link = z.infer<typeof linkRow>

const linkSql = `
select c.seq, c.entry, encode(c.content, 'hex') as content, encode(c.chain, 'hex') as chain,
  ${instantSql('c.received')} as received, e.written_text as text,
  case when e.id is null then (select a.id from komar.erased x join komar.entry a on a.id = x.act join komar.chain ac on ac.entry = a.id
    join komar.entry r on r.id = x.request and r.id::text = a.body ->> 'request' join komar.chain rc on rc.entry = r.id
    where x.entry = c.entry and a.kind = 'access.erasure-agreed' and a.retracts is null and r.kind = 'access.erasure-asked'
      and r.body -> 'toErase' ? c.entry::text and r.agency <> a.agency and r.author <> a.author and c.seq < rc.seq and rc.seq < ac.seq
    limit 1) end as act,
  case when e.id is not null then jsonb_strip_nulls(jsonb_build_object('id', e.id, 'kind', e.kind, 'v', e.v,
    'subject', e.subject, 'also', e.also, 'occurred', e.occurred, 'basis', e.basis, 'replaces', e.replaces,
    'retracts', e.retracts, 'answers', e.answers, 'basedOn', e.based_on, 'policy', e.policy, 'author', e.author,
    'agency', e.agency, 'device', e.device,
    'written', ${instantSql('e.written')})) || jsonb_build_object('body', e.body) end as row,
  e.class, e.occurred_earliest::text as earliest, e.occurred_latest::text as latest,
  coalesce((select jsonb_agg(jsonb_build_object('subject', es.subject, 'bit', es.class_bit, 'agency', es.agency,
    'withheld', es.withheld)) from komar.entry_subject es where es.entry = c.entry and es.seq = c.seq), '[]') as places
from komar.chain c left join komar.entry e on e.id = c.entry
where c.seq > $1 order by c.seq limit ${batchSize}`

const headRow = z.object({
  seq: z.coerce.number(),
  chain: z.string(),
  unsealed: z.uuid().nullable(),
  misplaced: z.uuid().nullable(),
})

/** Verifies the whole chain; `progress` hears how far it is. Run it in one repeatable-read transaction while a server runs. */
export async function verifyChain(db: Database, progress?: (seq: number) => void): Promise<Verdict> {
  const erased: Erased[] = []
  let seq = 0
  let previous: { chain: Buffer; received: string } = { chain: Buffer.alloc(32), received: '' }
  const matters: { link: Link; written: Written }[] = []
  for (;;) {
    const links = await rows(db, linkRow, linkSql, [seq])
    for (const link of links) {
      const fault = faultOf(link, seq, previous)
      const isMissing = fault === 'number-missing'
      if (fault !== null)
        return {
          fits: false,
          fault,
          seq: isMissing ? seq + 1 : link.seq,
          entry: isMissing ? null : link.entry,
          entries: seq,
        }
      if (link.text === null && link.act !== null) erased.push({ seq: link.seq, entry: link.entry, act: link.act })
      const written = writtenIn(link)
      if (written !== null && isForMatter(written)) matters.push({ link, written })
      seq = link.seq
      previous = { chain: Buffer.from(link.chain, 'hex'), received: link.received }
    }
    if (links.length < batchSize) break
    progress?.(seq)
  }
  const end = { fits: false, seq: null, entry: null, entries: seq } as const
  const head = await oneRow(
    db,
    headRow,
    `select seq, encode(chain, 'hex') as chain, (select e.id from komar.entry e
       where not exists (select from komar.chain c where c.entry = e.id) limit 1) as unsealed,
       (select es.entry from komar.entry_subject es
       where not exists (select from komar.chain c where c.entry = es.entry and c.seq = es.seq) limit 1) as misplaced
     from komar.chain_head`,
  )
  if (head.seq !== seq || head.chain !== previous.chain.toString('hex')) return { ...end, fault: 'head-differs' }
  if (head.unsealed !== null) return { ...end, fault: 'entry-not-sealed', entry: head.unsealed }
  if (head.misplaced !== null) return { ...end, fault: 'subjects-differ', entry: head.misplaced }
  const withheld = await withheldFault(db, matters)
  if (withheld !== null) return { ...end, fault: 'withheld-differs', ...withheld }
  return { fits: true, entries: seq, head: head.chain, erased }
}

function faultOf(link: Link, before: number, previous: { chain: Buffer; received: string }): ChainFault | null {
  if (link.seq !== before + 1) return 'number-missing'
  if (link.text === null || link.row === null) {
    if (link.act === null) return 'entry-missing'
    if (link.places.length > 0) return 'subjects-differ'
    return faultOfPlace(link, previous, Buffer.from(link.content, 'hex'))
  }
  const content = createHash('sha256').update(link.text, 'utf8').digest()
  if (content.toString('hex') !== link.content) return 'content-differs'
  if (canonicalJson(link.row as Json) !== link.text) return 'row-differs'
  const written = writtenIn(link)
  const derived = written === null ? null : derivedFault(link, written)
  return derived ?? faultOfPlace(link, previous, content)
}

/** Of an erased entry the hash is all that is left, and its place is proven as any other's. */
function faultOfPlace(link: Link, previous: { chain: Buffer; received: string }, content: Buffer): ChainFault | null {
  if (link.received < previous.received) return 'received-decreases'
  return chainLink(previous.chain, content, link.seq, link.received).toString('hex') === link.chain
    ? null
    : 'link-differs'
}

/** Sealed text is JSON that was accepted; it has been found unchanged. Null for what was erased. */
function writtenIn({ text }: Link): Written | null {
  return text === null ? null : (JSON.parse(text) as Written)
}

/** One link: SHA-256 of the link before, the content's hash, the number in eight bytes (big end first) and the instant as text. */
export function chainLink(previous: Buffer, content: Buffer, seq: number, received: string): Buffer {
  const number = Buffer.alloc(8)
  number.writeBigInt64BE(BigInt(seq))
  return createHash('sha256').update(previous).update(content).update(number).update(received, 'utf8').digest()
}
