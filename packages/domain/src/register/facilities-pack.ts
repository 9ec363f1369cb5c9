// The prisons that a new host starts with. Each is then registered by an entry and lives in its own chronicle.
// Rule: a facility that no source names is marked as invented for demonstration, and only a demonstration host loads it.
// Source: the report, footnote 3: 15 of the 23 prisons holding women are monitored.
import * as z from 'zod'

const facilitySchema = z.strictObject({
  code: z.string().regex(/^[A-Z0-9-]{2,12}$/),
  name: z.strictObject({ en: z.string().min(1), km: z.string().min(1) }),
  province: z.string().regex(/^\d{2}$/),
  holdsWomen: z.boolean(),
  isMonitored: z.boolean(),
  capacity: z.number().int().min(1).nullable(),
  origin: z.enum(['report', 'invented-for-demonstration']),
})

export const facilitiesPackSchema = z.strictObject({
  source: z.string().min(1),
  note: z.string().min(1),
  facilities: z
    .array(facilitySchema)
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, 'facilities.code-twice'),
})
export type FacilitiesPack = z.infer<typeof facilitiesPackSchema>
export type PackFacility = FacilitiesPack['facilities'][number]
