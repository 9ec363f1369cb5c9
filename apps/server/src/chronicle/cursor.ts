// The feed's cursor: which host, how far along the chain, which version of the reader's scope on which day with which reading roles,
// and where a backfill stands. Opaque and signed for its holder: with a made-up scope the "forget" lines would tell which subjects are
// there in classes that the holder's role never read, such as a child's kin.
// A cursor is moreover that of one device with one choice of what it keeps, or of nobody's choice: the whole (a page's), for the agency of
// the session. A device is of one agency anyway.
import { plainDateSchema } from '@komar/domain/time/plain-date'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../http/problems.ts'
import { oneRow, type Database } from '../db/query.ts'

const scopeSchema = z.object({
  /** Version of everybody's circles. */
  scope: z.int().nonnegative(),
  day: plainDateSchema,
  /** Class bits that the reader's roles read. */
  reads: z.int().nonnegative(),
})
/** What decides what somebody sees: circles, the day, and their roles. */
export type Scope = z.infer<typeof scopeSchema>

/**
 * Whose sight came and went more often than that while they were being sent what they gained begins anew: a cursor must fit into an address.
 */
const mostRemembered = 12

const cursorSchema = z
  .object({
    epoch: z.uuid(),
    seq: z.int().nonnegative(),
    at: scopeSchema,
    /** Scopes besides `at`: its reader holds for certain only what is seen in all of them. */
    also: z.array(scopeSchema),
    /**
     * A backfill under way to a newer scope: the last subject and seq sent. `hidden`: scopes of moments at which a page was sent while some of
     * what it brings could not be seen.
     */
    backfill: z.object({ to: scopeSchema, subject: z.uuid(), seq: z.int(), hidden: z.array(scopeSchema) }).optional(),
  })
  .refine(({ also, backfill }) => also.length + (backfill?.hidden.length ?? 0) <= mostRemembered)
export type Cursor = z.infer<typeof cursorSchema>

/** Signs cursors: the host's key, for whom, and of what. */
export type CursorSeal = { key: string; account: string; of: CursorOf }

/** A device with the version of its choice; or the whole of what one agency's person sees, with nothing left out. */
export type CursorOf = { wholeFor: string } | { device: string; keeping: number }

function signatureOf(text: string, { key, account, of }: CursorSeal): string {
  const whose = 'wholeFor' in of ? `${account}/whole/${of.wholeFor}` : `${account}/${of.device}/${of.keeping}`
  return createHmac('sha256', key).update(`${whose} ${text}`).digest('base64url').slice(0, 22)
}

/** Cursor as text for a URL. */
export function writeCursor(cursor: Cursor, seal: CursorSeal): string {
  if (!cursorSchema.safeParse(cursor).success) refuse('request.cursor-unknown')
  const { epoch, seq, at, also, backfill } = cursor
  const parts = [
    epoch,
    seq,
    ...scopeParts(at),
    ...(backfill ? [...scopeParts(backfill.to), backfill.subject, backfill.seq] : []),
    ...also.map((scope) => `+${scopeParts(scope).join()}`),
    ...(backfill?.hidden ?? []).map((scope) => `~${scopeParts(scope).join()}`),
  ]
  const text = parts.join(' ')
  return Buffer.from(`${signatureOf(text, seal)} ${text}`).toString('base64url')
}

function scopeParts({ scope, day, reads }: Scope): (string | number)[] {
  return [scope, day, reads]
}

/** Whether `writeCursor` wrote this with the same seal. */
export function isSealed(text: string, seal: CursorSeal): boolean {
  const [signature = '', ...parts] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  const [given, expected] = [Buffer.from(signature), Buffer.from(signatureOf(parts.join(' '), seal))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Reads what `writeCursor` wrote with the same seal; refuses anything else. */
export function readCursor(text: string, seal: CursorSeal): Cursor {
  if (!isSealed(text, seal)) refuse('request.cursor-unknown')
  const [, ...parts] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  const remembered = (mark: string) =>
    parts.filter((part) => part.startsWith(mark)).map((part) => readScope(part.slice(1).split(',')))
  const [epoch, seq, scope, day, reads, ...rest] = parts.filter((part) => !/^[+~]/u.test(part))
  const [toScope, toDay, toReads, subject, last] = rest
  const backfill = {
    to: readScope([toScope, toDay, toReads]),
    subject,
    seq: Number(last),
    hidden: remembered('~'),
  }
  const parsed = cursorSchema.safeParse({
    epoch,
    seq: Number(seq),
    at: readScope([scope, day, reads]),
    also: remembered('+'),
    ...(rest.length === 0 ? {} : { backfill }),
  })
  return parsed.success ? parsed.data : refuse('request.cursor-unknown')
}

function readScope([scope, day, reads]: readonly (string | undefined)[]): unknown {
  return { scope: Number(scope), day, reads: Number(reads) }
}

const positionSchema = z.object({
  epoch: z.uuid(),
  seq: z.coerce.number(),
  chain: z.string(),
  backedUpTo: z.coerce.number(),
  scope: z.coerce.number(),
  key: z.string(),
  isolation: z.string(),
})
export type Position = z.infer<typeof positionSchema>

/** Where the host stands. */
export async function readPosition(db: Database): Promise<Position> {
  return oneRow(
    db,
    positionSchema,
    `select h.epoch, c.seq, encode(c.chain, 'hex') as chain, c.backed_up_to as "backedUpTo", c.scope,
       encode(h.cursor_key, 'hex') as key,
       current_setting('transaction_isolation') as isolation
     from komar.chain_head c, komar.host h`,
  )
}

/** A cursor of the whole at the host's present end, for a reader who has just been given everything. */
export async function currentCursor(
  db: Database,
  actor: { account: string; agency: string; today: string; reads: number },
): Promise<string> {
  const { epoch, seq, scope, key } = await readPosition(db)
  return writeCursor(
    { epoch, seq, at: scopeOf(scope, actor), also: [] },
    { key, account: actor.account, of: { wholeFor: actor.agency } },
  )
}

/** The scope of a signed-in person at a version. */
export function scopeOf(scope: number, { today, reads }: { today: string; reads: number }): Scope {
  return { scope, day: plainDateSchema.parse(today), reads }
}
