// The auditor's export as one file: a ZIP with tables (CSV, RFC 4180) and a manifest that names them by their SHA-256, signed with the key
// that signs heads. Whoever has the host's public key can tell whether a line of it was changed.
import { signedHeadSchema } from '@komar/contract/heads'
import { canonicalJson, type Json } from '@komar/domain/chronicle/canonical'
import { cell } from '@komar/domain/insight/situation-csv'
import { unzipSync, Zip, ZipDeflate } from 'fflate'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isSignedBy, signText, type SigningPair } from '../keys/signing.ts'
import type { AuditTable, Period } from './audit-rows.ts'

const manifestName = 'manifest.json'

const manifestSchema = z.object({
  format: z.literal('komar-audit'),
  version: z.literal(1),
  host: z.uuid(),
  epoch: z.uuid(),
  madeAt: z.string(),
  since: z.string(),
  until: z.string(),
  head: signedHeadSchema.nullable().describe('Where the chain ended when it was made'),
  files: z.array(z.object({ name: z.string(), rows: z.int(), sha256: z.string() })),
  key: z.string(),
  signature: z.string(),
})
export type AuditManifest = z.infer<typeof manifestSchema>

type AuditHead = Pick<AuditManifest, 'host' | 'epoch' | 'madeAt' | 'head'> & Period

/** More rows than were allowed. */
export class TooManyRows extends Error {
  override readonly name = 'TooManyRows'
}

type Writing = {
  head: AuditHead
  signing: SigningPair
  write: (bytes: Uint8Array) => Promise<void>
  /** Of all tables together. */
  mostRows?: number
}

/** Writes the file piece by piece. @throws TooManyRows */
export async function writeAudit(
  tables: readonly AuditTable[],
  { head, signing, write, mostRows = Infinity }: Writing,
): Promise<AuditManifest> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    made.push(bytes)
  })
  const flush = async (): Promise<void> => {
    for (const bytes of made.splice(0)) await write(bytes)
  }
  const files: AuditManifest['files'] = []
  let left = mostRows
  for (const table of tables) {
    const file = await writeTable(zip, table, flush, left)
    left -= file.rows
    files.push(file)
  }
  const said = { format: 'komar-audit', version: 1, ...head, files, key: signing.publicKey } as const
  const manifest = { ...said, signature: signText(signing, textOf(said)) }
  const entry = new ZipDeflate(manifestName)
  zip.add(entry)
  entry.push(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), true)
  zip.end()
  await flush()
  return manifest
}

async function writeTable(
  zip: Zip,
  { name, columns, rows }: AuditTable,
  flush: () => Promise<void>,
  most: number,
): Promise<AuditManifest['files'][number]> {
  const entry = new ZipDeflate(name, { level: 6 })
  zip.add(entry)
  const hash = createHash('sha256')
  let count = 0
  const push = (lines: readonly (readonly (string | number)[])[]): void => {
    const bytes = Buffer.from(lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join(''))
    hash.update(bytes)
    entry.push(bytes)
  }
  push([columns])
  for await (const some of rows()) {
    count += some.length
    if (count > most) throw new TooManyRows()
    push(some)
    await flush()
  }
  entry.push(new Uint8Array(0), true)
  await flush()
  return { name, rows: count, sha256: hash.digest('hex') }
}

function textOf(said: Omit<AuditManifest, 'signature'>): string {
  return canonicalJson(said as unknown as Json) // read by the schema above, or made here
}

export type AuditCheck = { manifest: AuditManifest; faults: string[] } | { manifest: null; faults: [string] }

/** What is wrong with a file; no fault: it is as the holder of the manifest's key made it. */
export function checkAudit(bytes: Uint8Array): AuditCheck {
  const found = unzipped(bytes)
  const text = found?.[manifestName]
  const parsed = manifestSchema.safeParse(text === undefined ? null : jsonOf(Buffer.from(text).toString('utf8')))
  if (found === null || !parsed.success) return { manifest: null, faults: ['This is not an export for an auditor.'] }
  const manifest = parsed.data
  const { signature, ...said } = manifest
  const faults: string[] = []
  if (!isSignedBy(manifest.key, textOf(said), signature)) faults.push('The manifest does not bear its signature.')
  for (const { name, sha256 } of manifest.files) {
    const content = found[name]
    if (content === undefined) faults.push(`${name} is missing.`)
    else if (createHash('sha256').update(content).digest('hex') !== sha256) faults.push(`${name} was changed.`)
  }
  const listed = new Set([manifestName, ...manifest.files.map(({ name }) => name)])
  for (const name of Object.keys(found)) if (!listed.has(name)) faults.push(`${name} does not belong to it.`)
  return { manifest, faults }
}

function unzipped(bytes: Uint8Array): Record<string, Uint8Array> | null {
  try {
    return unzipSync(bytes)
  } catch {
    return null
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
