// What was refused of somebody who left an agency, for its supervisors to settle.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { domainProblemSchema } from './problem.ts'
import { childRowSchema } from './register.ts'

const leaverRefusalSchema = z.object({
  id: z.uuid(),
  account: z.uuid().describe('Who wrote it'),
  kind: z.string(),
  subject: z.uuid().nullable(),
  child: childRowSchema.nullable().describe('Whom it is about, where that is a child and the caller sees it'),
  received: z.string(),
  problem: domainProblemSchema,
  written: z.looseObject({}).describe('The entry, as it came'),
})
export type LeaverRefusal = z.infer<typeof leaverRefusalSchema>

export const listLeaverRefusals = endpoint({
  id: 'work.leaver-refusals',
  method: 'GET',
  path: '/v1/work/leavers/refusals',
  summary:
    'Refused entries of somebody who left the caller’s agency, of the classes that the caller reads, oldest first. Never complaints, and nothing of a sealed child',
  allow: { roles: ['supervisor'] },
  input: { query: z.object({ account: z.uuid() }) },
  output: z.object({ refusals: z.array(leaverRefusalSchema) }),
  example: { query: { account: '01940000-0000-7000-8000-00000000000d' } },
})

export const settleLeaverRefusal = endpoint({
  id: 'work.settle-leaver-refusal',
  method: 'PUT',
  path: '/v1/work/leavers/refusals/:id',
  summary: 'Say what became of one: recorded anew under one’s own name, or why nothing is. Once',
  allow: { roles: ['supervisor'] },
  audit: { what: 'leaver-refusal.settled' },
  input: { params: z.object({ id: z.uuid() }), body: z.object({ words: z.string().trim().min(3).max(500) }) },
  output: z.object({}),
  example: { params: { id: '01940000-0000-7000-8000-00000000000d' }, body: { words: 'Recorded anew.' } },
})
