// Names stand in Khmer and in Latin script side by side; at least one of the two is known. Family name comes first in both.
import * as z from 'zod'

const nameText = z.string().trim().min(1).max(120)

export const namesSchema = z
  .looseObject({ km: nameText.optional(), latin: nameText.optional(), called: nameText.optional() })
  .refine((names) => names.km !== undefined || names.latin !== undefined, { message: 'names.none', path: ['km'] })

export type Names = z.infer<typeof namesSchema>
