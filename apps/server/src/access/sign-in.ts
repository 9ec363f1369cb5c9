// Checking a user and a password, with failures counted in the database per login and per address: 10 and 50 within 15 minutes.
// The answer is the same for a wrong password, an unknown login and a disabled account; a locked login is locked whether it exists or not.
import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { asNobody } from '../db/as-actor.ts'
import { oneRow } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { verifyPassword } from './password.ts'

export const lockout = { perLogin: 10, perAddress: 50, spanMinutes: 15 } as const

const foundSchema = z.object({
  account: z.uuid().nullable(),
  password_hash: z.string().nullable(),
  retry_after_seconds: z.int().nullable(),
})

/** The account's id, or a refusal. Takes about as long for an unknown login as for a wrong password. */
export async function authenticate(
  pool: Pool,
  given: { user: string; password: string; address: string },
): Promise<string> {
  const login = given.user.trim().toLowerCase()
  const keys = [keyOf(login), keyOf(addressGroup(given.address))]
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
  const fits = await verifyPassword(found.password_hash, given.password)
  if (!fits || found.account === null) refuse('access.wrong-credentials')
  await asNobody(pool, (db) => db.query('select komar.take_back_attempt($1, $2)', keys))
  return found.account
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
