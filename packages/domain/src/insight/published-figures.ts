// Counts of children in prison that others have published, each a point with its publisher and its coverage.
// Rule: two points are joined by a line only where both agree: 36 (national), 81 (14 prisons) and 51 (15 prisons) are no trend.
// Source: product.md G9; practice.md part 1, row 2; each figure names its own.
import * as z from 'zod'
import { edtfSchema } from '../time/edtf.ts'
import { evidenceStatuses } from '../law/pack.ts'

const coverageSchema = z.strictObject({
  scope: z.enum(['national', 'monitored']),
  /** Facilities counted; null when the source does not say. */
  facilities: z.number().int().min(1).nullable(),
  facilitiesWithWomen: z.number().int().min(1).nullable(),
  /** Of the women held in the country, how many per cent are in the facilities counted: "over 80". */
  shareOfWomenHeldPercent: z.strictObject({ over: z.number().min(0).max(100) }).nullable(),
})

const figureSchema = z.strictObject({
  id: z.string().min(1),
  date: edtfSchema,
  children: z.number().int().min(0),
  publisher: z.enum(['prisons-department', 'licadho']),
  coverage: coverageSchema,
  source: z.string().min(1),
  status: z.enum(evidenceStatuses),
})

export const publishedFiguresSchema = z.strictObject({ note: z.string().min(1), figures: z.array(figureSchema) })
export type PublishedFigures = z.infer<typeof publishedFiguresSchema>
export type PublishedFigure = PublishedFigures['figures'][number]

/** Whether a line may join two points: one publisher, the same scope, and the same known number of facilities. */
export function mayBeJoined(a: PublishedFigure, b: PublishedFigure): boolean {
  if (a.publisher !== b.publisher || a.coverage.scope !== b.coverage.scope) return false
  if (a.coverage.scope === 'national') return true
  return a.coverage.facilities !== null && a.coverage.facilities === b.coverage.facilities
}
