// Today: what cannot wait first, at most five, then the rest.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { childRowSchema, deadlineSchema } from './register.ts'

const itemSchema = z.object({ deadline: deadlineSchema, child: childRowSchema.nullable() })
export type TodayItem = z.infer<typeof itemSchema>

export const showToday = endpoint({
  id: 'today.show',
  method: 'GET',
  path: '/v1/today',
  summary: "What is due on the caller's children: the five that cannot wait, then the rest by harm and day",
  allow: {
    roles: ['monitor', 'social-worker', 'supervisor', 'prison-officer', 'clinician', 'specialist', 'legal-officer'],
  },
  audit: { what: 'today.opened' },
  input: { query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }) },
  output: z.object({
    first: z.array(itemSchema).max(5),
    rest: z.array(itemSchema),
    total: z.int().describe('At most 1,001: more are not counted'),
    today: z.iso.date(),
  }),
  example: { query: { limit: 100 } },
})
