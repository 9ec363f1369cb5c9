// Makes a backup: one moment of the whole host (repeatable read), streamed, compressed, encrypted. The file appears under its name only
// when it is whole and was read back from the disk.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { ReadableStream } from 'node:stream/web'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import { oneRow, rows } from '../db/query.ts'
import { renameForGood } from '../lasting.ts'
import { OperatorProblem } from '../operator-problem.ts'
import type { Secrets } from '../keys/host-keys.ts'
import { backupVersion, rowLine, type Counts, type Manifest } from './format.ts'
import type { Recipients } from './keys.ts'
import { readBackup } from './read-backup.ts'
import { keptTables } from './tables.ts'

export type Backup = { manifest: Manifest; rows: Counts; bytes: number }

export type WriteOptions = {
  file: string
  recipients: Recipients
  keys: Secrets
  /** Instant in UTC. */
  now: string
  progress?: (done: { table: string; rows: number }) => void
}

const fetchSize = 2000

/** Writes a backup of the host to a file, as the owner, beside a running server. @throws OperatorProblem when it could not be kept. */
export async function writeBackup(
  db: ClientBase,
  { file, recipients, keys, now, progress }: WriteOptions,
): Promise<Backup> {
  const unfinished = `${file}.unfinished`
  await db.query('begin isolation level repeatable read read only')
  try {
    const manifest = await manifestOf(db, keys, now)
    const counts: Counts = {}
    const lines = Readable.from(backupLines(db, manifest, counts, progress))
    const written = await store(lines, unfinished, recipients)
    await checkWritten(unfinished, written, recipients, counts)
    await renameForGood(unfinished, file)
    await db.query('commit')
    return { manifest, rows: counts, bytes: written.bytes }
  } catch (error) {
    await db.query('rollback').catch(() => undefined)
    await rm(unfinished, { force: true })
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOSPC', 'EACCES', 'ENOENT', 'EROFS'].includes(String(error.code))
    )
      throw new OperatorProblem(`The backup could not be written to ${file} (${String(error.code)}); nothing was kept.`)
    throw error
  }
}

/** Says on the host how far it is safe: devices may let go of what lies below. */
export async function noteBackedUp(db: ClientBase, seq: number): Promise<void> {
  await db.query('update komar.chain_head set backed_up_to = greatest(backed_up_to, $1)', [seq])
}

const headRow = z.object({
  epoch: z.uuid(),
  stamp: z.enum(['real', 'demonstration']),
  country: z.string(),
  seq: z.coerce.number(),
  chain: z.string(),
  migrations: z.array(z.string()),
})

/** @throws OperatorProblem where the database is still empty. */
export async function refuseWithoutHost(db: ClientBase): Promise<void> {
  const { isThere } = await oneRow(
    db,
    z.object({ isThere: z.boolean() }),
    `select to_regclass('komar.host') is not null as "isThere"`,
  )
  const hosts = isThere ? await db.query('select from komar.host') : { rowCount: 0 }
  if (hosts.rowCount === 0)
    throw new OperatorProblem('There is no host here yet: start Komar on this data directory first.')
}

async function manifestOf(db: ClientBase, keys: Secrets, now: string): Promise<Manifest> {
  const { seq, chain, migrations, ...host } = await oneRow(
    db,
    headRow,
    `select h.epoch, h.stamp, h.country, c.seq, encode(c.chain, 'hex') as chain,
       array(select name from komar.migration order by name) as migrations
     from komar.host h, komar.chain_head c`,
  )
  return { format: 'komar-backup', version: backupVersion, madeAt: now, migrations, host, keys, head: { seq, chain } }
}

async function* backupLines(
  db: ClientBase,
  manifest: Manifest,
  counts: Counts,
  progress: WriteOptions['progress'],
): AsyncGenerator<string> {
  yield `${JSON.stringify(manifest)}\n`
  for (const table of keptTables) {
    counts[table] = 0
    // Table names are the code's own words.
    await db.query(`declare backup no scroll cursor for select row_to_json(t)::text as line from komar.${table} t`)
    for (;;) {
      const found = await rows(db, z.object({ line: z.string() }), `fetch ${fetchSize} from backup`)
      if (found.length === 0) break
      counts[table] += found.length
      yield found.map(({ line }) => rowLine(table, line)).join('')
      progress?.({ table, rows: counts[table] })
    }
    await db.query('close backup')
  }
  yield `${JSON.stringify({ end: true, rows: counts })}\n`
}

type Written = { bytes: number; sha256: string }

async function store(lines: Readable, path: string, { encrypter }: Recipients): Promise<Written> {
  const compressed = lines.pipe(createGzip({ level: 6 }))
  // A fault of the database must end the compression too.
  lines.on('error', (error) => compressed.destroy(error))
  const encrypted = await encrypter.encrypt(
    Readable.toWeb(compressed) as unknown as globalThis.ReadableStream<Uint8Array>,
  )
  const hash = createHash('sha256')
  let bytes = 0
  async function* counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  await pipeline(Readable.fromWeb(encrypted as ReadableStream), counted, createWriteStream(path, { mode: 0o600 }))
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** Reads the file back: its bytes, and where this host has the key, every row of it. */
async function checkWritten(
  path: string,
  { sha256 }: Written,
  { decrypter }: Recipients,
  counts: Counts,
): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  if (hash.digest('hex') !== sha256) throw new OperatorProblem('What was written is not what the disk gives back.')
  if (decrypter === null) return
  const { rows: read } = await readBackup(path, decrypter, { onRows: () => Promise.resolve() })
  const differing = keptTables.find((table) => read[table] !== counts[table])
  if (differing !== undefined) throw new OperatorProblem(`The backup lacks rows of ${differing}: make another one.`)
}
