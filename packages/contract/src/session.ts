// Signing in, out, and "who am I".
import { accessClasses } from '@komar/domain/access/classes'
import { roles } from '@komar/domain/access/roles'
import { z } from 'zod'
import { devicePolicySchema, exampleDevice } from './devices.ts'
import { endpoint } from './endpoint.ts'
import { sealingSchema } from './sealing.ts'
import { passkeyAnswerSchema } from './passkey-answer.ts'

export const languageSchema = z.enum(['en', 'km'])

/** Length alone is asked for (NIST SP 800-63B): at least 12 characters, and not a common password. */
export const passwordLength = { min: 12, max: 200 } as const

/** Six digits of an authenticator app, or a recovery code; spaces and dashes do not matter. */
export const codeSchema = z.string().min(1).max(20)

export const agencyKinds = ['prisons', 'child-welfare', 'health', 'justice', 'non-governmental', 'host'] as const

export const agencySchema = z.object({
  id: z.uuid(),
  code: z.string(),
  nameEn: z.string(),
  nameKm: z.string(),
  kind: z.enum(agencyKinds),
  isState: z.boolean(),
})
export type Agency = z.infer<typeof agencySchema>

export const sessionSchema = z.object({
  account: z.object({ id: z.uuid(), user: z.string(), displayName: z.string() }),
  agency: agencySchema,
  roles: z.array(z.enum(roles)),
  language: languageSchema,
  mustChangePassword: z.boolean().describe('While true, everything but a new password is refused'),
  mustAddSecondFactor: z.boolean().describe('While true, everything but adding one is refused'),
  hasPasskey: z.boolean().describe('Whether a fresh proof can be given with a passkey'),
  byProvider: z
    .string()
    .nullable()
    .describe('The name of the identity provider by which this session was opened; null: by a password'),
  mayRead: z.array(z.enum(accessClasses)),
  mayWrite: z.array(z.enum(accessClasses)),
  device: z.uuid().describe('The device that entries of this session are written by'),
  sealing: sealingSchema,
  expiresAt: z.iso.datetime(),
  host: z.object({
    stamp: z.enum(['real', 'demonstration']),
    epoch: z.uuid(),
    country: z.string(),
    timeZone: z.string(),
    now: z.iso.datetime().describe("The instant in the host's own time"),
    today: z.iso.date().describe("Today in the host's own time and the policy pack's time zone"),
    handInKey: z.string().describe('age recipient to which a device seals its unsent entries'),
    devicePolicy: devicePolicySchema,
  }),
})
export type Session = z.infer<typeof sessionSchema>

export const openSession = endpoint({
  id: 'session.open',
  method: 'POST',
  path: '/v1/session',
  summary: 'Sign in',
  status: 201,
  allow: 'anyone',
  input: {
    body: z.object({
      user: z.string().min(1).max(100),
      password: z.string().min(1).max(passwordLength.max),
      code: codeSchema
        .optional()
        .describe('Where the account has a second factor: a code of the authenticator app, or a recovery code'),
      passkey: passkeyAnswerSchema
        .optional()
        .describe('In place of the code, what a passkey signed (session.ask-passkey)'),
      device: z.uuid().optional().describe('The id that this browser or phone was given before'),
      deviceLabel: z.string().max(100).optional(),
      otherDevices: z
        .array(z.uuid())
        .max(20)
        .optional()
        .describe('Further ids given before that the same password opens here: the host picks that of the agency'),
      agency: z
        .uuid()
        .optional()
        .describe('For whom belongs to several agencies (access.choose-agency): for which this session acts'),
      as: z.enum(['cookie', 'bearer']).default('cookie').describe('bearer: answer a token for programs, set no cookie'),
    }),
  },
  output: z.object({
    token: z.string().optional().describe('Only for bearer; shown once'),
    device: z.uuid(),
    mustChangePassword: z.boolean(),
  }),
  example: { body: { user: 'sokha', password: 'four plain quiet words', device: exampleDevice } },
})

export const showSession = endpoint({
  id: 'session.show',
  method: 'GET',
  path: '/v1/session',
  summary: 'Who am I, and what may I do',
  allow: 'signed-in',
  beforePasswordChange: true,
  input: {},
  output: sessionSchema,
  example: {},
})

export const closeSession = endpoint({
  id: 'session.close',
  method: 'DELETE',
  path: '/v1/session',
  summary: 'Sign out',
  allow: 'signed-in',
  beforePasswordChange: true,
  input: {},
  output: z.object({}),
  example: {},
})

export const confirmSession = endpoint({
  id: 'session.confirm',
  method: 'POST',
  path: '/v1/session/confirm',
  summary: 'Prove once more who one is, for what asks for a fresh proof',
  allow: 'signed-in',
  beforePasswordChange: true,
  input: {
    body: z
      .object({
        password: z.string().min(1).max(passwordLength.max).optional(),
        code: codeSchema.optional(),
        passkey: passkeyAnswerSchema
          .optional()
          .describe('What a passkey signed (session.ask-passkey-to-confirm): alone, in place of password and code'),
      })
      .refine(({ password, passkey }) => (password === undefined) !== (passkey === undefined), {
        path: ['password'],
        message: 'password-or-passkey',
      }),
  },
  output: z.object({}),
  example: { body: { password: 'four plain quiet words' } },
})

export const showFresh = endpoint({
  id: 'session.fresh',
  method: 'GET',
  path: '/v1/session/fresh',
  summary: 'Whether one has proved lately who one is: asked before what is written wants it',
  allow: 'signed-in',
  fresh: true,
  input: {},
  output: z.object({}),
  example: {},
})

export const changePassword = endpoint({
  id: 'session.change-password',
  method: 'PUT',
  path: '/v1/session/password',
  summary: 'Choose a new password; ends every other session of this account',
  allow: 'signed-in',
  beforePasswordChange: true,
  audit: { what: 'password.changed' },
  input: {
    body: z.object({ old: z.string().min(1).max(passwordLength.max), new: z.string().min(1).max(1000) }),
  },
  output: z.object({}),
  example: { body: { old: 'four plain quiet words', new: 'another few plain words' } },
})

export const chooseLanguage = endpoint({
  id: 'session.choose-language',
  method: 'PUT',
  path: '/v1/session/language',
  summary: 'Choose the language of the interface',
  allow: 'signed-in',
  beforePasswordChange: true,
  input: { body: z.object({ language: languageSchema }) },
  output: z.object({}),
  example: { body: { language: 'km' } },
})
