// The ledger of recommendations: who was advised what, reply due, reply, done. It names places and offices, never a child.
import { adviceReplies, adviceStates } from '@komar/domain/sharing/kinds'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { pdfSchema } from './letters.ts'

const id = z.uuid()
const day = z.iso.date()
const readers = ['monitor', 'social-worker', 'supervisor', 'prison-officer'] as const

const adviceRowSchema = z.object({
  id,
  facility: id,
  facilityCode: z.string(),
  facilityName: z.object({ en: z.string(), km: z.string() }),
  to: z.string(),
  advice: z.string(),
  followsFrom: z.string().nullable(),
  agency: id,
  givenOn: day.nullable(),
  replyDue: day,
  repliedOn: day.nullable(),
  reply: z.enum(adviceReplies).nullable(),
  replyWords: z.string().nullable(),
  passedTo: z.string().nullable(),
  promisedBy: day.nullable(),
  outcome: z.enum(['done', 'in-part', 'not-done']).nullable(),
  outcomeOn: day.nullable(),
  outcomeWords: z.string().nullable(),
  state: z.enum(adviceStates),
})
export type AdviceRow = z.infer<typeof adviceRowSchema>

export const listAdvice = endpoint({
  id: 'advice.list',
  method: 'GET',
  path: '/v1/advice',
  summary: 'Recommendations about the facilities whose conditions the caller may see, what waits longest first',
  allow: { roles: readers },
  input: {},
  output: z.object({ advice: z.array(adviceRowSchema), today: day }),
  example: {},
})

export const printAdvice = endpoint({
  id: 'advice.print',
  method: 'GET',
  path: '/v1/advice/pdf',
  summary: 'The same as PDF, of all those facilities or of one',
  allow: { roles: readers },
  audit: { what: 'advice.printed' },
  input: { query: z.object({ lang: z.enum(['en', 'km']).optional(), facility: id.optional() }) },
  produces: 'pdf',
  output: pdfSchema,
  example: { query: { lang: 'km' } },
})
