// The feed: what a person may see, from where they last stood, in the order in which it was accepted. Row-level security decides what
// is seen; this file only asks in the right order. Source: docs/decisions/0004-the-feed.md.
//   Scope lost since the cursor: "forget" lines come first. Scope gained: its old entries are sent (backfill). Then what is new.
//   Sight that comes and goes while those are sent, page by page: another round brings what was hidden (catchUp).
//   A device that keeps a part is sent that part (keeping.ts).
//   A complaint that was withheld from its reader since is forgotten with its class (0040-withheld-later.sql), and so is what was erased
//   (0090-erasure.sql); its ids are said too, for what a device keeps of its own.
//   After a "forget", what may still be seen of it (one's own agency wrote it, or another subject shows it) is sent again.
// All of it is read at one moment. Else somebody who leaves a circle after the position was read, and is back in it at the next pull,
// would never be sent what came in between: at both positions they are in the circle, so that nothing seems gained.
import type { SignedHead } from '@komar/contract/heads'
import { classesOf } from '@komar/domain/access/classes'
import { z } from 'zod'
import type { SignedIn } from '../db/as-actor.ts'
import { rows, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import {
  isSealed,
  readCursor,
  readPosition,
  scopeOf,
  writeCursor,
  type Cursor,
  type CursorSeal,
  type Position,
  type Scope,
} from './cursor.ts'
import { backfillRows, expectedRows, narrowSubjects, newRows, type Among, type FeedRow } from './feed-rows.ts'
import { statusLines } from './feed-status.ts'
import { keptSubjects, partOf, readKeeping, type Part } from './keeping.ts'
import { lastHead } from './signed-heads.ts'

export type Pull = { after?: string | undefined; limit: number }

/** Lines of NDJSON, each with its line end, and what was delivered of whom, as masks of classes. */
export type Pulled = { lines: string[]; delivered: { subject: string; classes: number }[] }

type Delta = { subject: string; gained: number; lost: number; erased?: readonly string[] }

/** One page of the feed for the actor of this transaction, which must be of one moment (repeatable read). */
export async function pullFeed(db: Database, actor: SignedIn, { after, limit }: Pull): Promise<Pulled> {
  const position = await readPosition(db)
  if (position.isolation !== 'repeatable read') throw new Error('a feed is read at one moment')
  const now = scopeOf(position.scope, actor)
  const { seal, part } = await sealFor(db, actor, position.key, after)
  const start: Cursor =
    after === undefined ? { epoch: position.epoch, seq: 0, at: now, also: [] } : readCursor(after, seal)
  if (start.epoch !== position.epoch || start.seq > position.seq) refuse('request.cursor-unknown')
  const reader: Reader = { agency: actor.agency, part, kept: part === null ? null : await keptSubjects(db, part) }
  const { cursor, forgotten, sent, changed } = await catchUp(db, start, now, { limit, reader })
  if (!isThere(cursor, now)) {
    const status = await statusLines(db, keptOf(reader, changed))
    return pageOf(position, { cursor: writeCursor(cursor, seal), more: true }, forgotten, sent, status)
  }
  const among = await amongOf(db, reader)
  const left = limit - sent.length
  const fresh = left === 0 ? [] : await newRows(db, { after: cursor.seq, upto: position.seq, limit: left }, among)
  const more = fresh.length === left
  const seq = more ? (fresh.at(-1)?.seq ?? cursor.seq) : position.seq
  const withheld = [...(await withheldSince(db, start, seq)), ...(await erasedSince(db, start, seq))]
  const again = await backfillRows(db, withheld, { seq: cursor.seq }, { limit: mostSentAgain, kept: reader.kept })
  const changes = { after: cursor.seq, upto: seq, among: among?.subjects ?? null }
  const touched = [...changed, ...withheld.map(({ subject }) => subject)]
  const status = await statusLines(db, keptOf(reader, touched), changes)
  const end: End = { cursor: writeCursor({ ...cursor, seq }, seal), more: more && seq < position.seq }
  if (!end.more) end.signed = (await lastHead(db, position.seq)) ?? undefined
  if (after === undefined) end.expected = await expectedRows(db, fresh, position.seq, among)
  return pageOf(position, end, [...forgotten, ...withheld], [...sent, ...again, ...fresh], status)
}

/** Whose feed it is: of all that may be seen, or of the part that the device keeps. */
type Reader = { agency: string; part: Part | null; kept: readonly string[] | null }

/** Which seal a cursor has. A pull from the beginning is the device's; a page holds a cursor of the whole. */
async function sealFor(
  db: Database,
  actor: SignedIn,
  key: string,
  after: string | undefined,
): Promise<{ seal: CursorSeal; part: Part | null }> {
  const whole: CursorSeal = { key, account: actor.account, of: { wholeFor: actor.agency } }
  if (after !== undefined && isSealed(after, whole)) return { seal: whole, part: null }
  const { version, keeping } = await readKeeping(db)
  return { seal: { ...whole, of: { device: actor.device, keeping: version } }, part: partOf(keeping) }
}

async function amongOf(db: Database, { agency, kept }: Reader): Promise<Among> {
  if (kept !== null) return { subjects: kept, agency: null }
  const subjects = await narrowSubjects(db)
  return subjects === null ? null : { subjects, agency }
}

function keptOf({ kept }: Reader, subjects: readonly string[]): readonly string[] {
  if (kept === null) return subjects
  const set = new Set(kept)
  return subjects.filter((subject) => set.has(subject))
}

type CaughtUp = { cursor: Cursor; forgotten: Delta[]; sent: FeedRow[]; changed: string[] }

/**
 * Brings the reader from the scope of the cursor to another: what to forget, and old entries that are newly seen, page by page. A page shows
 * only what may be seen at its own moment. What is hidden then, because sight of it was lost in between, may be seen again by the end, and at
 * both ends nothing would seem gained: so the cursor remembers that moment, and another round brings what was hidden.
 */
async function catchUp(
  db: Database,
  start: Cursor,
  now: Scope,
  { limit, reader }: { limit: number; reader: Reader },
): Promise<CaughtUp> {
  const { epoch, seq, at, also, backfill } = start
  if (isThere(start, now)) return { cursor: start, forgotten: [], sent: [], changed: [] }
  const between = (from: Scope, upto: Scope): Promise<Delta[]> =>
    isSame(from, upto) ? Promise.resolve([]) : scopeDelta(db, from, upto, reader.part)
  const to = backfill?.to ?? now
  const deltas: Delta[][] = []
  for (const from of [at, ...also]) deltas.push(await between(from, to))
  const wanted = joined(deltas)
  const isFirst = backfill === undefined
  const forgotten = isFirst ? wanted.filter(({ lost }) => lost !== 0) : []
  // Of whom classes were lost, too: a "forget" takes the status with it, and who still sees the child is told it anew.
  const changed = isFirst ? wanted.map(({ subject }) => subject) : []
  const hidden = await hiddenAt(now, backfill, wanted, between)
  const sent = seq === 0 ? [] : await backfillRows(db, wanted, start, { limit, kept: reader.kept })
  const last = sent.at(-1)
  const cursor =
    sent.length < limit || last === undefined
      ? { epoch, seq, at: to, also: hidden }
      : { epoch, seq, at, also, backfill: { to, subject: last.subject, seq: last.seq, hidden } }
  return { cursor, forgotten, sent, changed }
}

/** The moments to remember, with the present one where it hides some of what is being sent. One that hid no more than it is forgotten for it. */
async function hiddenAt(
  now: Scope,
  backfill: Cursor['backfill'],
  wanted: readonly Delta[],
  between: (from: Scope, upto: Scope) => Promise<Delta[]>,
): Promise<Scope[]> {
  if (backfill === undefined) return []
  const gained = new Map(wanted.map((delta) => [delta.subject, delta.gained]))
  const hides = async (scope: Scope): Promise<Map<string, number>> => {
    const lost = await between(backfill.to, scope)
    const some = lost.map((delta): [string, number] => [delta.subject, delta.lost & (gained.get(delta.subject) ?? 0)])
    return new Map(some.filter(([, mask]) => mask !== 0))
  }
  const { hidden } = backfill
  const last = hidden.at(-1)
  if (last !== undefined && isSame(last, now)) return hidden
  const present = await hides(now)
  if (present.size === 0) return hidden
  const earlier = last === undefined ? [] : [...(await hides(last))]
  const isCovered = earlier.every(([subject, mask]) => (mask & ~(present.get(subject) ?? 0)) === 0)
  return [...(isCovered ? hidden.slice(0, -1) : hidden), now]
}

/** Nothing of it is to be caught up with. */
function isThere({ at, also, backfill }: Cursor, now: Scope): boolean {
  return backfill === undefined && also.length === 0 && isSame(at, now)
}

/** What was gained or lost in any of them. */
function joined(deltas: readonly (readonly Delta[])[]): Delta[] {
  const bySubject = new Map<string, Delta>()
  for (const { subject, gained, lost } of deltas.flat()) {
    const known = bySubject.get(subject)
    bySubject.set(subject, { subject, gained: gained | (known?.gained ?? 0), lost: lost | (known?.lost ?? 0) })
  }
  return [...bySubject.values()]
}

function isSame(left: Scope, right: Scope): boolean {
  return left.scope === right.scope && left.day === right.day && left.reads === right.reads
}

const deltaRow = z.object({ subject: z.uuid(), gained: z.int(), lost: z.int() })

async function scopeDelta(db: Database, from: Scope, to: Scope, part: Part | null): Promise<Delta[]> {
  const moments = [from.scope, from.day, from.reads, to.scope, to.day, to.reads]
  if (part === null) {
    const text = 'select subject, gained, lost from komar.scope_delta($1, $2, $3, $4, $5, $6) order by subject'
    return rows(db, deltaRow, text, moments)
  }
  const text = 'select subject, gained, lost from komar.kept_delta($7, $8, $1, $2, $3, $4, $5, $6) order by subject'
  return rows(db, deltaRow, text, [...moments, part.facilities, part.pinned])
}

/** All of it stands on one page: there are never many complaints about one child. */
const mostSentAgain = 1_000_000

const withheldRow = z.object({ subject: z.uuid(), classes: z.int() })

/** What the reader had at a cursor, or was being sent, and what was withheld from them up to a place of the chain. */
async function withheldSince(db: Database, start: Cursor, upto: number): Promise<Delta[]> {
  const text = 'select subject, classes from komar.withheld_since($1, $2, $3, $4, $5) order by subject'
  const found = await inScopes(start, ({ scope, day, reads }) =>
    rows(db, withheldRow, text, [start.seq, upto, scope, day, reads]),
  )
  return found.map(({ subject, classes }) => ({ subject, gained: 0, lost: classes }))
}

const erasedRow = withheldRow.extend({ entries: z.array(z.uuid()) })

/** What the reader had at a cursor, or was being sent, and what was erased up to a place of the chain. */
async function erasedSince(db: Database, start: Cursor, upto: number): Promise<Delta[]> {
  const text = 'select subject, classes, entries from komar.erased_since($1, $2, $3, $4, $5) order by subject'
  const found = await inScopes(start, ({ scope, day, reads }) =>
    rows(db, erasedRow, text, [start.seq, upto, scope, day, reads]),
  )
  return found.map(({ subject, classes, entries }) => ({ subject, gained: 0, lost: classes, erased: entries }))
}

/** In each scope of which a reader at a cursor may hold something. */
async function inScopes<T>({ at, backfill }: Cursor, look: (scope: Scope) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  for (const scope of backfill === undefined ? [at] : [at, backfill.to]) found.push(...(await look(scope)))
  return found
}

/** The signed head comes with the last page: each download, and each look whether there is more, brings one. */
type End = { cursor: string; more: boolean; expected?: number; signed?: SignedHead | undefined }

function pageOf(
  { seq, chain, backedUpTo }: Position,
  { cursor, more, ...rest }: End,
  forgotten: readonly Delta[],
  sent: readonly FeedRow[],
  status: readonly string[],
): Pulled {
  const forget = forgotten.map(({ subject, lost, erased }) =>
    JSON.stringify({ forget: { subject, classes: classesOf(lost), erased } }),
  )
  const end = JSON.stringify({ cursor, more, head: { seq, chain }, backedUpTo, ...rest })
  const lines = [...forget, ...sent.map(entryLine), ...status, end].map((line) => `${line}\n`)
  const delivered = new Map<string, number>()
  for (const row of sent) {
    for (const subject of row.subjects) delivered.set(subject, (delivered.get(subject) ?? 0) | row.classBit)
  }
  return { lines, delivered: [...delivered].map(([subject, classes]) => ({ subject, classes })) }
}

/** The author's own text with the host's members added: nothing of it is read and written again. */
function entryLine({ text, seq, received, content, chain }: FeedRow): string {
  return `${text.slice(0, -1)},"seq":${seq},"received":"${received}","content":"${content}","chain":"${chain}"}`
}
