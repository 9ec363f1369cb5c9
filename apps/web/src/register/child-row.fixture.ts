// For tests: a child as a list shows it.
import type { ChildRow } from '@komar/contract/register'
import { newUuid } from '../store/new-entry.ts'

/** Inside, of whom nothing is due. */
export function childRowOf(given: Partial<ChildRow> = {}): ChildRow {
  return {
    id: newUuid(),
    code: 'K-1',
    names: { km: 'ពៅ', latin: 'Pov', called: null },
    sex: 'female',
    born: ['2013-01-01', '2013-01-01'],
    facility: null,
    carer: null,
    livesSince: null,
    isInside: true,
    isClosed: false,
    pastFrom: null,
    state: 'within',
    decision: null,
    nextDue: null,
    ...given,
  }
}
