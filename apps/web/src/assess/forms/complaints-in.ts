import { complaintsOf, type Complaint } from '@komar/domain/assess/complaint-state'
import { settled } from '@komar/domain/settled'
import type { RecordContext } from '../../record/context.ts'

/** The complaints in the form's chronicle, as far as the writer may see them. */
export function complaintsIn({ child, entries, pack }: RecordContext): readonly Complaint[] {
  return child?.complaints ?? complaintsOf(settled(entries), entries, pack)
}
