// A second factor beside the password: an authenticator app or passkeys (passkeys.ts), with recovery codes. Who must have one is the administrator's to say.
import { roles } from '@komar/domain/access/roles'
import { z } from 'zod'
import { exampleAccount } from './accounts.ts'
import { administrator, endpoint } from './endpoint.ts'
import { codeSchema, passwordLength } from './session.ts'

export const recoveryCodesSchema = z
  .array(z.string())
  .describe('Shown once, to be written down; each is taken once in place of a code')

const ownPasskeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  addedOn: z.iso.date(),
  lastUsedOn: z.iso.date().nullable(),
  isStopped: z.boolean().describe('Its count went back: there may be a copy, and it is taken no more'),
})
export type OwnPasskey = z.infer<typeof ownPasskeySchema>

export const secondFactorSchema = z.object({
  authenticator: z.object({ since: z.iso.datetime() }).nullable(),
  passkeys: z.array(ownPasskeySchema),
  passkeysAt: z
    .string()
    .nullable()
    .describe('The name of the host that passkeys are for; null: it goes by a number, and no browser makes one'),
  recoveryCodesLeft: z.int(),
  provider: z
    .object({ name: z.string(), tiedSince: z.iso.datetime() })
    .nullable()
    .describe('The identity provider by which I may come in; null: by none'),
  hasPassword: z.boolean(),
  isAskedFor: z.boolean().describe('By one of my roles on this host'),
})
export type SecondFactor = z.infer<typeof secondFactorSchema>

export const showSecondFactor = endpoint({
  id: 'second-factor.show',
  method: 'GET',
  path: '/v1/second-factor',
  summary: 'What is asked of me beside the password',
  allow: 'signed-in',
  beforeSecondFactor: true,
  input: {},
  output: secondFactorSchema,
  example: {},
})

export const beginAuthenticator = endpoint({
  id: 'second-factor.begin-authenticator',
  method: 'POST',
  path: '/v1/second-factor/authenticator',
  summary: 'A secret for my authenticator app, which counts once I give a code of it (RFC 6238: SHA-1, 6 digits, 30 s)',
  status: 201,
  allow: 'signed-in',
  fresh: true,
  beforeSecondFactor: true,
  input: { body: z.object({}) },
  output: z.object({ secret: z.string().describe('Base32') }),
  example: { body: {} },
})

export const proveAuthenticator = endpoint({
  id: 'second-factor.prove-authenticator',
  method: 'PUT',
  path: '/v1/second-factor/authenticator',
  summary: 'Give a first code: from now on one is asked for. Ends my other sessions and answers recovery codes',
  allow: 'signed-in',
  fresh: true,
  beforeSecondFactor: true,
  audit: { what: 'second-factor.added' },
  input: { body: z.object({ code: codeSchema }) },
  output: z.object({ recoveryCodes: recoveryCodesSchema.nullable().describe('Null: those that I have still hold') }),
  example: { body: { code: '123456' } },
})

export const removeAuthenticator = endpoint({
  id: 'second-factor.remove-authenticator',
  method: 'POST',
  path: '/v1/second-factor/authenticator/remove',
  summary: 'Take my authenticator app away, with password and code',
  allow: 'signed-in',
  audit: { what: 'second-factor.removed' },
  input: { body: z.object({ password: z.string().min(1).max(passwordLength.max), code: codeSchema }) },
  output: z.object({}),
  example: { body: { password: 'four plain quiet words', code: '123456' } },
})

export const giveRecoveryCodes = endpoint({
  id: 'second-factor.give-recovery-codes',
  method: 'POST',
  path: '/v1/second-factor/recovery-codes',
  summary: 'Ten new recovery codes; the old ones are worth nothing from then on',
  status: 201,
  allow: 'signed-in',
  fresh: true,
  audit: { what: 'recovery-codes.given' },
  input: { body: z.object({}) },
  output: z.object({ recoveryCodes: recoveryCodesSchema }),
  example: { body: {} },
})

export const resetSecondFactor = endpoint({
  id: 'accounts.reset-second-factor',
  method: 'POST',
  path: '/v1/accounts/:id/second-factor/reset',
  summary: 'For a person who has lost phone and recovery codes: take app and passkeys away and end their sessions',
  allow: administrator,
  fresh: true,
  audit: { what: 'account.second-factor-reset', param: 'id' },
  input: { params: z.object({ id: z.uuid() }), body: z.object({}) },
  output: z.object({}),
  example: { params: { id: exampleAccount }, body: {} },
})

const rolesSchema = z.object({ roles: z.array(z.enum(roles)).max(roles.length) })

export const showSecondFactorRoles = endpoint({
  id: 'host.show-second-factor-roles',
  method: 'GET',
  path: '/v1/host/second-factor-roles',
  summary: 'Roles that ask for a second factor on this host',
  allow: administrator,
  input: {},
  output: rolesSchema,
  example: {},
})

export const changeSecondFactorRoles = endpoint({
  id: 'host.change-second-factor-roles',
  method: 'PUT',
  path: '/v1/host/second-factor-roles',
  summary: 'Ask for a second factor: who holds one of these roles has none of their roles until they added one',
  allow: administrator,
  fresh: true,
  audit: { what: 'second-factor-roles.changed' },
  input: { body: rolesSchema },
  output: rolesSchema,
  example: { body: { roles: [] } },
})
