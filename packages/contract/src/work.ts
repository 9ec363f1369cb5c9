// The work itself: who looks after which child, which visits are due where, and what was missed before the work began.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { childRowSchema, deadlineSchema } from './register.ts'
import { startUpSchema } from './today.ts'

const id = z.uuid()
const day = z.iso.date()

const placeSchema = z
  .object({ type: z.enum(['facility', 'district']), id: z.string() })
  .nullable()
  .describe('A prison by its id, a district by its code; null where nobody has said where the child lives')

const dueVisitSchema = z.object({ child: childRowSchema, place: placeSchema, deadline: deadlineSchema })
export type DueVisitRow = z.infer<typeof dueVisitSchema>

export const listVisits = endpoint({
  id: 'work.visits',
  method: 'GET',
  path: '/v1/work/visits',
  summary: 'Visits that are due within so many days, with the place where each child lives',
  allow: { roles: ['social-worker', 'supervisor'] },
  audit: { what: 'visits.listed' },
  input: {
    query: z.object({
      whose: z.enum(['mine', 'all']).default('mine'),
      days: z.coerce.number().int().min(1).max(92).default(14),
    }),
  },
  output: z.object({ visits: z.array(dueVisitSchema), startUp: startUpSchema, today: day }),
  example: { query: { whose: 'mine', days: 14 } },
})

export const listColleagues = endpoint({
  id: 'work.colleagues',
  method: 'GET',
  path: '/v1/work/colleagues',
  summary: "Social workers and supervisors of the caller's agency, to whom a child can be given",
  allow: { roles: ['supervisor'] },
  input: {},
  output: z.object({ colleagues: z.array(z.object({ id, displayName: z.string() })) }),
  example: {},
})
export type Colleague = z.infer<typeof listColleagues.output>['colleagues'][number]

const workerSchema = z.object({
  id: id.nullable().describe('Null: the children who have no worker'),
  displayName: z.string().nullable(),
  children: z.array(z.object({ child: childRowSchema, overdue: z.int(), dueSoon: z.int() })),
})
export type WorkerLoad = z.infer<typeof workerSchema>

export const showCaseLoad = endpoint({
  id: 'work.case-load',
  method: 'GET',
  path: '/v1/work/case-load',
  summary: "The children of the caller's agency by worker, with what is overdue and due soon for each",
  allow: { roles: ['supervisor'] },
  audit: { what: 'case-load.opened' },
  input: {},
  output: z.object({ workers: z.array(workerSchema), today: day }),
  example: {},
})

const leaverSchema = z.object({
  account: id,
  displayName: z.string(),
  lastDay: day.nullable().describe('Null where the account is disabled, and no day of leaving is known'),
  hasLeft: z.boolean(),
  children: z.array(z.object({ child: childRowSchema, overdue: z.int(), dueSoon: z.int() })),
  unseen: z.int().describe('Children allocated to them that the caller does not see: nobody is left out of the count'),
  pinned: z.array(childRowSchema).describe('Children that they kept at hand besides'),
  refusals: z.int().describe('Refused entries of theirs that nobody answered'),
  handIns: z.int().describe('Locked pieces of unsent work that came in by hand; only they themself can open them'),
  answers: z.int().describe('Teachers’ answers that they did not take in'),
})
export type Leaver = z.infer<typeof leaverSchema>

export const listLeavers = endpoint({
  id: 'work.leavers',
  method: 'GET',
  path: '/v1/work/leavers',
  summary: 'Who left the caller’s agency, or soon will, while something still stands in their name; and what',
  allow: { roles: ['supervisor'] },
  audit: { what: 'leavers.listed' },
  input: {},
  output: z.object({ leavers: z.array(leaverSchema), today: day }),
  example: {},
})

const waitingSchema = z.object({
  child: childRowSchema,
  bornLatest: day.nullable(),
  owedSince: day.describe('The day by which the assessment should have been made'),
  wave: z.object({ number: z.int(), by: day }).nullable(),
})
export type WaitingRow = z.infer<typeof waitingSchema>

export const listBacklog = endpoint({
  id: 'work.backlog',
  method: 'GET',
  path: '/v1/work/backlog',
  summary: 'Children inside whose assessment was missed, with the wave they are planned in',
  allow: { roles: ['supervisor'] },
  audit: { what: 'backlog.listed' },
  input: {},
  output: z.object({ waiting: z.array(waitingSchema), today: day }),
  example: {},
})
