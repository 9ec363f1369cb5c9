// Letters to offices that owe something to a child: the list for those who follow them up, and the letter as it is printed.
import { addressees, careLetterPurposes, letterPurposes, letterStates } from '@komar/domain/assess/letter-kinds'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { childRowSchema } from './register.ts'

const id = z.uuid()
const day = z.iso.date()

/** A PDF; for the documentation only. */
export const pdfSchema = z.string().meta({ format: 'binary' })

export const printedLanguages = ['en', 'km', 'both'] as const

const letterRowSchema = z.object({
  id,
  child: childRowSchema.nullable(),
  childId: id,
  isCare: z.boolean().describe('About care outside: prison staff do not see it'),
  purpose: z.enum([...letterPurposes, ...careLetterPurposes]),
  addressee: z.enum(addressees).nullable(),
  to: z.string(),
  agency: id,
  sentOn: day.nullable(),
  answerDue: day,
  acknowledgedOn: day.nullable(),
  answeredOn: day.nullable(),
  says: z.string().nullable(),
  state: z.enum(letterStates),
})
export type LetterRow = z.infer<typeof letterRowSchema>

export const listLetters = endpoint({
  id: 'letters.list',
  method: 'GET',
  path: '/v1/letters',
  summary: 'Letters about children whom the caller may see, those without an answer first, the longest overdue first',
  allow: { roles: ['monitor', 'social-worker', 'supervisor', 'prison-officer'] },
  audit: { what: 'letters.listed' },
  input: { query: z.object({ only: z.enum(['open', 'all']).default('open') }) },
  output: z.object({
    letters: z.array(letterRowSchema),
    isCut: z.boolean().describe('There are more than these 500'),
    today: day,
  }),
  example: { query: { only: 'open' } },
})

export const printLetter = endpoint({
  id: 'letters.print',
  method: 'GET',
  path: '/v1/letters/:entry/pdf',
  summary: 'A letter as PDF, for whoever may read the letter itself',
  fresh: true,
  allow: {
    roles: ['monitor', 'social-worker', 'supervisor', 'prison-officer', 'clinician', 'specialist', 'legal-officer'],
  },
  input: { params: z.object({ entry: id }), query: z.object({ lang: z.enum(printedLanguages).default('both') }) },
  produces: 'pdf',
  output: pdfSchema,
  example: { params: { entry: '01940000-0000-7000-8000-00000000000c' }, query: { lang: 'km' } },
})
