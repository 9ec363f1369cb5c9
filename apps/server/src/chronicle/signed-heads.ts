// Signs the end of the chain and keeps what was signed. A head tells a number, a hash and an instant: nothing of whom or what.
// Source: docs/decisions/0020-history-that-can-be-checked.md.
import { textOfHead, type HeadList, type Restoration, type SignedHead, type SigningKey } from '@komar/contract/heads'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { firstRow, oneRow, rows, type Database } from '../db/query.ts'
import { isSignedBy, signText, type SigningPair } from '../keys/signing.ts'
import { shortHead } from './short-head.ts'

const standRow = z.object({
  host: z.uuid(),
  epoch: z.uuid(),
  seq: z.coerce.number(),
  chain: z.string(),
  signedSeq: z.coerce.number(),
  at: z.string(),
})

/**
 * Signs where the chain ends and keeps it, unless this key has signed it already. Answers the last head of this key; null on a host
 * without entries.
 */
export async function signHead(db: Database, signing: SigningPair): Promise<SignedHead | null> {
  const { signedSeq, ...stand } = await oneRow(
    db,
    standRow,
    `select host, epoch, seq, encode(chain, 'hex') as chain, signed_seq as "signedSeq", ${instantSql('now()')} as at
     from komar.head_to_sign($1)`,
    [signing.publicKey],
  )
  if (stand.seq === 0) return null
  if (stand.seq > signedSeq) {
    const said = { format: 'komar-head', version: 1, ...stand, key: signing.publicKey } as const
    const signature = signText(signing, textOfHead(said))
    await db.query(`select komar.keep_head($1, $2, decode($3, 'hex'), $4, $5, $6)`, [
      stand.epoch,
      stand.seq,
      stand.chain,
      stand.at,
      signing.publicKey,
      signature,
    ])
  }
  const kept = await firstRow(db, headRow, `${headSql} where s.epoch = $1 and s.key = $2 order by s.seq desc limit 1`, [
    stand.epoch,
    signing.publicKey,
  ])
  return kept ?? null
}

const headRow = z
  .object({
    host: z.uuid(),
    epoch: z.uuid(),
    seq: z.coerce.number(),
    chain: z.string(),
    at: z.string(),
    key: z.string(),
    signature: z.string(),
  })
  .transform((row): SignedHead => ({ format: 'komar-head', version: 1, ...row }))

const headSql = `select h.identity as host, s.epoch, s.seq, encode(s.chain, 'hex') as chain, ${instantSql('s.at')} as at, s.key, s.signature
  from komar.signed_head s cross join komar.host h`

/** The newest signed head of this epoch that is not beyond a place; null when there is none. */
export async function lastHead(db: Database, upto: number): Promise<SignedHead | null> {
  const text = `${headSql} where s.epoch = h.epoch and s.seq <= $1 order by s.seq desc, s.at desc limit 1`
  return (await firstRow(db, headRow, text, [upto])) ?? null
}

/** Heads that the host keeps, newest first. */
export async function keptHeads(
  db: Database,
  { below = null, limit }: { below?: number | null | undefined; limit: number },
): Promise<SignedHead[]> {
  const text = `${headSql} where $1::bigint is null or s.seq < $1 order by s.seq desc, s.at desc limit $2`
  return rows(db, headRow, text, [below, limit])
}

const keyRow = z.object({
  publicKey: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  introducedBy: z.string().nullable(),
  introduction: z.string().nullable(),
})
const restorationRow = z.object({ epoch: z.uuid(), before: z.uuid(), at: z.string(), afterSeq: z.coerce.number() })

/** Keys under which this host ever signed, the newest first. */
export async function signingKeys(db: Database): Promise<SigningKey[]> {
  return rows(
    db,
    keyRow,
    `select public_key as "publicKey", ${instantSql('since')} as since, ${instantSql('until')} as until,
       introduced_by as "introducedBy", introduction from komar.signing_key order by since desc`,
  )
}

/** When this host was restored from a backup, oldest first. */
export async function restorations(db: Database): Promise<Restoration[]> {
  return rows(
    db,
    restorationRow,
    `select epoch, before, ${instantSql('at')} as at, after_seq as "afterSeq" from komar.restoration order by at`,
  )
}

/** What anybody may know. */
export async function listHeads(db: Database, asked: { below?: number | undefined; limit: number }): Promise<HeadList> {
  const found = await keptHeads(db, { below: asked.below, limit: asked.limit + 1 })
  return {
    heads: found.slice(0, asked.limit).map((head) => ({ ...head, short: shortHead(head) })),
    more: found.length > asked.limit,
    keys: await signingKeys(db),
    restorations: await restorations(db),
  }
}

/** Whether the holder of the key that a head names signed it as it stands. */
export function isGenuine(head: SignedHead): boolean {
  return isSignedBy(head.key, textOfHead(head), head.signature)
}
