import { erasuresOf, type ErasureRequest } from '@komar/domain/access/erasure-state'
import { settled } from '@komar/domain/settled'
import type { RecordContext } from '../../record/context.ts'

/** So many entries to choose from, where none was named on the way in. */
export const mostListed = 20

/** Requests of other agencies to which nobody has agreed yet. */
export function requestsIn({ entries, session }: RecordContext): ErasureRequest[] {
  return erasuresOf(settled(entries)).flatMap(({ request, agreement }) =>
    agreement === null && request.entry.agency !== session.agency.id ? [request] : [],
  )
}
