// The one wrapper around every request: parse → authenticate → transaction as actor → allow → handler → read log → respond.
// Parsing and the stripping of undeclared fields are the schemas' of the route (app.ts); the rest is here.
import { maskOf } from '@komar/domain/access/classes'
import { assertNever } from '@komar/domain/chronicle/problem'
import type { Allow, Endpoint, Relation } from '@komar/contract/endpoint'
import type { PoolClient } from 'pg'
import { asActor, type SignedIn } from '../db/as-actor.ts'
import { isTrue } from '../db/query.ts'
import { refuse } from './problems.ts'
import type { Caller, Context, LogLine, Route } from './route.ts'

export type RawInput = { params: Record<string, string>; query: unknown; body?: unknown; bytes?: Uint8Array }

/** Serves one call and answers what the handler answered. `touch`: somebody asked for it, so the session stays alive. */
export async function handle(route: Route, caller: Caller, input: RawInput, touch: boolean): Promise<unknown> {
  // The input was checked against this very endpoint's schemas, which the list of all routes cannot say in types.
  if (route.as === 'public') return route.handler(caller as never, input as never)
  const { token } = caller
  if (token === null) refuse('access.not-signed-in')
  const { isOneMoment = false } = route
  await route.before?.(caller)
  return asActor(caller.pool, { token, touch, isOneMoment, place: caller.place }, async (db, actor) => {
    if (actor === null) return refuseEnded(db, token)
    // Another person has signed in beside an open store: to that store's owner nobody is signed in.
    if (caller.device !== null && caller.device !== actor.device) refuse('access.not-signed-in')
    await checkAllowed(route.endpoint, db, actor, input.params)
    const lines: LogLine[] = auditLines(route.endpoint, input.params)
    const context: Context = { db, actor, caller, logRead: (line) => lines.push(line) }
    const answer = await route.handler(context as never, input as never)
    await writeReadLog(db, actor, lines)
    return answer
  })
}

/** Somebody whose device was called off is told so, and with it that the device is to be wiped. */
async function refuseEnded(db: PoolClient, token: string): Promise<never> {
  const isCalledOff = await isTrue(db, `komar.is_called_off(decode($1, 'hex'))`, [token])
  return refuse(isCalledOff ? 'access.device-revoked' : 'access.not-signed-in')
}

async function checkAllowed(endpoint: Endpoint, db: PoolClient, actor: SignedIn, params: Record<string, string>) {
  // Somebody may have carried the cookie off: what only concerns the session itself goes on.
  if (actor.hasMoved && !endpoint.beforePasswordChange) refuse('session.confirm')
  if (actor.mustChangePassword && !endpoint.beforePasswordChange) refuse('access.must-change-password')
  if (actor.mustAddSecondFactor && !endpoint.beforeSecondFactor) refuse('access.must-add-second-factor')
  if (!passesRole(endpoint.allow, actor)) {
    // A session that ended while its roles were asked for has none: whoever locked is signed out, and nothing is forbidden to them.
    const hasEnded = actor.roles.length === 0 && (await isTrue(db, 'komar.actor_id() is null', []))
    refuse(hasEnded ? 'access.not-signed-in' : 'access.not-permitted')
  }
  const relation = relationOf(endpoint.allow)
  // Not found, rather than not permitted: whether the subject exists is not told either.
  if (relation !== undefined && !(await isRelated(db, relation, params))) refuse('request.not-found')
  if (endpoint.fresh && !actor.isFresh) refuse('session.confirm')
}

/** Whether the declared rule lets these roles call at all. */
export function passesRole(allow: Allow, actor: Pick<SignedIn, 'roles'>): boolean {
  if (allow === 'anyone' || allow === 'signed-in') return true
  if ('signedIn' in allow) return true
  if ('roles' in allow) return allow.roles.some((role) => actor.roles.includes(role))
  return assertNever(allow)
}

function relationOf(allow: Allow): Relation | undefined {
  return typeof allow === 'object' ? allow.relation : undefined
}

// Nobody is related to a sealed child.
const relatedText = `select from komar.entry_subject where subject = $1 and class_bit & $2 <> 0
  and not (select komar.is_sealed($1)) limit 1`

/** Row-level security decides: the actor sees some entry of one of the classes in the subject's chronicle. */
async function isRelated(db: PoolClient, relation: Relation, params: Record<string, string>): Promise<boolean> {
  const found = await db.query(relatedText, [params[relation.param], maskOf(relation.classes)])
  return found.rowCount === 1
}

function auditLines({ audit }: Endpoint, params: Record<string, string>): LogLine[] {
  if (audit === 'none') return []
  const subject = audit.param === undefined ? undefined : params[audit.param]
  return [{ what: audit.what, subject, classes: maskOf(audit.classes ?? []) }]
}

async function writeReadLog(db: PoolClient, actor: SignedIn, lines: readonly LogLine[]): Promise<void> {
  if (lines.length === 0) return
  const written = await db.query(
    `insert into komar.read_log (account, agency, subject, what, classes, reason)
     select $1, $2, subject::uuid, what, classes, reason
     from jsonb_to_recordset($3) as line (subject text, what text, classes int, reason text)
     where (select komar.actor_id()) = $1::uuid`,
    [actor.account, actor.agency, JSON.stringify(lines.map((line) => ({ classes: 0, ...line })))],
  )
  // The session ended while the call was served: what cannot be written down is not handed over, and nothing is forbidden.
  if (written.rowCount !== lines.length) refuse('access.not-signed-in')
}
