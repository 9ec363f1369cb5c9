// The monthly indicators: figures as ranges, what became known later, and whom a figure is about, for those who may see them.
import { indicatorNumbers, indicatorParts, type PartId } from '@komar/domain/insight/indicator-lines'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const whole = z.int().min(0)
const day = z.iso.date()
const countSchema = z.object({ certain: whole, possible: whole }).describe('certain ≤ the true number ≤ possible')
const parts = indicatorNumbers.flatMap((number): readonly PartId[] => indicatorParts[number])

const figureSchema = z.object({
  part: z.enum(parts),
  numerator: countSchema,
  denominator: countSchema,
  percent: whole.nullable().describe('Of what is certain; null under twenty'),
  days: z.object({ median: whole, longest: whole }).nullable().describe('Days over the limit, of those certainly past'),
  listed: z
    .array(
      z.object({
        subject: z.uuid(),
        type: z.enum(['child', 'carer']),
        code: z.string().nullable(),
        isMet: z.enum(['yes', 'possibly', 'no']),
      }),
    )
    .nullable()
    .describe('Only those whom the caller may see with the classes of the figure; null for a caller who only counts'),
})
export type IndicatorFigureRow = z.infer<typeof figureSchema>

const indicatorSchema = z.object({ number: z.int(), figures: z.array(figureSchema) })
export type IndicatorRow = z.infer<typeof indicatorSchema>

export const showIndicators = endpoint({
  id: 'reports.indicators',
  method: 'GET',
  path: '/v1/reports/indicators',
  summary: 'The twenty-five indicators of a month, as known ten days after it and as known now',
  allow: { roles: ['analyst', 'supervisor', 'monitor'] },
  audit: { what: 'report.indicators' },
  input: {
    query: z.object({
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
        .optional()
        .describe('The last whole month unless given'),
    }),
  },
  output: z.object({
    month: z.string(),
    knownBy: day,
    isClosed: z.boolean().describe('The ten days after the month are over: later entries restate it'),
    isDemonstration: z.boolean(),
    indicators: z.array(indicatorSchema),
    restated: z
      .array(indicatorSchema)
      .nullable()
      .describe('As known now, where that differs; null while the month is open'),
    notReporting: z.array(z.object({ code: z.string(), name: z.object({ en: z.string(), km: z.string() }) })),
  }),
  example: { query: { month: '2014-11' } },
})
export type IndicatorMonth = z.infer<typeof showIndicators.output>
