// The rows of SQLite databases (history, cookies, favicons, web data): a long text is spread over pages, so that it is in no place whole.
import { DatabaseSync } from 'node:sqlite'
import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Part } from './level-db.ts'

const header = Buffer.from('SQLite format 3\0', 'latin1')

export function isSqlite(file: Buffer): boolean {
  return file.subarray(0, header.length).equals(header)
}

/** All texts and blobs of all tables, from a copy that takes in the journal beside the file. */
export async function readRows(path: string): Promise<Part[]> {
  const directory = await mkdtemp(join(tmpdir(), 'komar-scan-'))
  try {
    const beside = (await readdir(dirname(path))).filter((name) => name.startsWith(basename(path)))
    for (const name of beside) await cp(join(dirname(path), name), join(directory, name))
    return dump(join(directory, basename(path)))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

function dump(path: string): Part[] {
  const database = new DatabaseSync(path)
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all()
    return tables.flatMap(({ name }) => {
      const rows = database.prepare(`select * from "${String(name).replaceAll('"', '""')}"`)
      rows.setReadBigInts(true)
      return rows.all().flatMap((row) => Object.values(row).flatMap((cell) => partOf(String(name), cell)))
    })
  } finally {
    database.close()
  }
}

function partOf(table: string, cell: unknown): Part[] {
  if (typeof cell === 'string') return [{ what: `row of ${table}`, bytes: Buffer.from(cell, 'utf8') }]
  if (!(cell instanceof Uint8Array)) return []
  const bytes = Buffer.from(cell)
  return [{ what: `row of ${table}`, bytes }, ...withKnownKey(table, bytes)]
}

/** Without a keyring Chromium encrypts cookies under a password that stands in its source: as good as clear (os_crypt_linux.cc). */
function withKnownKey(table: string, bytes: Buffer): Part[] {
  if (!bytes.subarray(0, 3).equals(Buffer.from('v10'))) return []
  const key = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1')
  const decipher = createDecipheriv('aes-128-cbc', key, Buffer.alloc(16, ' ')).setAutoPadding(false)
  const encrypted = bytes.subarray(3, 3 + Math.floor((bytes.length - 3) / 16) * 16)
  return [{ what: `row of ${table}, with the key that all know`, bytes: decipher.update(encrypted) }]
}
