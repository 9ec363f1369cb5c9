// Food money that the State owes for each person and day, as dated data of the policy pack.
// Rule: a rate holds from its first day until the next one's; where only a year is known, from the first day after it at the latest.
// Source: the report, footnote 12 (2009: 2,800 riel a prisoner, 1,400 more to the mother for each child).
import * as z from 'zod'
import { evidenceStatuses } from '../law/pack.ts'
import { edtfSchema, latest } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'

export const personClasses = ['prisoner', 'child-with-mother'] as const
export type PersonClass = (typeof personClasses)[number]

const rateSchema = z.strictObject({
  personClass: z.enum(personClasses),
  rielPerDay: z.number().int().min(0),
  /** Null: no source gives its first day, so it is never applied. */
  from: edtfSchema.nullable(),
  source: z.string().min(1),
  status: z.enum(evidenceStatuses),
})
export type Rate = z.infer<typeof rateSchema>

/** The check of policies/<country>/entitlement.json. */
export const entitlementPackSchema = z.strictObject({ note: z.string().min(1), rates: z.array(rateSchema) })
export type EntitlementPack = z.infer<typeof entitlementPackSchema>

/** The rate that certainly holds on a day, or null when the pack has none. */
export function rateOn(rates: readonly Rate[], personClass: PersonClass, day: PlainDate): Rate | null {
  const begun = rates.filter((rate) => rate.personClass === personClass && firstCertainDay(rate) <= day)
  return begun.toSorted((a, b) => (firstCertainDay(a) < firstCertainDay(b) ? -1 : 1)).at(-1) ?? null
}

function firstCertainDay({ from }: Rate): string {
  return (from === null ? null : latest(from)) ?? 'never'
}
