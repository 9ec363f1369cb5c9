import { askedLately } from '@komar/domain/wellbeing/asked-lately'
import type { RecordContext } from '../../record/context.ts'
import { said, type Values } from '../../record/values.ts'

/** The last asking of this informant that is too short ago; null where there is none. */
export function latelyOf(values: Values, { child, today, pack }: RecordContext) {
  const [instrument, by] = [said(values, 'instrument'), said(values, 'answeredBy')]
  if (child === null || instrument === undefined || by === undefined) return null
  return askedLately(child.wellbeing.instruments, { instrument, answeredBy: by }, today, pack.wellbeing)
}
