// Today: what cannot wait first, at most five, then the rest.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { childRowSchema, deadlineSchema } from './register.ts'

const itemSchema = z.object({ deadline: deadlineSchema, child: childRowSchema.nullable() })
export type TodayItem = z.infer<typeof itemSchema>

/** The first day with old data, while many children wait for a plan or for somebody responsible; null on any other day. */
export const startUpSchema = z
  .object({
    unplanned: z.int().describe('Children inside whose assessment was missed, in no wave'),
    unallocated: z.int().describe('Children without a responsible agency though the day has passed'),
    history: z.int().describe('Missed duties left out of the list until there is a plan; at most 1,001'),
  })
  .nullable()
export type StartUp = z.infer<typeof startUpSchema>

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
    startUp: startUpSchema,
    glassToJudge: z
      .int()
      .default(0)
      .describe('Records that others opened in need and that the caller is to judge; 0 where only the host knows'),
    today: z.iso.date(),
  }),
  example: { query: { limit: 100 } },
})
