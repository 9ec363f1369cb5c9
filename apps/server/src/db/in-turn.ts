// Work that one process of a host does at a time, however many try.
import type { ClientBase } from 'pg'
import { z } from 'zod'
import { oneRow } from './query.ts'

/** Does it unless another connection is at work of this name. The lock belongs to the connection: whoever is killed gives it back. */
export async function inTurn<T>(db: ClientBase, name: string, work: () => Promise<T>): Promise<T | 'busy'> {
  const text = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as got'
  const { got } = await oneRow(db, z.object({ got: z.boolean() }), text, [name])
  if (!got) return 'busy'
  try {
    return await work()
  } finally {
    await db.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]).catch(() => undefined)
  }
}
