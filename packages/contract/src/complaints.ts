// Complaints for those who answer them. Whoever is complained of gets none of them in this list either: row-level security decides.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { childRowSchema, wireEntrySchema } from './register.ts'

export const listComplaints = endpoint({
  id: 'complaints.list',
  method: 'GET',
  path: '/v1/complaints',
  summary: 'Complaints that the caller may see, with their answers and the looks for reprisals, as entries',
  allow: { roles: ['monitor', 'social-worker', 'supervisor', 'clinician', 'specialist', 'legal-officer'] },
  audit: { what: 'complaints.listed' },
  input: {},
  output: z.object({
    entries: z.array(wireEntrySchema),
    children: z.array(childRowSchema),
    isCut: z.boolean().describe('There are more than these 2,000 entries: the oldest are left out'),
    today: z.iso.date(),
  }),
  example: {},
})
