// What an entry says beyond the sentence that a page makes of it, so that nothing that was written down is to be looked for elsewhere.
import type { Recorded } from '@komar/domain/chronicle/entry'
import { factsOf } from '../chronicle/describe-entry.ts'
import type { Speech } from '../i18n/speech.ts'

/** The members that are not `said` already, each with its label; empty when there are none. Names stand in none of these kinds. */
export function sayDetails(entry: Pick<Recorded, 'kind' | 'body'>, said: readonly string[], speech: Speech): string {
  return factsOf(entry, speech, { nameOf: () => null, areNamesHidden: false })
    .filter(({ field }) => !said.includes(field))
    .map(({ label, value }) => `${label}: ${value}`)
    .join('; ')
}
