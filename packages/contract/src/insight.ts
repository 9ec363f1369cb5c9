// Reports: figures with what they rest on. Nobody is identified, except to those who see the very child anyway.
import { chargeCategories } from '@komar/domain/register/kinds'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { pdfSchema } from './letters.ts'

const whole = z.int().min(0)
const countSchema = z.object({ certain: whole, possible: whole }).describe('certain ≤ the true number ≤ possible')
const shareSchema = z.object({
  count: whole,
  of: whole,
  percent: whole.nullable().describe('Null when `of` is under 20'),
})
const rangeSchema = z.object({ min: whole, max: whole })
const namesSchema = z.object({ en: z.string(), km: z.string() })
const facilitySchema = z.object({ code: z.string(), name: namesSchema })

const childrenSchema = z.object({
  total: whole.describe('Certainly living in a reporting facility'),
  range: countSchema,
  overLimitAge: whole.describe('Certainly past the age limit in force on the day'),
  overLimitAgeRange: countSchema,
  limitMonths: whole.nullable(),
  ages: z.object({ minMonths: whole, maxMonths: whole }).nullable(),
})

const pastLimitSchema = z.object({
  range: countSchema,
  withOverstayDecision: whole,
  medianDaysOver: whole.nullable(),
  longestDaysOver: whole.nullable(),
  children: z
    .array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        facility: z.string(),
        daysOver: rangeSchema,
        hasOverstayDecision: z.boolean(),
      }),
    )
    .nullable()
    .describe('Only those whom the caller may see; null for a caller who only counts'),
})

const carersSchema = z.object({
  total: whole,
  range: countSchema,
  withChildInside: whole,
  pregnant: whole,
  byCharge: z.partialRecord(z.enum(chargeCategories), whole),
  preTrial: whole,
  preTrialShare: shareSchema,
})

const facilitiesSchema = z.object({
  withWomen: whole,
  reporting: whole,
  notReporting: z.array(facilitySchema),
  womenCovered: z.object({ count: whole, of: whole, overPercent: whole.nullable() }).nullable(),
  withOnSiteProgramme: whole,
  withStateRunProgramme: whole,
  differences: z.array(facilitySchema.extend({ register: whole, census: whole, countedOn: z.string() })),
})

const entitlementSchema = z.object({
  rate: z.object({
    personClass: z.string(),
    rielPerDay: whole,
    from: z.string().nullable(),
    source: z.string(),
    status: z.string(),
  }),
  rielPerDay: whole,
  childDaysThisMonth: rangeSchema,
  rielThisMonth: rangeSchema,
})

const trendPointSchema = z.object({
  date: z.string(),
  children: whole,
  possible: whole,
  publisher: z.string().describe("'register' is this host's own"),
  source: z.string(),
  coverage: z.object({ scope: z.enum(['national', 'monitored']), facilities: whole.nullable(), of: whole.nullable() }),
  isJoined: z.boolean().describe('A line may be drawn from the point before it'),
})

const missingSchema = z.object({
  facilitiesNotReporting: whole,
  childrenInThemInRegister: whole,
  childrenWithoutBirthDate: whole,
  childrenWithoutDecision: whole,
  childrenWithoutAssessment: whole,
  childrenWithoutKnownCarer: whole,
  carersWithoutKnownCharge: whole,
})

export const situationSchema = z.object({
  asOf: z.iso.date(),
  knownAt: z.iso.date().nullable(),
  isDemonstration: z.boolean(),
  children: childrenSchema,
  pastLimit: pastLimitSchema,
  carers: carersSchema,
  assessments: z.object({ byState: whole, byOthers: whole, childrenInsideAssessed: shareSchema }),
  decisions: z.object({ full: whole, interim: whole, overstay: whole, none: whole }),
  facilities: facilitiesSchema,
  entitlement: entitlementSchema.nullable(),
  trend: z.array(trendPointSchema),
  missing: missingSchema,
})
export type SituationFigures = z.infer<typeof situationSchema>

const situationQuery = {
  asOf: z.iso.date().optional(),
  knownAt: z.iso.date().optional(),
  lang: z.enum(['en', 'km']).optional(),
}

export const showSituation = endpoint({
  id: 'reports.situation',
  method: 'GET',
  path: '/v1/reports/situation',
  summary: 'The situation report as of a day, and as known at the end of a day',
  allow: { roles: ['analyst', 'supervisor', 'monitor'] },
  audit: { what: 'report.situation' },
  input: {
    query: z.object(situationQuery),
  },
  output: situationSchema.extend({ text: z.string().describe('The same in plain words, in `lang`') }),
  example: { query: { asOf: '2013-07-31', lang: 'en' } },
})

export const printSituation = endpoint({
  id: 'reports.situation-pdf',
  method: 'GET',
  path: '/v1/reports/situation/pdf',
  summary:
    'The situation report as PDF. It lists no child: whoever opens the file later may not be the one who may see the child',
  allow: { roles: ['analyst', 'supervisor', 'monitor'] },
  audit: { what: 'report.situation' },
  input: { query: z.object(situationQuery) },
  produces: 'pdf',
  output: pdfSchema,
  example: { query: { asOf: '2013-07-31', lang: 'en' } },
})
