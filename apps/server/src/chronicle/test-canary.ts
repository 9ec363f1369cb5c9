// For tests: where a text that must not be there is.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
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
