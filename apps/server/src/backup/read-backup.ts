// Reads a backup as a stream, in constant memory: decrypts, decompresses, checks every line, and counts what it promised.
import type { Decrypter } from 'age-encryption'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { createGunzip } from 'node:zlib'
import { boundedLines } from '../cli/bounded-lines.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { readLine, readManifest, type BackupRow, type Counts, type Manifest } from './format.ts'
import { keptTables, type KeptTable } from './tables.ts'

export type ReadOptions = {
  onManifest?: (manifest: Manifest) => Promise<void>
  /** Rows of one table, some at a time, in the order in which they must be loaded. */
  onRows: (table: KeptTable, rows: readonly BackupRow['r'][]) => Promise<void>
}

const batchSize = 500
/** The longest row is a part of an attachment: 512 kB in hexadecimal digits. */
const longestLine = 4 * 1024 * 1024

/** Reads a whole backup. @throws OperatorProblem when it is not one, is damaged, or breaks off. */
export async function readBackup(
  path: string,
  decrypter: Decrypter,
  { onManifest, onRows }: ReadOptions,
): Promise<{ manifest: Manifest; rows: Counts }> {
  const lines = boundedLines(await openPlain(path, decrypter), longestLine)
  const counts: Counts = Object.fromEntries(keptTables.map((table) => [table, 0]))
  let manifest: Manifest | null = null
  let promised: Counts | null = null
  const batch: { table: KeptTable; rows: BackupRow['r'][] } = { table: 'host', rows: [] }
  let number = 0
  const flush = async (): Promise<void> => {
    if (batch.rows.length > 0) await onRows(batch.table, batch.rows)
    batch.rows = []
  }
  try {
    for await (const line of lines) {
      number += 1
      if (manifest === null) {
        manifest = readManifest(line)
        await onManifest?.(manifest)
        continue
      }
      const read = readLine(line, number)
      if ('end' in read) {
        promised = read.rows
        continue
      }
      counts[read.t] = (counts[read.t] ?? 0) + 1
      if (batch.table !== read.t || batch.rows.length === batchSize) await flush()
      batch.table = read.t
      batch.rows.push(read.r)
    }
    await flush()
  } catch (error) {
    throw isDamage(error) ? broken() : error
  }
  if (manifest === null || promised === null) throw broken()
  const differing = keptTables.find((table) => (promised[table] ?? 0) !== counts[table])
  if (differing !== undefined) throw broken()
  return { manifest, rows: counts }
}

function broken(): OperatorProblem {
  return new OperatorProblem('This backup breaks off or was changed: use another one.')
}

/** What gzip and age say of bytes that are not theirs. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof OperatorProblem) return false
  return (
    ('code' in error && /^Z_|ERR_STREAM_PREMATURE/u.test(String(error.code))) ||
    /stream|tag|chunk|final/iu.test(error.message)
  )
}

async function openPlain(path: string, decrypter: Decrypter): Promise<Readable> {
  const file = createReadStream(path)
  await new Promise<void>((resolve, reject) => {
    file.once('open', () => resolve())
    file.once('error', () => reject(new OperatorProblem(`${path} cannot be read.`)))
  })
  const source = Readable.toWeb(file) as unknown as globalThis.ReadableStream<Uint8Array>
  const plain = await decrypter.decrypt(source).catch((error: unknown) => {
    file.destroy()
    const words = error instanceof Error ? error.message : ''
    throw new OperatorProblem(
      /no identity/iu.test(words)
        ? 'This backup is encrypted to another key: name the file with the right one, for example --identity key.txt.'
        : `${path} is not an encrypted backup, or was changed.`,
    )
  })
  const decrypted = Readable.fromWeb(plain as ReadableStream)
  const gunzip = createGunzip()
  decrypted.on('error', (error) => gunzip.destroy(error))
  return decrypted.pipe(gunzip)
}
