// The server under measurement, in a process of its own: what `npm start` runs, on the embedded PostgreSQL, but for the limit of calls
// a minute from one address, which a measurement from one machine would only run into.
import { renewProjections } from '@komar/server/src/chronicle/renew-projections.ts'
import { openDatabase } from '@komar/server/src/db/connect.ts'
import { prepareDatabase } from '@komar/server/src/db/prepare.ts'
import { readSettings } from '@komar/server/src/env.ts'
import { loadHostKeys } from '@komar/server/src/keys/host-keys.ts'
import { buildApp } from '@komar/server/src/http/app.ts'
import { worldOf } from '@komar/server/src/world.ts'
import { join } from 'node:path'

const settings = readSettings(process.env)
const database = await openDatabase(settings, 'serve')
await prepareDatabase(database)
await renewProjections(database, { worldOf, say: () => undefined })
const app = await buildApp({
  pool: database.app,
  databaseAppUrl: database.appUrl,
  origins: [settings.origin],
  keys: await loadHostKeys(settings.dataDirectory, settings.keys),
  callsPerMinute: 100_000_000,
  isLogging: true,
  webRoot: join(import.meta.dirname, '../apps/web/dist'),
})
await app.listen({ host: settings.host, port: settings.port })

process.on('message', (message) => {
  if (message === 'stop') void stop()
})
// A bench that was interrupted leaves no server behind.
process.on('disconnect', () => void stop())
const { ownerUrl, appUrl, maintenanceUrl } = database
process.send?.({ ownerUrl, appUrl, maintenanceUrl })

async function stop(): Promise<void> {
  await app.close()
  await database.close()
  process.exit(0)
}
