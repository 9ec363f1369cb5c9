// Who may come in by the identity provider: what administrators do with somebody else's account. Source: docs/decisions/0017-proving-who-one-is.md.
import { z } from 'zod'
import { daysSchema, exampleAccount, freshInvitationSchema } from './accounts.ts'
import { administrator, endpoint } from './endpoint.ts'

const params = z.object({ id: z.uuid() })

export const makeProviderLink = endpoint({
  id: 'accounts.make-provider-link',
  method: 'POST',
  path: '/v1/accounts/:id/provider-link',
  summary:
    'Make a one-time link by which a person ties their account to who they are at the provider. Earlier links end; password and sessions stay',
  status: 201,
  allow: administrator,
  fresh: true,
  audit: { what: 'account.provider-link-made', param: 'id' },
  input: { params, body: z.object({ days: daysSchema }) },
  output: z.object({ invitation: freshInvitationSchema }),
  example: { params: { id: exampleAccount }, body: {} },
})

export const untieProvider = endpoint({
  id: 'accounts.untie-provider',
  method: 'POST',
  path: '/v1/accounts/:id/provider/untie',
  summary: 'Nobody comes into this account by the provider any more; its sessions end',
  allow: administrator,
  fresh: true,
  audit: { what: 'account.provider-untied', param: 'id' },
  input: { params, body: z.object({}) },
  output: z.object({}),
  example: { params: { id: exampleAccount }, body: {} },
})

export const removePassword = endpoint({
  id: 'accounts.remove-password',
  method: 'POST',
  path: '/v1/accounts/:id/password/remove',
  summary: 'Whoever is tied to the provider comes in by it alone from now on; their sessions end',
  allow: administrator,
  fresh: true,
  audit: { what: 'account.password-removed', param: 'id' },
  input: { params, body: z.object({}) },
  output: z.object({}),
  example: { params: { id: exampleAccount }, body: {} },
})
