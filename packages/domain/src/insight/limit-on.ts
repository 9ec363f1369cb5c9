// The age limit that certainly holds on a day, in months: what "past the limit" meant then.
import type { LawPack } from '../law/pack.ts'
import { latest } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'

/** Months of age, or null before the first limit that the pack knows. */
export function limitOn({ limits }: Pick<LawPack, 'limits'>, day: PlainDate): number | null {
  return limits.findLast(({ from }) => from === null || (latest(from) ?? '9999') <= day)?.months ?? null
}
