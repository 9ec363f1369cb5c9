// Special measures: what must be in place when a child stays in prison. Class A protects life, safety and dignity and is
// owed at once; B within 30 days; C is built up. Only a class-A measure that someone present can provide may hold up a
// decision to stay. A measure that nobody can provide is "owed, not provided", with a letter, and never deleted.
// Source: the practice guide, part 7; the numbers are stable, because decisions name them.
import * as z from 'zod'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { bothLanguages } from './questionnaire.ts'

export const measureClass = z.enum(['A', 'B', 'C'])
export type MeasureClass = z.infer<typeof measureClass>

/** How often to look whether it is real: every so many days, or at an event. */
const check = z.union([
  z.strictObject({ everyDays: z.int().positive() }),
  z.strictObject({ everyDays: z.null(), on: z.enum(['visit', 'incident', 'schedule', 'done']) }),
])

export const specialMeasure = z.strictObject({
  number: z.int().min(1).max(99),
  code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  dutyHolder: z.enum(['prison', 'health', 'child-welfare', 'justice']),
  check,
  proof: z.array(z.enum(['seen-by-monitor', 'mother-says', 'record'])).min(1),
  parts: z
    .array(z.strictObject({ part: z.enum(['all', 'now', 'aim']), class: measureClass, text: bothLanguages }))
    .min(1),
  appliesTo: z.enum(['pregnant-or-breastfeeding', 'foreign-or-minority']).optional(),
})
/** One row of the catalogue; a row with two classes has two parts (now, aim). */
export type SpecialMeasure = z.infer<typeof specialMeasure>

export const measureCatalogueSchema = z.strictObject({
  version: z.string(),
  status: z.enum(['draft', 'adopted']),
  source: z.string().min(1),
  dueDays: z.strictObject({ A: z.int().nonnegative(), B: z.int().positive(), C: z.int().positive().nullable() }),
  measures: z
    .array(specialMeasure)
    .min(1)
    .refine((rows) => new Set(rows.map((row) => row.number)).size === rows.length, 'measures.number-twice'),
})
/** The file `policies/<iso>/measures.json`. */
export type MeasureCatalogue = z.infer<typeof measureCatalogueSchema>

/** The day a measure of this class is due when owed from `from`; null when it is built up without a day (class C). */
export function measureDue(catalogue: MeasureCatalogue, measure: MeasureClass, from: PlainDate): PlainDate | null {
  const days = catalogue.dueDays[measure]
  return days === null ? null : addDays(from, days)
}

/** The day by which a measure must be looked at again; null when an event, not a day, calls for it. */
export function nextCheckDue(measure: SpecialMeasure, lastConfirmed: PlainDate): PlainDate | null {
  return measure.check.everyDays === null ? null : addDays(lastConfirmed, measure.check.everyDays)
}

/** What is known of mother and child; true also when it is not known, so that nothing owed is overlooked. */
export type MeasureCircumstances = { isPregnantOrBreastfeeding: boolean; isForeignOrMinority: boolean }

/** The measures owed in these circumstances, by number. */
export function measuresThatApply(catalogue: MeasureCatalogue, of: MeasureCircumstances): SpecialMeasure[] {
  return catalogue.measures.filter(({ appliesTo }) => {
    switch (appliesTo) {
      case undefined:
        return true
      case 'pregnant-or-breastfeeding':
        return of.isPregnantOrBreastfeeding
      case 'foreign-or-minority':
        return of.isForeignOrMinority
    }
  })
}

/** The numbers of the measures with a class-A part. */
export function classAMeasures(catalogue: MeasureCatalogue): number[] {
  return catalogue.measures.filter((row) => row.parts.some((part) => part.class === 'A')).map((row) => row.number)
}
