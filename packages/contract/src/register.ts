// Children, carers in custody and facilities: lists, one of them, its chronicle. Names travel in bodies only, never in a URL.
import { accessClasses } from '@komar/domain/access/classes'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const casework = [
  'monitor',
  'social-worker',
  'supervisor',
  'prison-officer',
  'clinician',
  'specialist',
  'legal-officer',
] as const
const exampleSubject = '01940000-0000-7000-8000-00000000000c'

const id = z.uuid()
const day = z.iso.date()

const namesSchema = z.object({
  km: z.string().nullable(),
  latin: z.string().nullable(),
  called: z.string().nullable(),
})
export type ShownNames = z.infer<typeof namesSchema>

export const limitStates = [
  'within',
  'approaching',
  'may-be-past',
  'past',
  'no-limit',
  'unknown',
  'not-in-prison',
] as const

/** A row of the list of children. What the caller may not read is null. */
export const childRowSchema = z.object({
  id,
  code: z.string().nullable(),
  names: namesSchema,
  sex: z.string().nullable(),
  born: z.array(z.string()),
  facility: id.nullable(),
  carer: id.nullable(),
  livesSince: z.string().nullable(),
  isInside: z.boolean(),
  isClosed: z.boolean().describe('Work with the child has ended'),
  pastFrom: z.object({ earliest: day, latest: day }).nullable(),
  state: z.enum(limitStates),
  decision: z.object({ type: z.string(), until: day }).nullable(),
  nextDue: day.nullable(),
  sameAs: id.nullable().optional().describe('The record of the same child that this one leads to'),
})
export type ChildRow = z.infer<typeof childRowSchema>

const pageSize = z.int().min(1).max(200).default(50)
const typed = z.string().trim().max(120)

export const searchChildren = endpoint({
  id: 'children.search',
  method: 'POST',
  path: '/v1/children/search',
  summary: 'Children that the caller may see: by name in either script, by state, by facility; the nearest limit first',
  allow: { roles: casework },
  audit: { what: 'children.listed' },
  input: {
    body: z.object({
      text: typed.optional(),
      state: z.enum(limitStates).optional(),
      facility: id.optional(),
      decision: z.enum(['none', 'full', 'interim', 'overstay']).optional(),
      where: z.enum(['inside', 'outside', 'anywhere', 'closed']).default('inside'),
      asOf: day.optional().describe('The list as it was on a day, folded from the entries that the caller may see'),
      cursor: z.string().max(200).optional(),
      limit: pageSize,
    }),
  },
  output: z.object({
    children: z.array(childRowSchema),
    total: z.int().describe('At most 1,001: more are not counted'),
    cursor: z.string().nullable(),
    today: day,
  }),
  example: { body: { where: 'inside' } },
})

