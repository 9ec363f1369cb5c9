// Children by their readable code, as it is stored or as it was typed; only those whom the caller may see.
import type { ChildRow } from '@komar/contract/register'
import { readCode } from '@komar/domain/register/child-code'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { childRowsOf } from './child-rows.ts'

/** The children of this code: none, where the text is a name or a code of nobody. */
export async function findCoded(db: Database, text: string): Promise<ChildRow[]> {
  const read = readCode(text)
  const codes = [text.trim().toUpperCase(), ...(read.is === 'code' ? [read.code] : [])]
  const found = await rows(
    db,
    z.object({ child: z.uuid() }),
    'select child from komar.child_identity where code = any ($1) order by child limit 20',
    [codes],
  )
  return childRowsOf(
    db,
    found.map(({ child }) => child),
  )
}
