// For tests: where a text that must not be there is.
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type pg from 'pg'

/** Every table of the schema, row by row as text, that holds it: as it is, or as bytes. For an administrator's connection. */
export async function tablesWith(db: pg.ClientBase | pg.Pool, text: string): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'komar'::regnamespace and relkind = 'r'`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const hits = await db.query(
      `select from komar.${name} t where position($1 in t::text) > 0 or position($2 in t::text) > 0`,
      [text, Buffer.from(text).toString('hex')],
    )
    if ((hits.rowCount ?? 0) > 0) found.push(name)
  }
  return found
}

/** The engine's files of this database, and its log of changes, that hold it. */
export async function filesWith(db: pg.ClientBase, text: string): Promise<string[]> {
  const { rows } = await db.query<{ directory: string; oid: string }>(
    `select current_setting('data_directory') as directory, oid::text from pg_database where datname = current_database()`,
  )
  const { directory = '', oid = '' } = rows[0] ?? {}
  await db.query('checkpoint')
  const found: string[] = []
  for (const folder of [join('base', oid), 'pg_wal']) {
    for (const name of await readdir(join(directory, folder))) {
      const bytes = await readFile(join(directory, folder, name)).catch(() => Buffer.alloc(0))
      if (bytes.includes(text)) found.push(`${folder}/${name}`)
    }
  }
  return found
}

/** Every file below a directory that holds it, in whichever writing a program may have given it. */
export async function anyFileWith(directory: string, text: string): Promise<string[]> {
  const forms = writingsOf(text)
  const found: string[] = []
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path)
    if (forms.some((form) => bytes.includes(form))) found.push(relative(directory, path))
  }
  return found.toSorted()
}

/** A text as it is, in two bytes a letter, escaped as in JSON, in hexadecimal digits, and in base64 from each of its three beginnings. */
export function writingsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const escaped = text.replace(/[^ -~]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  // Letters that stand for bytes of the text alone.
  const base64 = [0, 1, 2].map((before) => {
    const written = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    return written.slice(before === 0 ? 0 : 4, Math.floor((before + bytes.length) / 3) * 4)
  })
  return [
    bytes,
    Buffer.from(text, 'utf16le'),
    Buffer.from(escaped),
    Buffer.from(bytes.toString('hex')),
    ...base64.map((written) => Buffer.from(written)),
  ]
}
