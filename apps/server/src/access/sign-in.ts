// Checking a user, a password and, where there is one, the second factor, with failures counted in the database per login and per address: 10 and 50 within 15 minutes.
// The answer is the same for a wrong password, an unknown login and a disabled account; a locked login is locked whether it exists or not.
// A wrong code or passkey is counted as a wrong password is, and a right password alone takes back none of them: both together do.
import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { asNobody } from '../db/as-actor.ts'
import type { PasskeyAnswer, PasskeyRequest } from '@komar/contract/passkey-answer'
import { oneRow, type Database } from '../db/query.ts'
import { Refusal, refuse } from '../http/problems.ts'
import type { Caller } from '../http/route.ts'
import { verifyPassword } from './password.ts'
import { askForPasskey, provePasskey, type Ceremony } from './passkeys.ts'
import { proveSecondFactor, type Proof } from './second-factor.ts'

export const lockout = { perLogin: 10, perAddress: 50, spanMinutes: 15 } as const

const foundSchema = z.object({
  account: z.uuid().nullable(),
  password_hash: z.string().nullable(),
  retry_after_seconds: z.int().nullable(),
})

type From = Pick<Caller, 'pool' | 'address'>
type Door = From & Pick<Caller, 'keys' | 'place' | 'site'>
type Password = { user: string; password: string }

/** The account's id after password and second factor, or a refusal. A code that was right is used up. */
export async function authenticate(caller: Door, given: Password & Proof): Promise<string> {
  return (await authenticateAnd(caller, given, () => Promise.resolve())).account
}

/**
 * The same, and what `choose` makes of it in one transaction: where it refuses, the proof is as if it had not been given, and the same code
 * or passkey serves for the next try.
 */
export async function authenticateAnd<T>(
  caller: Door,
  given: Password & Proof,
  choose: (db: Database, account: string) => Promise<T>,
): Promise<{ account: string; chosen: T }> {
  const { account, keys } = await tryPassword(caller, given)
  return { account, chosen: await settleTry(caller, { account, keys }, given, choose) }
}

/** Komar's second factor of who was proved at the identity provider; a wrong one is counted as a wrong password is. */
export async function checkSecondFactor(
  caller: Door,
  { user, account }: { user: string; account: string },
  given: Proof,
): Promise<void> {
  const { keys } = await countTry(caller, user)
  await settleTry(caller, { account, keys }, given, () => Promise.resolve())
}

/** A refusal where the second factor is missing or wrong; else the count begins anew. */
async function settleTry<T>(
  caller: Door,
  { account, keys }: Tried,
  given: Proof,
  choose: (db: Database, account: string) => Promise<T>,
): Promise<T> {
  const ceremony = atTheDoor(caller, account)
  const settled = await asNobody(caller.pool, async (db) => {
    const proving = await proveSecondFactor(db, caller.keys, ceremony, given)
    return proving === 'proved' || proving === 'not-asked-for' ? { chosen: await choose(db, account) } : { proving }
  }).catch(async (error: unknown) => {
    // Nothing that was given was wrong.
    if (error instanceof Refusal) await takeBackOne(caller.pool, keys)
    throw error
  })
  if ('chosen' in settled) {
    await takeBack(caller.pool, keys)
    return settled.chosen
  }
  const { proving } = settled
  if (proving === 'wrong-code') refuse('session.code-wrong')
  if (proving === 'wrong-passkey') refuse('session.passkey-wrong')
  await takeBackOne(caller.pool, keys)
  return refuse('session.code-needed', { params: proving.missing })
}

/** What a passkey is to sign, for who was proved at the identity provider. */
export async function askAfterProvider(caller: Door, account: string): Promise<PasskeyRequest> {
  const asked = await asNobody(caller.pool, (db) => askForPasskey(db, atTheDoor(caller, account)))
  return asked ?? refuse('request.not-found')
}

