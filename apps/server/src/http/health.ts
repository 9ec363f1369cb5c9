// For whoever watches the host: is the process there, is the database. Nothing else is told, and no session asked for.
import type { FastifyInstance } from 'fastify'
import type { AppSettings } from './settings.ts'

/** GET /healthz and /readyz. */
export function serveHealth(app: FastifyInstance, { pool, isReady }: Pick<AppSettings, 'pool' | 'isReady'>): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = await (isReady ?? (() => canReadHost(pool)))().catch(() => false)
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not ready' })
  })
}

async function canReadHost(pool: AppSettings['pool']): Promise<boolean> {
  const found = await pool.query('select from komar.host')
  return found.rowCount === 1
}
