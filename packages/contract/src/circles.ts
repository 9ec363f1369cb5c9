// Circles: where subjects and people meet. A membership is dated and carries the classes that it passes; it is ended, never removed.
import { accessClasses } from '@komar/domain/access/classes'
import { z } from 'zod'
import { exampleAccount } from './accounts.ts'
import { administrator, endpoint } from './endpoint.ts'

export const circleTypes = ['facility', 'agency', 'case-load', 'grant'] as const

export const circleSchema = z.object({
  id: z.int(),
  type: z.enum(circleTypes),
  facility: z.uuid().nullable(),
  agency: z.uuid().nullable(),
})
export type Circle = z.infer<typeof circleSchema>

const classesSchema = z.array(z.enum(accessClasses)).min(1)

export const membershipSchema = z.object({
  id: z.string(),
  user: z.uuid(),
  circle: z.int(),
  heldFor: z.uuid().describe('The membership in an agency for which it is held, and with which it ends'),
  classes: z.array(z.enum(accessClasses)),
  since: z.iso.date(),
  until: z.iso.date().nullable().describe('First day without it'),
})
export type CircleMembership = z.infer<typeof membershipSchema>

export const listCircles = endpoint({
  id: 'circles.list',
  method: 'GET',
  path: '/v1/circles',
  summary: 'Circles: an administrator sees all, others those they are in',
  allow: 'signed-in',
  input: {},
  output: z.object({ circles: z.array(circleSchema) }),
  example: {},
})

export const listMemberships = endpoint({
  id: 'memberships.list',
  method: 'GET',
  path: '/v1/accounts/:id/circles',
  summary: 'The circles of an account, past ones too',
  allow: administrator,
  input: { params: z.object({ id: z.uuid() }) },
  output: z.object({ memberships: z.array(membershipSchema) }),
  example: { params: { id: exampleAccount } },
})

export const addMembership = endpoint({
  id: 'memberships.add',
  method: 'POST',
  path: '/v1/accounts/:id/circles',
  summary: 'Put an account into a circle; never one’s own, nor an administrator’s or analyst’s',
  status: 201,
  fresh: true,
  allow: administrator,
  audit: { what: 'account.circle-added', param: 'id' },
  input: {
    params: z.object({ id: z.uuid() }),
    body: z.object({
      circle: z.int().positive().max(2_147_483_647),
      membership: z
        .uuid()
        .optional()
        .describe('For which of the person’s agencies; where it is not said, the circle’s own or the main one'),
      classes: classesSchema,
      since: z.iso.date(),
      until: z.iso.date().nullable().default(null),
    }),
  },
  output: z.object({ membership: membershipSchema }),
  example: {
    params: { id: exampleAccount },
    body: { circle: 1, classes: ['identity', 'care'], since: '2014-01-01' },
  },
})

export const endMembership = endpoint({
  id: 'memberships.end',
  method: 'PATCH',
  path: '/v1/accounts/:id/circles/:membership',
  summary: 'End a membership on a day',
  allow: administrator,
  audit: { what: 'account.circle-ended', param: 'id' },
  input: {
    params: z.object({ id: z.uuid(), membership: z.string().regex(/^[1-9]\d{0,17}$/u) }),
    body: z.object({ until: z.iso.date() }),
  },
  output: z.object({ membership: membershipSchema }),
  example: { params: { id: exampleAccount, membership: '1' }, body: { until: '2014-06-01' } },
})
