// What was done to a chain that does not fit, as far as the rows that are left can tell it.
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { firstRow, rows, type Database } from '../db/query.ts'
import { chainLink, type ChainFault, type Verdict } from './chain.ts'

export type Deed =
  | 'changed'
  | 'deleted'
  | 'swapped'
  /** An entry that was never accepted. */
  | 'added'
  /** Entries at the end are gone. */
  | 'truncated'
  /** Put into another chronicle, class or days, or shown to or hidden from others, while its text stands. */
  | 'misplaced'
  /** Changed, and every link after it computed anew. */
  | 're-chained'

/** `seq` and `entry`: the first that does not fit. `other`: the number with which it was swapped. */
export type Diagnosis = { deed: Deed; seq: number | null; entry: string | null; other?: number }

type Misfit = Extract<Verdict, { fits: false }>

/** Says what was done. Run it in the transaction in which the chain was walked. */
export async function diagnose(db: Database, verdict: Misfit): Promise<Diagnosis> {
  const { fault, seq, entry } = verdict
  const other = await swappedWith(db, verdict)
  if (other !== null) return { deed: 'swapped', seq, entry, other }
  if (fault === 'number-missing') return { deed: 'deleted', seq, entry: await leftOver(db) }
  if (fault === 'head-differs') return atHead(db, verdict)
  return { deed: deeds[fault], seq, entry }
}

const deeds: Record<Exclude<ChainFault, 'head-differs'>, Deed> = {
  'number-missing': 'deleted',
  'entry-missing': 'deleted',
  'content-differs': 'changed',
  'row-differs': 'changed',
  'class-differs': 'misplaced',
  'days-differ': 'misplaced',
  'subjects-differ': 'misplaced',
  'withheld-differs': 'misplaced',
  'received-decreases': 'changed',
  'link-differs': 'changed',
  'entry-not-sealed': 'added',
}

/** The entry whose link was removed, where one alone is without. */
async function leftOver(db: Database): Promise<string | null> {
  const found = await rows(
    db,
    z.object({ id: z.uuid() }),
    'select e.id from komar.entry e where not exists (select from komar.chain c where c.entry = e.id) limit 2',
  )
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

/** The walk has reached the last link; the head names another end. */
async function atHead(db: Database, { entries }: Misfit): Promise<Diagnosis> {
  const head = await firstRow(
    db,
    z.object({ seq: z.coerce.number(), after: z.uuid().nullable() }),
    `select h.seq, (select c.entry from komar.chain c where c.seq = h.seq + 1) as after from komar.chain_head h`,
  )
  if (head === undefined) return { deed: 'deleted', seq: null, entry: null }
  if (head.seq > entries) return { deed: 'truncated', seq: entries + 1, entry: null }
  return head.seq < entries
    ? { deed: 'added', seq: head.seq + 1, entry: head.after }
    : { deed: 'changed', seq: null, entry: null }
}

const linkRow = z.object({ seq: z.coerce.number(), content: z.string(), chain: z.string(), received: z.string() })
type Link = z.infer<typeof linkRow>
const linkSql = `select seq, encode(content, 'hex') as content, encode(chain, 'hex') as chain,
  ${instantSql('received')} as received from komar.chain`
const batchSize = 5000

/** The number whose entry stands at the one that does not fit; null when it was no swap. */
async function swappedWith(db: Database, { fault, seq }: Misfit): Promise<number | null> {
  if (seq === null) return null
  if (fault === 'content-differs') return textFrom(db, seq)
  return fault === 'link-differs' || fault === 'received-decreases' ? linkFrom(db, seq) : null
}

/** Where the text that stands here was sealed. */
async function textFrom(db: Database, seq: number): Promise<number | null> {
  const found = await firstRow(
    db,
    z.object({ seq: z.coerce.number() }),
    `select there.seq from komar.chain here join komar.entry e on e.id = here.entry
     join komar.chain there on there.content = sha256(convert_to(e.written_text, 'UTF8'))
     where here.seq = $1 and there.seq <> $1 limit 1`,
    [seq],
  )
  return found?.seq ?? null
}

/** The link elsewhere whose content makes the link that stands here, or that would be the right one here. */
async function linkFrom(db: Database, seq: number): Promise<number | null> {
  const here = await firstRow(db, linkRow, `${linkSql} where seq = $1`, [seq])
  const before = await firstRow(db, linkRow, `${linkSql} where seq = $1`, [seq - 1])
  if (here === undefined) return null
  const previous = before === undefined ? Buffer.alloc(32) : Buffer.from(before.chain, 'hex')
  const fitsHere = (link: Link): boolean =>
    [link.received, here.received].some((received) => {
      const made = chainLink(previous, Buffer.from(link.content, 'hex'), seq, received).toString('hex')
      return made === here.chain || made === link.chain
    })
  let after = seq
  for (;;) {
    const links = await rows(db, linkRow, `${linkSql} where seq > $1 order by seq limit ${batchSize}`, [after])
    const found = links.find(fitsHere)
    if (found !== undefined) return found.seq
    after = links.at(-1)?.seq ?? after
    if (links.length < batchSize) return null
  }
}
