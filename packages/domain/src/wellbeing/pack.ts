// The country's rules of wellbeing as data: how often a child is measured, what is acted upon and by when, and which vaccines are due at
// what age. Every number says where it comes from and how sure it is; a page shows "unverified" where it is. No rule of law stands here.
import * as z from 'zod'
import { plainDateSchema } from '../time/plain-date.ts'
import { vaccineId } from './immunisation-kinds.ts'

export const wellbeingStatuses = ['practice', 'sourced', 'recollection', 'unverified'] as const
const evidence = { status: z.enum(wellbeingStatuses), source: z.string().min(1) }

function amount<Unit extends string>(unit: Unit) {
  return z.strictObject({ value: z.int().nonnegative(), unit: z.literal(unit), ...evidence })
}
const days = amount('days')
const months = amount('months')
const count = amount('count')

const words = z.strictObject({ en: z.string().min(1), km: z.string().min(1) })

export const wellbeingRulesSchema = z.strictObject({
  growth: z.strictObject({
    firstWithin: days,
    everyUnderFive: days,
    everyFromFive: days,
    againAfterImplausible: days,
    severeActedWithin: days,
    falteringActedWithin: days,
    falteringLines: count,
  }),
  instruments: z.strictObject({ notRepeatedWithin: months, lookedAtWithin: days }),
  development: z.strictObject({ recheckWithin: days, worryReferredWithin: days }),
  tuberculosis: z.strictObject({ under: months, contactSeenWithin: days, preventiveDecidedWithin: days }),
  school: z.strictObject({ startsAt: months, behindBy: count, actedWithin: days }),
  immunisation: z.strictObject({ overdueAfter: days }),
})
export type WellbeingRules = z.infer<typeof wellbeingRulesSchema>

const dose = z.strictObject({
  vaccine: vaccineId,
  dose: z.int().min(1).max(9),
  /** Days after birth on which it is due; `minGapDays` after the dose before it. */
  dueDays: z.int().min(0).max(6600),
  minGapDays: z.int().min(0).max(400),
  /** Owed to children for whom it fell due on or after this day; null from always. */
  since: plainDateSchema.nullable(),
  ...evidence,
})
export type ScheduledDose = z.infer<typeof dose>

export const immunisationSchema = z.strictObject({
  ...evidence,
  note: words,
  vaccines: z.array(z.strictObject({ id: vaccineId, name: words, against: words })).min(1),
  doses: z.array(dose).min(1),
})

export const wellbeingPackSchema = z
  .strictObject({ rules: wellbeingRulesSchema, immunisation: immunisationSchema })
  .refine(
    ({ immunisation: { vaccines, doses } }) => doses.every(({ vaccine }) => vaccines.some(({ id }) => id === vaccine)),
    'immunisation.vaccine-unnamed',
  )
export type WellbeingPack = z.infer<typeof wellbeingPackSchema>
