// One statement of somebody as the app runs it, within a transaction of a superuser, who has just arranged what it meets.
import type pg from 'pg'

/** The SQLSTATE with which a policy refuses a row. */
export const refused = '42501'

/** How many rows a statement finds or changes for whoever has the token, or the SQLSTATE of its refusal; undone at once. */
export async function asApp(
  db: pg.Client,
  { token }: { token: string },
  text: string,
  values: readonly unknown[] = [],
): Promise<number | string> {
  await db.query('savepoint before; set local role komar_app')
  try {
    await db.query(`select set_config('komar.session', $1, true)`, [token])
    return (await db.query(text, [...values])).rowCount ?? 0
  } catch (error) {
    return (error as { code?: string }).code ?? String(error) // the driver's own form
  } finally {
    await db.query('rollback to before')
  }
}
