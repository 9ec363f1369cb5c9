import { isWhole, type PolicyPack } from '@komar/domain/policy'
import type { RecordContext } from './context.ts'

/**
 * The country's rules of the work, for a form that writes what they decide: it opens only where the pack holds them.
 * @throws RangeError elsewhere
 */
export function rulesOf({ pack }: Pick<RecordContext, 'pack'>): PolicyPack {
  if (!isWhole(pack)) throw new RangeError("The country's pack holds no rules of the work")
  return pack
}
