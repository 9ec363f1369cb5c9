// For whoever watches the host: is the process there, is the database, and is the last backup older than it should be. Nothing else is
// told, and no session asked for. A late backup leaves the host ready: people go on working while somebody mends it.
import type { FastifyInstance } from 'fastify'
import { backupState } from '../backup/backup-runs.ts'
import type { AppSettings } from './settings.ts'

/** GET /healthz and /readyz. */
export function serveHealth(
  app: FastifyInstance,
  { pool, isReady, backups = null }: Pick<AppSettings, 'pool' | 'isReady' | 'backups'>,
): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = await (isReady ?? (() => canReadHost(pool)))().catch(() => false)
    if (!ready) return reply.status(503).send({ status: 'not ready' })
    const backup = await backupState(pool, backups).catch(() => 'unknown' as const)
    return reply.send({ status: 'ok', ...(backup === 'off' ? {} : { backup }) })
  })
}

async function canReadHost(pool: AppSettings['pool']): Promise<boolean> {
  const found = await pool.query('select from komar.host')
  return found.rowCount === 1
}
