// The indicators as data: what each counts, of what, and how its parts are called, in both languages. A number whose facts Komar does not
// record yet says so instead of a figure. Source: practice.md part 5; texts: policies/<iso>/indicators.json.
import * as z from 'zod'
import { indicatorNumbers, indicatorParts, type IndicatorNumber, type PartId } from './indicator-lines.ts'

const words = z.strictObject({ en: z.string().min(1), km: z.string().min(1) })
const parts: readonly PartId[] = indicatorNumbers.flatMap((number): readonly PartId[] => indicatorParts[number])

const part = z.strictObject({
  part: z.enum(parts),
  kind: z.enum(['count', 'ratio', 'days']),
  label: words,
})

const indicator = z
  .strictObject({
    number: z.int().min(1).max(25),
    title: words,
    numerator: words,
    denominator: words,
    notRecorded: words.optional(),
    parts: z.array(part),
  })
  .refine(
    ({ number, parts: given }) => given.map((each) => each.part).join() === partsOf(number).join(),
    'indicator.parts-differ',
  )
  .refine(({ notRecorded, parts: given }) => (notRecorded === undefined) === given.length > 0, 'indicator.says-neither')

export const indicatorCatalogueSchema = z.strictObject({
  source: z.string().min(1),
  status: z.enum(['practice', 'to-be-confirmed']),
  rule: words,
  indicators: z
    .array(indicator)
    .refine((all) => all.map(({ number }) => number).join() === indicatorNumbers.join(), 'indicators.not-all'),
})
export type IndicatorCatalogue = z.infer<typeof indicatorCatalogueSchema>

function partsOf(number: number): readonly PartId[] {
  const known = indicatorNumbers.find((each): each is IndicatorNumber => each === number)
  return known === undefined ? [] : indicatorParts[known]
}
