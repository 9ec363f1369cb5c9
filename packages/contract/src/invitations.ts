// One-time links by which a person sets their own password. Nothing personal stands in one; who has it and opens it in time is believed,
// once. Source: docs/decisions/0018-who-belongs-here.md.
import { z } from 'zod'
import { exampleAccount } from './accounts.ts'
import { administrator, endpoint } from './endpoint.ts'
import { linkTokenSchema } from './link-token.ts'
import { languageSchema } from './session.ts'

const exampleToken = 'QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI'
/** join, reset: to set a password. provider: to be tied to the identity provider (provider.begin). */
const purposeSchema = z.enum(['join', 'reset', 'provider'])

export const invitationSchema = z.object({
  id: z.uuid(),
  purpose: purposeSchema,
  made: z.iso.datetime(),
  madeBy: z.string().describe('Display name'),
  until: z.iso.datetime(),
  state: z.enum(['open', 'used', 'withdrawn', 'expired']),
})
export type Invitation = z.infer<typeof invitationSchema>

export const listInvitations = endpoint({
  id: 'invitations.list',
  method: 'GET',
  path: '/v1/accounts/:id/invitations',
  summary: 'Links made for an account, the latest first; never one’s own',
  allow: administrator,
  input: { params: z.object({ id: z.uuid() }) },
  output: z.object({ invitations: z.array(invitationSchema) }),
  example: { params: { id: exampleAccount } },
})

export const withdrawInvitation = endpoint({
  id: 'invitations.withdraw',
  method: 'POST',
  path: '/v1/invitations/:id/withdraw',
  summary: 'Withdraw a link that is open: it opens nothing any more',
  allow: administrator,
  audit: { what: 'invitation.withdrawn' },
  input: { params: z.object({ id: z.uuid() }), body: z.object({}) },
  output: z.object({ withdrawn: z.literal(true) }),
  example: { params: { id: exampleAccount }, body: {} },
})

const bodyLimitBytes = 4 * 1024

/** Of a link that is used or over, nothing more is told. */
const openedSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('open'),
    purpose: purposeSchema,
    user: z.string().describe('For signing in'),
    agency: z.object({ nameEn: z.string(), nameKm: z.string() }),
    language: languageSchema,
    until: z.iso.datetime(),
    asksPassword: z.boolean().describe('provider: the account’s password is asked for beside the link'),
  }),
  z.object({ state: z.literal('used') }),
  z.object({ state: z.literal('ended') }),
])
export type OpenedInvitation = z.infer<typeof openedSchema>

export const openInvitation = endpoint({
  id: 'invitations.open',
  method: 'POST',
  path: '/v1/invitation',
  summary: 'What a link is for. The token travels in the body, never in an address',
  allow: 'anyone',
  callsPerMinute: 30,
  bodyLimitBytes,
  input: { body: z.object({ token: linkTokenSchema }) },
  output: openedSchema,
  example: { body: { token: exampleToken } },
})

export const acceptInvitation = endpoint({
  id: 'invitations.accept',
  method: 'POST',
  path: '/v1/invitation/password',
  summary: 'Set the password of the link’s account, once. It signs nobody in',
  allow: 'anyone',
  callsPerMinute: 10,
  bodyLimitBytes,
  input: { body: z.object({ token: linkTokenSchema, password: z.string().min(1).max(1000) }) },
  output: z.object({ user: z.string() }),
  example: { body: { token: exampleToken, password: 'four plain quiet words' } },
})
