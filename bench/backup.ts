// How fast a host is backed up, restored, verified and its lists made again. Needs a stopped host's data directory; leaves it as it was but
// for the note how far it is backed up. `node scripts/on-node.mjs bench/backup.ts --data DIR [--runs 3]`; one line of JSON.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { identitiesFrom, recipientsFor } from '@komar/server/src/backup/keys.ts'
import { rehearse } from '@komar/server/src/backup/rehearse.ts'
import { writeBackup } from '@komar/server/src/backup/write-backup.ts'
import { openDatabase } from '@komar/server/src/db/connect.ts'
import { makePool } from '@komar/server/src/db/pool.ts'
import { prepareDatabase } from '@komar/server/src/db/prepare.ts'
import { loadHostKeys, secretsOf } from '@komar/server/src/keys/host-keys.ts'
import { worldOf } from '@komar/server/src/world.ts'
import { spreadOf } from './statistics.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, runs: { type: 'string', default: '3' } } })
if (values.data === undefined) throw new Error('name a data directory: --data DIR')
const dataDirectory = values.data
const database = await openDatabase({ dataDirectory, server: null }, 'serve')
await prepareDatabase(database)
const owner = makePool({ url: database.ownerUrl, name: 'komar bench', max: 2 })
const scratch = await mkdtemp(join(tmpdir(), 'komar-bench-backup-'))

async function measureOnce() {
  const db = await owner.connect()
  try {
    const file = join(scratch, 'host.komar')
    const keys = secretsOf(await loadHostKeys(dataDirectory, {}))
    const recipients = await recipientsFor(scratch, [])
    const began = performance.now()
    const { bytes } = await writeBackup(db, { file, recipients, keys, now: new Date().toISOString() })
    const backupSeconds = (performance.now() - began) / 1000
    const decrypter = await identitiesFrom(scratch, undefined)
    const world = (country: string) => Promise.resolve(worldOf(country))
    const found = await rehearse({ file, decrypter, directory: dataDirectory, worldOf: world, running: db })
    if (found.faults.length > 0) throw new Error(found.faults.join(' '))
    return { bytes, entries: found.entries, seconds: { backup: backupSeconds, ...found.seconds } }
  } finally {
    db.release()
  }
}

const runs: Awaited<ReturnType<typeof measureOnce>>[] = []
for (let run = 0; run < Number(values.runs); run += 1) runs.push(await measureOnce())
const [first] = runs
const rate = (step: 'backup' | 'restore' | 'verify' | 'rebuild') =>
  spreadOf(runs.map(({ entries, seconds }) => entries / seconds[step]))
const figures = {
  entries: first?.entries,
  bytes: first?.bytes,
  entriesPerSecond: {
    backup: rate('backup'),
    restore: rate('restore'),
    verify: rate('verify'),
    rebuild: rate('rebuild'),
  },
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
await owner.end()
await database.close()
await rm(scratch, { recursive: true })
