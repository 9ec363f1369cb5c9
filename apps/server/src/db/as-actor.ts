// One request, one transaction, one actor. The database finds the actor from the hash of the session token (komar.actor_id); this
// server cannot name one. Source: docs/decisions ("The engine guards the data").
import type { ClientBase, Pool, PoolClient, QueryResult } from 'pg'
import { z } from 'zod'
import { roles } from '@komar/domain/access/roles'
import { isConnectionSpent } from './trouble.ts'

const actorSchema = z
  .object({
    account: z.uuid(),
    login: z.string(),
    display_name: z.string(),
    agency: z.uuid(),
    roles: z.array(z.enum(roles)),
    language: z.enum(['en', 'km']),
    must_change_password: z.boolean(),
    device: z.uuid(),
    reads: z.int(),
    writes: z.int(),
    expires_at: z.iso.datetime(),
    now_host: z.iso.datetime(),
    today: z.iso.date(),
    is_fresh: z.boolean(),
    has_moved: z.boolean(),
    must_add_second_factor: z.boolean(),
    came_by: z.enum(['password', 'provider']),
  })
  .transform((row) => ({
    account: row.account,
    user: row.login,
    displayName: row.display_name,
    agency: row.agency,
    roles: row.roles,
    language: row.language,
    mustChangePassword: row.must_change_password,
    device: row.device,
    /** Class bits that the roles read and write; 0 until a first password has been changed. */
    reads: row.reads,
    writes: row.writes,
    expiresAt: row.expires_at,
    /** Now and today in the host's own time (a demonstration host lives in its own years). */
    nowHost: row.now_host,
    today: row.today,
    /** Proved who they are in the last ten minutes, in this place. */
    isFresh: row.is_fresh,
    /** The session is used by another browser than the one that proved. */
    hasMoved: row.has_moved,
    mustAddSecondFactor: row.must_add_second_factor,
    cameBy: row.came_by,
  }))
export type SignedIn = z.output<typeof actorSchema>

/** SHA-256 of a session token in hex. */
export type TokenHash = string

const transactionLimit = '30s'

/** Where a call comes from: keyed hashes in hex (access/place.ts). */
export type Place = { network: string; agent: string }

/** `isOneMoment`: all statements see the database as it was at the first one. `place`: left out where nobody calls. */
export type ActorSession = { token: TokenHash; touch: boolean; isOneMoment?: boolean; place?: Place }

/**
 * Runs work in one transaction as whoever the token belongs to (null: nobody, or a session that has ended), and commits.
 * `touch`: whether this shows that somebody is at the keyboard. Anything thrown rolls back everything.
 */
export async function asActor<T>(
  pool: Pool,
  session: ActorSession,
  work: (db: PoolClient, actor: SignedIn | null) => Promise<T>,
): Promise<T> {
  const { token, touch, place } = session
  for (const hash of [token, ...Object.values(place ?? {})]) {
    if (!/^[0-9a-f]{64}$/u.test(hash)) throw new Error('not a hash')
  }
  const from = place === undefined ? '' : `, '\\x${place.network}', '\\x${place.agent}'`
  const isolation = session.isOneMoment === true ? 'isolation level repeatable read' : ''
  const begin = `begin ${isolation}; set local statement_timeout = '${transactionLimit}';
    set local idle_in_transaction_session_timeout = '${transactionLimit}';
    select set_config('komar.session', '${token}', true);
    select * from komar.enter(${String(touch)}${from})`
  return inTransaction(pool, begin, (db, entered) =>
    work(db, entered === undefined ? null : actorSchema.parse(entered)),
  )
}

/** Runs work in one transaction that belongs to nobody: signing in. */
export async function asNobody<T>(pool: Pool, work: (db: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(pool, `begin; set local statement_timeout = '${transactionLimit}'`, work)
}

async function inTransaction<T>(pool: Pool, begin: string, work: (db: PoolClient, first: unknown) => Promise<T>) {
  const db = await pool.connect()
  let isBroken = false
  try {
    const begun: unknown = await db.query(begin)
    const result = await work(db, firstRowOfLast(begun))
    if (!ended.delete(db)) await commit(db)
    return result
  } catch (error) {
    // The database rolls back what belonged to a connection that ends.
    isBroken = isConnectionSpent(error) || (await db.query('rollback').then(() => false, isTrue))
    throw error
  } finally {
    ended.delete(db)
    db.release(isBroken)
  }
}

const isTrue = (): boolean => true

/** Connections whose transaction was ended by the work itself. */
const ended = new WeakSet<ClientBase>()

/**
 * Runs the last statements of a transaction and commits, in one message: what they lock is then never held while this process is busy
 * with other requests (measured with 16 writers: docs/decisions, "Append"). Work that calls it must not use the database after.
 * Answers the results, one for each statement.
 */
export async function endTransaction(db: ClientBase, text: string): Promise<unknown> {
  const results = (await db.query(`${text}; commit`)) as unknown as QueryResult[] // several statements, several results
  if (results.at(-1)?.command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
  ended.add(db)
  return results
}

/** PostgreSQL answers a commit of a failed transaction with ROLLBACK and no error; nothing may be acknowledged then. */
async function commit(db: PoolClient): Promise<void> {
  const { command } = await db.query('commit')
  if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
}

function firstRowOfLast(results: unknown): unknown {
  // Several statements in one query give an array of results, which pg's types do not say.
  const list = results as QueryResult[]
  return list.at(-1)?.rows[0]
}
