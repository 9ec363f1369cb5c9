// The law of one country about children living in prison, as dated data: never a number in the code.
// Rule: a limit holds from its day until the next one's; the day may be uncertain, and then so is what follows from it.
// A country may have no fixed limit: then its version says so in words and holds no months, and nothing is reckoned from it.
// What a country does not say (an overstay, working days for an answer, who answers for the child) is null, never somebody else's.
// Source: practice.md part 3, G-L1 and G-L2; the status of each rule says how far its text was read.
// The zod schema is the whole check of policies/<country>/law.json.
import * as z from 'zod'
import { earliest, edtfSchema, latest } from '../time/edtf.ts'
import { plainDateSchema } from '../time/plain-date.ts'
import { packIdPattern } from './policy-pack.ts'

/** How far a rule can be relied on. `practice`: a working default, no law says it. */
export const evidenceStatuses = ['verified', 'sourced', 'recollection', 'unverified', 'practice'] as const
export type EvidenceStatus = (typeof evidenceStatuses)[number]

const evidence = { source: z.string().min(1), status: z.enum(evidenceStatuses) }
const bothLanguages = z.strictObject({ en: z.string().min(1), km: z.string().min(1) })

const limitSchema = z
  .strictObject({
    from: edtfSchema.nullable(),
    months: z.number().int().min(0).max(216).nullable(),
    /** What the source says beside the figure, or in its place: an exception, "no fixed limit". The clock does not reckon with it. */
    note: bothLanguages.optional(),
    ...evidence,
  })
  .refine(({ months, note }) => months !== null || note !== undefined, 'law.no-limit-unexplained')
/**
 * From a day on, children may live in prison until they have completed so many months; 0: never; null: the source gives no fixed
 * limit. `from` null: since before records, or since a day that no source gives.
 */
export type Limit = z.infer<typeof limitSchema>

export const leadReasons = [
  'no-kin-known',
  'disability',
  'foreign-national',
  'sibling-group',
  'sentence-beyond-limit',
] as const
/** Why planning must begin earlier. */
export type LeadReason = (typeof leadReasons)[number]

const leadTimeSchema = z.strictObject({
  months: z.number().int().min(0).max(36),
  longer: z.strictObject({ months: z.number().int().min(0).max(36), reasons: z.array(z.enum(leadReasons)) }),
  remandNamedCarerDays: z.number().int().min(0).nullable(),
  ...evidence,
})
export type LeadTime = z.infer<typeof leadTimeSchema>

export const lawPackSchema = z.strictObject({
  country: z.string().regex(packIdPattern),
  missingDay: z.strictObject({ rule: z.enum(['next-day', 'last-day']), ...evidence }),
  limits: z
    .array(limitSchema)
    .min(1)
    .refine((limits) => areInOrder(limits), 'law.limits-not-in-order'),
  leadTime: leadTimeSchema,
  overstay: z.strictObject({ days: z.number().int().min(1), times: z.number().int().min(1), ...evidence }).nullable(),
  noticeAnswerWorkingDays: z.strictObject({ days: z.number().int().min(1), ...evidence }).nullable(),
  /** Days on which offices are closed, where somebody has written them down: working days leave them out. */
  publicHolidays: z.strictObject({ days: z.array(plainDateSchema), ...evidence }).optional(),
  responsibleAuthority: z
    .strictObject({ id: z.string().regex(/^[a-z-]+$/), name: bothLanguages, ...evidence })
    .nullable(),
})
/** The law part of a policy pack. */
export type LawPack = z.infer<typeof lawPackSchema>

/** Each version begins certainly after the one before; only the first may have no beginning. */
function areInOrder(limits: readonly Limit[]): boolean {
  return limits.every(({ from }, index) => {
    if (from === null) return index === 0
    if (earliest(from) === null || latest(from) === null) return false
    const previous = limits[index - 1]?.from ?? null
    return previous === null || (latest(previous) ?? '') < (earliest(from) ?? '')
  })
}

/** Months before the limit at which planning begins: the longer time when any of its reasons is there. */
export function leadMonths(leadTime: LeadTime, reasons: readonly LeadReason[]): number {
  return reasons.some((reason) => leadTime.longer.reasons.includes(reason)) ? leadTime.longer.months : leadTime.months
}
