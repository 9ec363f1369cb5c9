// Accounts and agencies, which an administrator manages. Being one opens no child.
import { roles } from '@komar/domain/access/roles'
import { z } from 'zod'
import { administrator, endpoint } from './endpoint.ts'
import { agencyKinds, agencySchema, languageSchema } from './session.ts'

export const exampleAccount = '01940000-0000-7000-8000-000000000002'
const exampleAgency = '01940000-0000-7000-8000-000000000003'

const loginSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,99}$/u)

/** Who manages accounts or counts children is nobody who reads one: those two roles stand alone. */
export const rolesSchema = z
  .array(z.enum(roles))
  .min(1)
  .max(4)
  .refine((held) => held.length === 1 || !held.some((role) => role === 'administrator' || role === 'analyst'), {
    error: 'stands-alone',
  })

export const accountSchema = z.object({
  id: z.uuid(),
  user: z.string(),
  displayName: z.string(),
  agency: z.uuid(),
  roles: z.array(z.enum(roles)),
  language: languageSchema,
  mustChangePassword: z.boolean(),
  disabledAt: z.iso.datetime().nullable(),
  lastDay: z.iso
    .date()
    .nullable()
    .describe('The last day on which this person belongs to any agency; null while it is open'),
  hasSecondFactor: z.boolean(),
  hasPassword: z.boolean(),
  provider: z
    .object({ isTied: z.boolean(), mayBeTied: z.boolean().describe('Whether all their roles are of those that may') })
    .nullable()
    .describe('Coming in by the identity provider; null: this host has none'),
})
export type Account = z.infer<typeof accountSchema>

/** Days for which a link to set a password holds. */
export const invitationDays = { usual: 7, most: 30 } as const

export const daysSchema = z.int().min(1).max(invitationDays.most).default(invitationDays.usual)

/** The token is told here and never again: its hash alone is kept. The link is `/join#<token>`, so that no host is sent it. */
export const freshInvitationSchema = z.object({ token: z.string(), until: z.iso.datetime() })
export type FreshInvitation = z.infer<typeof freshInvitationSchema>

export const listAccounts = endpoint({
  id: 'accounts.list',
  method: 'GET',
  path: '/v1/accounts',
  summary: 'All accounts',
  allow: administrator,
  input: {},
  output: z.object({ accounts: z.array(accountSchema) }),
  example: {},
})

export const createAccount = endpoint({
  id: 'accounts.create',
  method: 'POST',
  path: '/v1/accounts',
  summary: 'Create an account and a one-time link by which the person sets their own password',
  status: 201,
  fresh: true,
  allow: administrator,
  audit: { what: 'account.created' },
  input: {
    body: z.object({
      user: loginSchema,
      displayName: z.string().trim().min(1).max(200),
      agency: z.uuid(),
      roles: rolesSchema,
      language: languageSchema,
      days: daysSchema,
    }),
  },
  output: z.object({ account: accountSchema, invitation: freshInvitationSchema }),
  example: {
    body: { user: 'sokha', displayName: 'Sokha', agency: exampleAgency, roles: ['social-worker'], language: 'km' },
  },
})

export const changeAccount = endpoint({
  id: 'accounts.change',
  method: 'PATCH',
  path: '/v1/accounts/:id',
  summary: 'Rename, give other roles, disable or enable; never one’s own account',
  fresh: true,
  allow: administrator,
  audit: { what: 'account.changed', param: 'id' },
  input: {
    params: z.object({ id: z.uuid() }),
    body: z.object({
      displayName: z.string().trim().min(1).max(200).optional(),
      roles: rolesSchema.optional(),
      isDisabled: z.boolean().optional(),
    }),
  },
  output: z.object({ account: accountSchema }),
  example: { params: { id: exampleAccount }, body: { isDisabled: true } },
})

export const resetPassword = endpoint({
  id: 'accounts.reset-password',
  method: 'POST',
  path: '/v1/accounts/:id/password',
  summary: 'Make a one-time link to set a new password. The old one stops working, and the account’s sessions end',
  status: 201,
  fresh: true,
  allow: administrator,
  audit: { what: 'account.password-reset', param: 'id' },
  input: { params: z.object({ id: z.uuid() }), body: z.object({ days: daysSchema }) },
  output: z.object({ invitation: freshInvitationSchema }),
  example: { params: { id: exampleAccount }, body: {} },
})

export const listAgencies = endpoint({
  id: 'agencies.list',
  method: 'GET',
  path: '/v1/agencies',
  summary: 'All agencies of this host',
  allow: 'signed-in',
  input: {},
  output: z.object({ agencies: z.array(agencySchema) }),
  example: {},
})

export const createAgency = endpoint({
  id: 'agencies.create',
  method: 'POST',
  path: '/v1/agencies',
  summary: 'Create an agency, and its circle',
  status: 201,
  allow: administrator,
  audit: { what: 'agency.created' },
  input: {
    body: z.object({
      code: z.string().regex(/^[a-z0-9-]{2,40}$/u),
      nameEn: z.string().trim().min(1).max(200),
      nameKm: z.string().trim().min(1).max(200),
      kind: z.enum(agencyKinds),
      isState: z.boolean(),
    }),
  },
  output: z.object({ agency: agencySchema }),
  example: {
    body: { code: 'lotus', nameEn: 'Lotus Care', nameKm: 'ឈូក', kind: 'non-governmental', isState: false },
  },
})
