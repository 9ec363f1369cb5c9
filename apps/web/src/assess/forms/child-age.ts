import { birthAsEdtf } from '@komar/domain/law/signals'
import { ageAt, type AgeRange } from '@komar/domain/time/age'
import type { RecordContext } from '../../record/context.ts'

/** The child's age today, as a range of months; null when nothing is known of its birth. */
export function childAge({ child, today }: Pick<RecordContext, 'child' | 'today'>): AgeRange | null {
  const born = child === null ? null : birthAsEdtf(child.register.birth.range)
  return born === null ? null : ageAt(born, today)
}
