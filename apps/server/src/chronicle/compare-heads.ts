// Holds a chain against heads that were signed before, and kept where whoever changed the chain could not reach them. A chain that fits
// itself may have been cut off at its end, or computed anew from some entry on: only such a head tells.
import { signedHeadSchema, type Restoration, type SignedHead } from '@komar/contract/heads'
import { z } from 'zod'
import { oneRow, rows, type Database } from '../db/query.ts'
import { readShortHead } from './short-head.ts'
import { isGenuine, keptHeads, restorations, signingKeys } from './signed-heads.ts'

/** `signed`: null for the short form, which is trusted as far as whoever kept it. */
export type GivenHead = { seq: number; shows: (chain: string) => boolean; signed: SignedHead | null }

export type HeadState =
  | 'fits'
  /** The chain ends before it. */
  | 'beyond-end'
  /** The chain has another past at its place. */
  | 'other-past'
  /** Its place, or what stood there, was lost when the host was restored from a backup. */
  | 'lost-by-restore'
  /** Its signature does not hold: it proves nothing. */
  | 'not-genuine'
  /** It fits, but this host lists no such key. */
  | 'key-unknown'
  | 'other-host'

/** `given`: by whoever asks, or kept by the host itself. */
export type HeadResult = { seq: number; state: HeadState; at: string | null; from: 'given' | 'kept' }

/** Reads heads, one a line, in the short form or as JSON; also the answer of GET /v1/heads. Answers null with the first line that is none. */
export function readHeads(text: string): { heads: GivenHead[] } | { fault: string } {
  const whole = listSchema.safeParse(jsonOf(text))
  if (whole.success) return { heads: whole.data.heads.map(ofSigned) }
  const heads: GivenHead[] = []
  for (const line of text.split(/\r?\n/u)) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const head = readHead(line)
    if (head === null) return { fault: line.trim().slice(0, 60) }
    heads.push(head)
  }
  return { heads }
}

const listSchema = z.object({ heads: z.array(signedHeadSchema) })

function readHead(line: string): GivenHead | null {
  const signed = signedHeadSchema.safeParse(jsonOf(line))
  if (signed.success) return ofSigned(signed.data)
  const short = readShortHead(line)
  return short === null ? null : { ...short, signed: null }
}

function ofSigned(signed: SignedHead): GivenHead {
  return { seq: signed.seq, shows: (chain) => chain === signed.chain, signed }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const mostKept = 100_000

/** What becomes of each given head and of those that the host itself keeps, by number. */
export async function compareHeads(db: Database, given: readonly GivenHead[]): Promise<HeadResult[]> {
  const kept = (await keptHeads(db, { limit: mostKept })).map(ofSigned)
  const chains = await chainsAt(db, [...given, ...kept])
  const past = await restorations(db)
  const keys = new Set((await signingKeys(db)).map(({ publicKey }) => publicKey))
  const { identity } = await oneRow(db, z.object({ identity: z.uuid() }), 'select identity from komar.host')
  const judge = (head: GivenHead, from: HeadResult['from']): HeadResult => ({
    seq: head.seq,
    state: stateOf(head, { chain: chains.get(head.seq), past, keys, identity }),
    at: head.signed?.at ?? null,
    from,
  })
  return [...given.map((head) => judge(head, 'given')), ...kept.map((head) => judge(head, 'kept'))].toSorted(
    (left, right) => left.seq - right.seq,
  )
}

type Known = { chain: string | undefined; past: readonly Restoration[]; keys: ReadonlySet<string>; identity: string }

function stateOf({ seq, shows, signed }: GivenHead, { chain, past, keys, identity }: Known): HeadState {
  if (signed !== null && !isGenuine(signed)) return 'not-genuine'
  if (signed !== null && signed.host !== identity) return 'other-host'
  if (chain !== undefined && shows(chain)) return signed === null || keys.has(signed.key) ? 'fits' : 'key-unknown'
  const ended = past.find(({ before }) => before === signed?.epoch)
  if (ended !== undefined && ended.afterSeq < seq) return 'lost-by-restore'
  return chain === undefined ? 'beyond-end' : 'other-past'
}

async function chainsAt(db: Database, heads: readonly GivenHead[]): Promise<Map<number, string>> {
  const found = await rows(
    db,
    z.object({ seq: z.coerce.number(), chain: z.string() }),
    `select seq, encode(chain, 'hex') as chain from komar.chain where seq = any ($1)`,
    [heads.map(({ seq }) => seq)],
  )
  return new Map(found.map(({ seq, chain }) => [seq, chain]))
}
