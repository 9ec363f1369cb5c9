// May two records be one child? Rule: never offered as one when they were compared and are two, nor when they look like twins, which
// have one birthday, one mother and names that look alike (practice.md part 2, siblings; part 4, "twins not merged"). A person says.
import { edtfBounds, type Edtf } from '../time/edtf.ts'

/** What of a record the comparison looks at. */
export type LookAlike = {
  id: string
  born: readonly Edtf[]
  carers: readonly string[]
  comparedWith?: readonly string[]
}

/** Twins, by all that the records say: one exact day of birth in common, and one carer in custody in common. */
export function mayBeTwins(one: LookAlike, other: LookAlike): boolean {
  const days = new Set(one.born.flatMap(exactDay))
  return (
    other.born.flatMap(exactDay).some((day) => days.has(day)) &&
    one.carers.some((carer) => other.carers.includes(carer))
  )
}

/** Whether two records whose names look alike may be offered as perhaps the same child. */
export function mayBeSameChild(one: LookAlike, other: LookAlike): boolean {
  if (one.id === other.id || mayBeTwins(one, other)) return false
  return !(one.comparedWith?.includes(other.id) ?? false) && !(other.comparedWith?.includes(one.id) ?? false)
}

function exactDay(born: Edtf): string[] {
  const { earliest, latest } = edtfBounds(born)
  return earliest !== null && earliest === latest ? [earliest] : []
}