/** What a passkey is to sign, for who gives the right password; a refusal where it is wrong, or there is no passkey to ask. */
export async function askAtTheDoor(caller: Door, given: Password): Promise<PasskeyRequest> {
  const { account, keys } = await tryPassword(caller, given)
  await takeBackOne(caller.pool, keys)
  const asked = await asNobody(caller.pool, (db) => askForPasskey(db, atTheDoor(caller, account)))
  return asked ?? refuse('request.not-found')
}

/** A passkey alone, of who is signed in; it has verified its owner. A wrong one is counted as a wrong password is. */
export async function checkPasskey(
  caller: Door & Pick<Caller, 'token'>,
  { user, account }: { user: string; account: string },
  answer: PasskeyAnswer,
): Promise<void> {
  const { keys } = await countTry(caller, user)
  const ceremony = inSession(caller, 'confirm', account)
  const isProved = await asNobody(caller.pool, (db) => provePasskey(db, ceremony, answer))
  if (!isProved) refuse('session.passkey-wrong')
  await takeBack(caller.pool, keys)
}

/** Nobody is signed in yet: what one browser was asked to sign counts in no other. */
function atTheDoor({ place, site }: Pick<Caller, 'place' | 'site'>, account: string): Ceremony {
  return { purpose: 'sign-in', account, boundTo: place.agent, site }
}

/** What one session was asked counts in no other. */
export function inSession(
  { token, site }: Pick<Caller, 'token' | 'site'>,
  purpose: 'add' | 'confirm',
  account: string,
): Ceremony {
  return { purpose, account, boundTo: token ?? refuse('access.not-signed-in'), site }
}

/** The password alone, for a session that has given its second factor; a refusal where it is wrong. */
export async function checkPassword(caller: From, given: Password): Promise<void> {
  await takeBack(caller.pool, (await tryPassword(caller, given)).keys)
}

async function takeBack(pool: Pool, keys: Keys): Promise<void> {
  await asNobody(pool, (db) => db.query('select komar.take_back_attempt($1, $2)', [...keys]))
}

async function takeBackOne(pool: Pool, keys: Keys): Promise<void> {
  await asNobody(pool, (db) => db.query('select komar.take_back_one($1, $2)', [...keys]))
}

/** Under which an attempt is counted. */
type Keys = readonly [login: Buffer, address: Buffer]
type Tried = { account: string; keys: Keys }

/** Counts an attempt, and refuses a wrong one. Takes about as long for an unknown login as for a wrong password. */
async function tryPassword(from: From, given: Password): Promise<Tried> {
  const { keys, found } = await countTry(from, given.user)
  const fits = await verifyPassword(found.password_hash, given.password)
  if (!fits || found.account === null) refuse('access.wrong-credentials')
  return { account: found.account, keys }
}

/** Counts an attempt before it is looked at; a refusal where there were too many. */
async function countTry(
  { pool, address }: From,
  user: string,
): Promise<{ keys: Keys; found: z.infer<typeof foundSchema> }> {
  const login = user.trim().toLowerCase()
  const keys = [keyOf(login), keyOf(addressGroup(address))] as const
  const found = await asNobody(pool, (db) =>
    oneRow(
      db,
      foundSchema,
      `select account, password_hash, ceil(extract(epoch from locked_until - now()))::int as retry_after_seconds
       from komar.find_for_sign_in($1, $2, $3, $4, $5, make_interval(mins => $6))`,
      [login, ...keys, lockout.perLogin, lockout.perAddress, lockout.spanMinutes],
    ),
  )
  if (found.retry_after_seconds !== null) {
    refuse('access.locked-out', { params: { retryAfterSeconds: Math.max(1, found.retry_after_seconds) } })
  }
  return { keys, found }
}

function keyOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** An IPv6 household has a whole /64 to itself; counting single addresses would count nothing. Exported for its test. */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1]
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const filled =
    tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  return `${filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
