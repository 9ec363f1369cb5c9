// For whoever watches the host: is the process there, can it answer with the database as this version needs it, can it keep what is sent,
// and is the last backup older than it should be. Nothing else is told, no session asked for. A late backup leaves the host ready: people go on working while somebody mends it.
import type { FastifyInstance } from 'fastify'
import { statfs } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { backupState } from '../backup/backup-runs.ts'
import { lastMigration } from '../db/migrate.ts'
import { oneRow } from '../db/query.ts'
import { troubleOf, type Trouble } from '../db/trouble.ts'
import type { AppSettings } from './settings.ts'

type Health = 'ok' | 'not ready' | 'read only' | 'full'

const answerLimitMs = 3000
/** Two segments of PostgreSQL's log of changes: with less, its next one may not find room. */
const leastRoomBytes = 32 * 1024 * 1024
/** How long a call that could not be kept speaks for the disk of a database elsewhere. */
const memoryMs = 30_000

export type Troubles = {
  note: (failure: unknown) => void
  /** Something was written and is there. */
  isOver: () => void
  last: () => Trouble | null
}

/** Remembers for a while that something could not be written, unless something else could be since. */
export function rememberTroubles(): Troubles {
  let last: { trouble: Trouble; at: number } | undefined
  return {
    note: (failure) => {
      const trouble = troubleOf(failure)
      if (trouble === 'full' || trouble === 'read-only') last = { trouble, at: performance.now() }
    },
    isOver: () => {
      last = undefined
    },
    last: () => (last !== undefined && performance.now() - last.at < memoryMs ? last.trouble : null),
  }
}

type Watched = Pick<AppSettings, 'pool' | 'databaseDirectory' | 'backups'>

/** GET /healthz and /readyz. */
export function serveHealth(app: FastifyInstance, watched: Watched, troubles: Troubles): void {
  const lastOne = lastMigration()
  // Whoever asks is told "not ready" then.
  lastOne.catch(() => undefined)
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const health = healthOf(watched, troubles.last(), lastOne).catch((): Health => 'not ready')
    const status = await Promise.race([health, pause(answerLimitMs, 'not ready' as const, { ref: false })])
    if (status !== 'ok') return reply.status(503).send({ status })
    const backup = await backupState(watched.pool, watched.backups ?? null).catch(() => 'unknown' as const)
    return reply.send({ status, ...(backup === 'off' ? {} : { backup }) })
  })
}

const hostRow = z.object({ isReadOnly: z.boolean(), isMigrated: z.boolean() })

async function healthOf(
  { pool, databaseDirectory = null }: Watched,
  trouble: Trouble | null,
  lastOne: Promise<string>,
): Promise<Health> {
  const text = `select current_setting('transaction_read_only')::boolean as "isReadOnly", komar.has_migration($1) as "isMigrated"
    from komar.host`
  const { isReadOnly, isMigrated } = await oneRow(pool, hostRow, text, [await lastOne])
  if (!isMigrated) return 'not ready'
  if (trouble === 'full' || !(await hasRoom(databaseDirectory))) return 'full'
  return isReadOnly || trouble === 'read-only' ? 'read only' : 'ok'
}

async function hasRoom(directory: string | null): Promise<boolean> {
  if (directory === null) return true
  const { bavail, bsize } = await statfs(directory)
  return bavail * bsize >= leastRoomBytes
}
