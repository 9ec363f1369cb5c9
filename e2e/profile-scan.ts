// Looks through a whole browser profile on the disk for texts that must not be readable there. The browser is to be closed: what it
// still holds in memory is not on the disk. profile-scan.journey.ts plants each kind of find in a real profile and requires it.
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { cachedAnswer, markedParts, uncompressedValue, unpacked } from './profile-scan/compressed.ts'
import { NotLevelDb, readLog, readTable, type Part } from './profile-scan/level-db.ts'
import { needlesOf, type Needle } from './profile-scan/needles.ts'
import { isSqlite, readRows } from './profile-scan/sqlite.ts'

/** Where one of the texts can be read. */
export type Finding = { file: string; what: string; form: string; canary: string }

export type Scan = {
  findings: Finding[]
  files: number
  bytes: number
  /** Files that are named like a database and could not be read as one: a scan with any is not to be trusted. */
  unread: string[]
}

/** Finds the canaries (4 signs or more each) in a browser's user data directory. */
export async function scanProfile(directory: string, canaries: readonly string[]): Promise<Scan> {
  const needles = needlesOf(canaries)
  const scan: Scan = { findings: [], files: 0, bytes: 0, unread: [] }
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const file = relative(directory, path)
    findIn({ what: 'its path', bytes: Buffer.from(file) }, needles, file, scan)
    if (!entry.isFile()) continue
    const bytes = await readFile(path)
    scan.files += 1
    scan.bytes += bytes.length
    for (const part of await partsOf(path, bytes, () => scan.unread.push(file))) findIn(part, needles, file, scan)
  }
  return scan
}

function findIn({ what, bytes }: Part, needles: readonly Needle[], file: string, scan: Scan): void {
  for (const { canary, form, bytes: wanted } of needles) {
    if (bytes.includes(wanted)) scan.findings.push({ file, what, form, canary })
  }
}

async function partsOf(path: string, bytes: Buffer, cannotRead: () => void): Promise<Part[]> {
  const decoded = await decodedParts(path, bytes).catch((error: unknown) => {
    if (!(error instanceof NotLevelDb)) throw error
    cannotRead()
    return []
  })
  const parts = [{ what: 'raw', bytes }, ...decoded]
  const values = parts.flatMap((part) => uncompressedValue(part.bytes))
  return [...parts, ...values, ...[...parts, ...values].flatMap((part) => markedParts(part.bytes))]
}

/** What the file holds beyond its bytes as they are. */
async function decodedParts(path: string, bytes: Buffer): Promise<Part[]> {
  if (/\.(?:ldb|sst)$/.test(path)) return readTable(bytes)
  if (/(?:\.log|[\\/]MANIFEST-\d+)$/.test(path)) return readLog(bytes)
  if (isSqlite(bytes)) return readRows(path)
  // f_000001: the older cache keeps an answer as a file of its own.
  if (/[\\/]f_[0-9a-f]{6}$/.test(path)) return unpacked(bytes)
  return cachedAnswer(bytes)
}
