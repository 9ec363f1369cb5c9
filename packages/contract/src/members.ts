// Where one is signed in, and who belongs to which agency from when to when. Source: docs/decisions/0018-who-belongs-here.md.
import { roles } from '@komar/domain/access/roles'
import { z } from 'zod'
import { exampleAccount, rolesSchema } from './accounts.ts'
import { administrator, endpoint } from './endpoint.ts'

const exampleSession = '01940000-0000-7000-8000-000000000006'
const exampleAgency = '01940000-0000-7000-8000-000000000003'
const accountParams = z.object({ id: z.uuid() })

const openedSessionSchema = z.object({
  id: z.uuid(),
  device: z.uuid(),
  label: z.string().describe('The device as it named itself; may be empty'),
  agency: z.uuid(),
  since: z.iso.datetime(),
  lastUsed: z.iso.datetime().describe('The beginning of the hour in which it was last used: no diary of anybody’s day'),
  isThis: z.boolean(),
})
export type SignedInSession = z.infer<typeof openedSessionSchema>

export const listSessions = endpoint({
  id: 'sessions.list',
  method: 'GET',
  path: '/v1/sessions',
  summary: 'Where I am signed in, the last used first',
  allow: 'signed-in',
  input: {},
  output: z.object({ sessions: z.array(openedSessionSchema) }),
  example: {},
})

export const endSession = endpoint({
  id: 'sessions.end',
  method: 'POST',
  path: '/v1/sessions/:id/end',
  summary: 'Sign me out there. The device keeps its locked work and hands it in',
  allow: 'signed-in',
  audit: { what: 'session.ended' },
  input: { params: z.object({ id: z.uuid() }), body: z.object({}) },
  output: z.object({ ended: z.int() }),
  example: { params: { id: exampleSession }, body: {} },
})

export const endOtherSessions = endpoint({
  id: 'sessions.end-others',
  method: 'POST',
  path: '/v1/sessions/end-others',
  summary: 'Sign me out everywhere but here',
  allow: 'signed-in',
  fresh: true,
  audit: { what: 'sessions.ended' },
  input: { body: z.object({}) },
  output: z.object({ ended: z.int() }),
  example: { body: {} },
})

export const endAccountSessions = endpoint({
  id: 'accounts.end-sessions',
  method: 'POST',
  path: '/v1/accounts/:id/sessions/end',
  summary: 'Sign a person out everywhere; of one’s own account, everywhere but here',
  allow: administrator,
  fresh: true,
  audit: { what: 'account.sessions-ended', param: 'id' },
  input: { params: accountParams, body: z.object({}) },
  output: z.object({ ended: z.int() }),
  example: { params: { id: exampleAccount }, body: {} },
})

const agencyMembershipSchema = z.object({
  id: z.uuid(),
  agency: z.uuid(),
  roles: z.array(z.enum(roles)),
  since: z.iso.date(),
  lastDay: z.iso.date().nullable().describe('Null while it is open'),
})
export type AgencyMembership = z.infer<typeof agencyMembershipSchema>
const listed = z.object({ memberships: z.array(agencyMembershipSchema) })

export const listAgencyMemberships = endpoint({
  id: 'accounts.list-agencies',
  method: 'GET',
  path: '/v1/accounts/:id/agencies',
  summary: 'To which agencies a person belongs and belonged, the latest first',
  allow: administrator,
  input: { params: accountParams },
  output: listed,
  example: { params: { id: exampleAccount } },
})

export const beginAgencyMembership = endpoint({
  id: 'accounts.join-agency',
  method: 'POST',
  path: '/v1/accounts/:id/agencies',
  summary: 'A person belongs to one agency more, or again, without any circle yet; never one’s own account',
  status: 201,
  allow: administrator,
  fresh: true,
  audit: { what: 'account.agency-joined', param: 'id' },
  input: {
    params: accountParams,
    body: z.object({ agency: z.uuid(), roles: rolesSchema, since: z.iso.date() }),
  },
  output: listed,
  example: {
    params: { id: exampleAccount },
    body: { agency: exampleAgency, roles: ['social-worker'], since: '2014-01-01' },
  },
})

export const endAgencyMembership = endpoint({
  id: 'accounts.leave-agency',
  method: 'POST',
  path: '/v1/accounts/:id/agencies/:membership/end',
  summary:
    'The last day in an agency: its circles end; after that day its sessions end and its devices are told to hand in and wipe',
  allow: administrator,
  fresh: true,
  audit: { what: 'account.agency-left', param: 'id' },
  input: {
    params: z.object({ id: z.uuid(), membership: z.uuid() }),
    body: z.object({ lastDay: z.iso.date() }),
  },
  output: listed,
  example: { params: { id: exampleAccount, membership: exampleSession }, body: { lastDay: '2014-06-30' } },
})