export const deadlineSchema = z.object({
  subject: id,
  code: z.string(),
  key: z.string(),
  opens: day,
  due: day,
  breachFrom: day.nullable(),
  state: z.enum(['not-yet', 'open', 'due-soon', 'overdue', 'breach']),
  duty: z.string(),
  harm: z.int(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ShownDeadline = z.infer<typeof deadlineSchema>

export const showChild = endpoint({
  id: 'children.show',
  method: 'GET',
  path: '/v1/children/:id',
  summary: 'A child: who, where, the clock, what is due; decided over the whole chronicle',
  allow: { roles: casework, relation: { param: 'id', classes: accessClasses } },
  audit: { what: 'child.opened', param: 'id', classes: ['identity'] },
  input: { params: z.object({ id }) },
  output: z.object({ child: childRowSchema, deadlines: z.array(deadlineSchema), today: day }),
  example: { params: { id: exampleSubject } },
})

/** An accepted entry as it travels: all that its author wrote, unknown members too, with `seq` and `received`. */
export const wireEntrySchema = z.looseObject({ id, kind: z.string(), subject: id, seq: z.int(), received: z.string() })

const authorSchema = z.object({ id, displayName: z.string(), agency: id })
export type Author = z.infer<typeof authorSchema>

const chronicleOutput = z.object({
  entries: z.array(wireEntrySchema),
  authors: z.array(authorSchema),
  cursor: z.string().describe('Where the feed goes on from here'),
  today: day,
})

function chronicleOf(name: 'children' | 'carers' | 'facilities' | 'kin') {
  return endpoint({
    id: `${name}.chronicle`,
    method: 'GET',
    path: `/v1/${name}/:id/chronicle`,
    summary: 'All entries in this chronicle that the caller may see, in the order in which they were accepted',
    allow: { roles: casework, relation: { param: 'id', classes: accessClasses } },
    audit: { what: 'chronicle.opened', param: 'id', classes: accessClasses },
    input: { params: z.object({ id }) },
    output: chronicleOutput,
    example: { params: { id: exampleSubject } },
  })
}

export const childChronicle = chronicleOf('children')
export const carerChronicle = chronicleOf('carers')
export const facilityChronicle = chronicleOf('facilities')
export const kinChronicle = chronicleOf('kin')

export const childReaders = endpoint({
  id: 'children.readers',
  method: 'GET',
  path: '/v1/children/:id/readers',
  summary: 'Who looked at this child, latest first',
  allow: { roles: ['social-worker', 'supervisor'], relation: { param: 'id', classes: accessClasses } },
  input: { params: z.object({ id }) },
  output: z.object({
    readers: z.array(
      z.object({
        at: z.string(),
        displayName: z.string(),
        agency: id,
        what: z.string(),
        reason: z.string().nullable(),
      }),
    ),
  }),
  example: { params: { id: exampleSubject } },
})

export const similarChildren = endpoint({
  id: 'children.similar',
  method: 'POST',
  path: '/v1/children/similar',
  summary: 'Children of about this name, asked as a name is typed, so that no child is registered twice',
  allow: { roles: casework },
  audit: { what: 'children.compared' },
  input: { body: z.object({ km: typed.optional(), latin: typed.optional() }) },
  output: z.object({ children: z.array(childRowSchema) }),
  example: { body: { latin: 'Sokha' } },
})

export const carerRowSchema = z.object({
  id,
  names: namesSchema,
  sex: z.string().nullable(),
  isHeld: z.boolean().nullable(),
  facility: id.nullable(),
  heldSince: z.string().nullable(),
  legalStatus: z.string().nullable(),
  charge: z.string().nullable(),
  expectedRelease: z.string().nullable(),
  isPregnant: z.boolean().nullable(),
  due: z.string().nullable(),
  children: z.array(z.object({ child: id, relation: z.string(), isInside: z.boolean() })),
})
export type CarerRow = z.infer<typeof carerRowSchema>

export const searchCarers = endpoint({
  id: 'carers.search',
  method: 'POST',
  path: '/v1/carers/search',
  summary: 'Carers in custody that the caller may see',
  allow: { roles: casework },
  audit: { what: 'carers.listed' },
  input: {
    body: z.object({
      text: typed.optional(),
      facility: id.optional(),
      only: z.enum(['held', 'pregnant', 'released', 'all']).default('held'),
      cursor: id.optional(),
      limit: pageSize,
    }),
  },
  output: z.object({ carers: z.array(carerRowSchema), total: z.int(), cursor: id.nullable(), today: day }),
  example: { body: {} },
})

export const showCarer = endpoint({
  id: 'carers.show',
  method: 'GET',
  path: '/v1/carers/:id',
  summary: 'A carer in custody and the children known to be theirs',
  allow: { roles: casework, relation: { param: 'id', classes: accessClasses } },
  audit: { what: 'carer.opened', param: 'id', classes: ['identity'] },
  input: { params: z.object({ id }) },
  output: z.object({ carer: carerRowSchema, today: day }),
  example: { params: { id: exampleSubject } },
})

export const facilityRowSchema = z.object({
  id,
  code: z.string(),
  nameEn: z.string(),
  nameKm: z.string(),
  province: z.string(),
  holdsWomen: z.boolean(),
  capacity: z.int().nullable(),
  censusOn: day.nullable(),
  census: z.record(z.string(), z.union([z.number(), z.string()])).nullable(),
  isMine: z.boolean().describe('The caller is in the circle of this facility'),
  childrenSeen: z.int().describe('Children inside whom the caller may see'),
})
export type FacilityRow = z.infer<typeof facilityRowSchema>

export const listFacilities = endpoint({
  id: 'facilities.list',
  method: 'GET',
  path: '/v1/facilities',
  summary: 'Prisons that Komar knows, the last count and the children registered there',
  allow: { roles: [...casework, 'analyst', 'administrator'] },
  input: {},
  output: z.object({ facilities: z.array(facilityRowSchema), today: day }),
  example: {},
})
