// Reading rows without trusting their shape: every row is checked against a schema, so that a changed column is an error here and
// not an `undefined` on a page.
import type { ClientBase } from 'pg'
import { z } from 'zod'

/** The connection of a transaction, or a pool. */
export type Database = Pick<ClientBase, 'query'>

/** All rows, each checked. */
export async function rows<S extends z.ZodType>(
  db: Database,
  schema: S,
  text: string,
  values: readonly unknown[] = [],
): Promise<z.output<S>[]> {
  const result = await db.query<Record<string, unknown>>(text, [...values])
  return result.rows.map((row) => schema.parse(row))
}

/** The first row, or undefined. */
export async function firstRow<S extends z.ZodType>(
  db: Database,
  schema: S,
  text: string,
  values: readonly unknown[] = [],
): Promise<z.output<S> | undefined> {
  return (await rows(db, schema, text, values))[0]
}

/** The one row there must be. */
export async function oneRow<S extends z.ZodType>(
  db: Database,
  schema: S,
  text: string,
  values: readonly unknown[] = [],
): Promise<z.output<S>> {
  const found = await rows(db, schema, text, values)
  const [row] = found
  if (row === undefined || found.length > 1) throw new Error(`expected one row, found ${found.length}`)
  return row
}

/** The answer of a function of the database that says yes or no: `call` with its parameters. */
export async function isTrue(db: Database, call: string, values: readonly unknown[]): Promise<boolean> {
  return (await oneRow(db, z.object({ is: z.boolean() }), `select ${call} as is`, values)).is
}
