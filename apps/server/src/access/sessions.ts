// Sessions: an opaque random token that only its holder has; the database keeps its hash. Idle for an hour or twelve hours old, it
// ends: prison offices share computers.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { asActor, asNobody, type Place } from '../db/as-actor.ts'
import { oneRow, type Database } from '../db/query.ts'
import { hashToken } from '../http/session-cookie.ts'

export const sessionLimits = { idleMinutes: 60, absoluteHours: 12 } as const

export type OpenedSession = { token: string; device: string; mustChangePassword: boolean }

/** Opens a session for an account whose password was checked. An unknown device id is taken; another person's gets a new one. */
export async function openSession(
  pool: Pool,
  account: string,
  device: { id: string | undefined; label: string | undefined; place?: Place },
): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url')
  const hash = hashToken(token)
  const opened = await asNobody(pool, (db) =>
    oneRow(
      db,
      z.object({ device: z.uuid() }),
      `select komar.open_session($1, $2, $3, $4, make_interval(mins => $5), make_interval(hours => $6)) as device`,
      [
        hash,
        account,
        device.id ?? randomUUID(),
        device.label ?? '',
        sessionLimits.idleMinutes,
        sessionLimits.absoluteHours,
      ],
    ),
  )
  const { place } = device
  const mustChangePassword = await asActor(pool, { token: hash.toString('hex'), touch: false }, async (db, actor) => {
    if (place !== undefined) await confirmSession(db, place)
    return actor?.mustChangePassword ?? false
  })
  return { token, device: opened.device, mustChangePassword }
}

/** The actor has proved who they are, in this place. */
export async function confirmSession(db: Database, { network, agent }: Place): Promise<void> {
  const hashes = [network, agent].map((hash) => Buffer.from(hash, 'hex'))
  await db.query('select komar.confirm_session($1, $2)', hashes)
}

/** Ends the session of a token, if it is one. */
export async function closeSession(pool: Pool, token: string): Promise<void> {
  await asActor(pool, { token, touch: false }, (db) => db.query('select komar.close_session()'))
}
