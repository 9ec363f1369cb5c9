// People found by name, in either script, tolerant of one letter and of romanisations; only those whom the caller may see.
import { searchTerms } from '@komar/domain/register/name-search'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'

/** Ids, best match first; at most 200. */
export async function findNamed(db: Database, type: 'child' | 'carer', text: string): Promise<string[]> {
  const { words, skeletons } = searchTerms(text)
  const found = await rows(db, z.object({ id: z.uuid() }), 'select id from komar.find_named($1, $2, $3, 200)', [
    type,
    words,
    skeletons,
  ])
  return [...new Set(found.map(({ id }) => id))]
}
