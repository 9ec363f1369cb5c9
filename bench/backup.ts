// How fast a host is backed up, restored, verified and its lists made again. Needs a stopped host's data directory; leaves it as it was but
// for the note how far it is backed up. `node scripts/on-node.mjs bench/backup.ts --data DIR [--runs 3]`; one line of JSON.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '@komar/server/src/db/connect.ts'
import { makePool } from '@komar/server/src/db/pool.ts'
import { prepareDatabase } from '@komar/server/src/db/prepare.ts'
import { backUpOnce, type BackUp } from './rehearsal.ts'
import { spreadOf } from './statistics.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, runs: { type: 'string', default: '3' } } })
if (values.data === undefined) throw new Error('name a data directory: --data DIR')
const dataDirectory = values.data
const database = await openDatabase({ dataDirectory, server: null }, 'serve')
await prepareDatabase(database)
const owner = makePool({ url: database.ownerUrl, name: 'komar bench', max: 2 })
const scratch = await mkdtemp(join(tmpdir(), 'komar-bench-backup-'))

async function measureOnce(): Promise<BackUp> {
  const db = await owner.connect()
  try {
    return await backUpOnce(db, { dataDirectory, scratch, beside: dataDirectory })
  } finally {
    db.release()
  }
}

const runs: BackUp[] = []
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
