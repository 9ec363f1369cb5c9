// What could not be met: concerns that were passed on, counted. It gives no child, no words of a story: items, numbers, to whom.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const unmetGroupSchema = z.object({
  item: z.string().describe('The id of the question in the practice guide'),
  count: z.int(),
  urgent: z.int().describe('Of these, for the same day'),
  passedTo: z.array(z.object({ who: z.string(), count: z.int() })),
})
export type UnmetGroup = z.infer<typeof unmetGroupSchema>

export const listUnmet = endpoint({
  id: 'unmet.list',
  method: 'GET',
  path: '/v1/unmet',
  summary:
    'Concerns of the children that the caller may see which could not be met, by item and by whom they were passed to',
  allow: { roles: ['social-worker', 'supervisor', 'specialist'] },
  audit: { what: 'unmet.listed' },
  input: { query: z.object({ facility: z.uuid().optional().describe('Only children who live there now') }) },
  output: z.object({
    groups: z.array(unmetGroupSchema),
    total: z.int(),
    children: z.int().describe('Of how many children an assessment was read'),
  }),
  example: { query: {} },
})
