// Sign-ins under way at the identity provider, as the database keeps them: bound to one browser by a cookie, taken once, for minutes.
import { createHmac, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { Place } from '../db/as-actor.ts'
import { asNobody } from '../db/as-actor.ts'
import { firstRow, isTrue, oneRow, type Database } from '../db/query.ts'
import { hashToken } from '../http/session-cookie.ts'
import { deriveKey } from '../keys/derived-key.ts'
import type { HostKeys } from '../keys/host-keys.ts'
import { placeHashes } from './sessions.ts'
import type { FlowSecrets, ProvedSubject } from './provider.ts'

/** For what: to sign in, for the fresh proof of a session (hash of its token in hex), or by the token of a link that ties. */
export type FlowFor = { session?: string | undefined; link?: string | undefined; gavePassword?: boolean }

const begunState = z.enum(['begun', 'used', 'ended', 'password'])

/** Remembers what a browser goes to the provider with; answers the token of its cookie, or the state of a link that is not open. */
export async function beginFlow(
  pool: Pool,
  { state, nonce, verifier }: FlowSecrets,
  { session, link, gavePassword = false }: FlowFor,
): Promise<{ token: string } | 'used' | 'ended' | 'password'> {
  const token = randomBytes(32).toString('base64url')
  const values = [
    hashToken(token),
    hashToken(state),
    nonce,
    verifier,
    session === undefined ? null : Buffer.from(session, 'hex'),
    link === undefined ? null : hashToken(link),
    gavePassword,
  ]
  const text = 'select komar.begin_provider_flow($1, $2, $3, $4, $5, $6, $7) as state'
  const begun = await asNobody(pool, (db) => oneRow(db, z.object({ state: begunState }), text, values))
  return begun.state === 'begun' ? { token } : begun.state
}

/** Whether a link to the provider is for an account with a password, which is then asked for beside it. */
export async function linkAsksPassword(pool: Pool, link: string): Promise<boolean> {
  return asNobody(pool, (db) => isTrue(db, 'komar.link_asks_password($1)', [hashToken(link)]))
}

const takenRow = z
  .object({
    purpose: z.enum(['sign-in', 'tie', 'confirm']),
    nonce: z.string(),
    verifier: z.string(),
    begun_at: z.number(),
  })
  .transform(({ begun_at: begunAt, ...row }) => ({ ...row, begunAt }))

/** What this browser began, taken once, right or wrong; undefined where the state is not the one that it was sent with, or it is over. */
export async function takeFlow(
  pool: Pool,
  token: string,
  state: string,
): Promise<z.output<typeof takenRow> | undefined> {
  const text = 'select purpose, nonce, verifier, begun_at from komar.take_provider_flow($1, $2)'
  return asNobody(pool, (db) => firstRow(db, takenRow, text, [hashToken(token), hashToken(state)]))
}

const proving = z.enum(['proved', 'tied', 'unknown', 'stale', 'tied-elsewhere', 'used', 'ended'])

/** Whom the provider's word leads to, for a flow that was taken. `session`: of whoever asks, where a session was to be proved. */
export async function proveFlow(
  { pool, keys, token, session }: { pool: Pool; keys: HostKeys; token: string; session: string | null },
  proved: ProvedSubject,
  roles: readonly string[],
): Promise<z.output<typeof proving>> {
  const values = [
    hashToken(token),
    hashSubject(keys, proved),
    roles,
    proved.countsAsSecond,
    session === null ? null : Buffer.from(session, 'hex'),
    proved.signedInAt,
  ]
  const text = 'select komar.prove_provider_flow($1, $2, $3, $4, $5, to_timestamp($6)) as state'
  return (await asNobody(pool, (db) => oneRow(db, z.object({ state: proving }), text, values))).state
}

/** A name at the provider, so that a copy of the database leads to nobody there. */
function hashSubject(
  keys: Pick<HostKeys, 'attachment'>,
  { issuer, subject }: Pick<ProvedSubject, 'issuer' | 'subject'>,
) {
  return createHmac('sha256', deriveKey(keys, 'provider subject'))
    .update(JSON.stringify([issuer, subject]))
    .digest()
}

const provedRow = z
  .object({ account: z.uuid(), login: z.string(), asks_second: z.boolean() })
  .transform(({ account, login: user, asks_second: asksSecond }) => ({ account, user, asksSecond }))
export type ProvedPerson = z.output<typeof provedRow>

/** Who this browser has proved to be, and whether Komar's second factor is still to come; undefined where it did not, or too long ago. */
export async function provedPerson(
  pool: Pool,
  token: string,
  purpose: 'sign-in' | 'confirm',
): Promise<ProvedPerson | undefined> {
  const text = 'select account, login, asks_second from komar.proved_provider_flow($1, $2)'
  return asNobody(pool, (db) => firstRow(db, provedRow, text, [hashToken(token), purpose]))
}

/** The second factor was given; it is not asked for again when the agency is still to be chosen. */
export async function giveSecond(pool: Pool, token: string): Promise<void> {
  await asNobody(pool, (db) => db.query('select komar.give_second_in_flow($1)', [hashToken(token)]))
}

/** A fresh proof for the actor's session; false where this browser proved nothing for it. */
export async function confirmByFlow(db: Database, token: string, place: Place): Promise<boolean> {
  return isTrue(db, 'komar.confirm_by_provider($1, $2, $3)', [hashToken(token), ...placeHashes(place)])
}

/** Since when the actor may come in by the provider; null where they may not. */
export async function ownTie(db: Database): Promise<string | null> {
  const row = z.object({ since: z.iso.datetime().nullable() })
  return (await oneRow(db, row, 'select komar.own_provider_tie() as since')).since
}
