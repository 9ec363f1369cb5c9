// Coming in by the identity provider of a ministry or an organisation (OpenID Connect): the host sends the browser there and takes its
// answer; who it may be is tied by an administrator beforehand. What a device keeps opens with a password alone, and none comes here: whoever
// comes in so works with a network. Source: docs/decisions/0017-proving-who-one-is.md.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { linkTokenSchema } from './link-token.ts'
import { passkeyAnswerSchema, passkeyRequestSchema } from './passkey-answer.ts'
import { codeSchema, passwordLength } from './session.ts'

/** Where the provider sends the browser back: a page of the app, which hands the answer in. */
export const cameInPath = '/came-in'

const bodyLimitBytes = 16 * 1024
const callsPerMinute = 60
const address = z.object({ address: z.url().describe('Where the browser goes now: a page of the provider') })

export const showProvider = endpoint({
  id: 'provider.show',
  method: 'GET',
  path: '/v1/provider',
  summary: 'By which identity provider people may come in here, if by any',
  allow: 'anyone',
  input: {},
  output: z.object({ provider: z.object({ name: z.string() }).nullable() }),
  example: {},
})

export const beginAtProvider = endpoint({
  id: 'provider.begin',
  method: 'POST',
  path: '/v1/provider/begin',
  summary:
    'Begin to sign in at the provider, or, with the token of a link, to be tied to it. Good for five minutes in this browser, which gets a cookie',
  status: 201,
  allow: 'anyone',
  callsPerMinute,
  bodyLimitBytes,
  input: {
    body: z.object({
      token: linkTokenSchema.optional().describe('Of a link that ties an account (accounts.make-provider-link)'),
      password: z
        .string()
        .min(1)
        .max(passwordLength.max)
        .optional()
        .describe('Of the link’s account, where it has one: the link alone does not tie it'),
      code: codeSchema.optional(),
      passkey: passkeyAnswerSchema.optional(),
    }),
  },
  output: address,
  example: { body: {} },
})

export const beginProofAtProvider = endpoint({
  id: 'provider.begin-proof',
  method: 'POST',
  path: '/v1/provider/proof',
  summary:
    'Begin to prove once more who I am, at the provider, which asks anew. Good for five minutes and this session',
  status: 201,
  allow: 'signed-in',
  beforePasswordChange: true,
  callsPerMinute,
  input: { body: z.object({}) },
  output: address,
  example: { body: {} },
})

export const takeProviderAnswer = endpoint({
  id: 'provider.answer',
  method: 'POST',
  path: '/v1/provider/answer',
  summary:
    'Hand in what the provider answered, once, from the browser that began it. It signs nobody in: what was begun is ended by another call',
  allow: 'anyone',
  callsPerMinute,
  bodyLimitBytes,
  input: {
    body: z.object({
      state: z.string().min(1).max(200),
      code: z.string().min(1).max(8000).optional(),
      error: z.string().min(1).max(200).optional(),
      iss: z.string().min(1).max(500).optional(),
    }),
  },
  output: z.object({
    purpose: z
      .enum(['sign-in', 'confirm', 'tie'])
      .describe('sign-in: go on with provider.come-in; confirm: with provider.confirm; tie: done'),
  }),
  example: { body: { state: 'c3RhdGU', code: 'Y29kZQ' } },
})

const secondFactor = {
  code: codeSchema
    .optional()
    .describe('Of an authenticator app, or a recovery code, where session.code-needed asks for it'),
  passkey: passkeyAnswerSchema
    .optional()
    .describe('In place of the code, what a passkey signed (provider.ask-passkey)'),
}

export const comeInByProvider = endpoint({
  id: 'provider.come-in',
  method: 'POST',
  path: '/v1/provider/session',
  summary: 'Open a session for who was proved at the provider, once and within five minutes',
  status: 201,
  allow: 'anyone',
  callsPerMinute,
  bodyLimitBytes,
  input: {
    body: z.object({
      ...secondFactor,
      device: z.uuid().optional().describe('The id that this browser was given before'),
      deviceLabel: z.string().max(100).optional(),
      otherDevices: z.array(z.uuid()).max(20).optional().describe('Further ids that it was given'),
      agency: z.uuid().optional().describe('For whom belongs to several agencies (access.choose-agency)'),
    }),
  },
  output: z.object({ device: z.uuid() }),
  example: { body: {} },
})

export const askPasskeyAtProvider = endpoint({
  id: 'provider.ask-passkey',
  method: 'POST',
  path: '/v1/provider/passkey',
  summary: 'What a passkey is to sign, for who was proved at the provider and is asked for a second factor here',
  status: 201,
  allow: 'anyone',
  callsPerMinute,
  input: { body: z.object({}) },
  output: passkeyRequestSchema,
  example: { body: {} },
})

export const confirmByProvider = endpoint({
  id: 'provider.confirm',
  method: 'POST',
  path: '/v1/provider/confirm',
  summary: 'A fresh proof, by what was proved at the provider for this session',
  allow: 'signed-in',
  beforePasswordChange: true,
  input: { body: z.object({ code: codeSchema.optional() }) },
  output: z.object({}),
  example: { body: {} },
})

export const signOutAtProvider = endpoint({
  id: 'provider.sign-out',
  method: 'POST',
  path: '/v1/provider/sign-out',
  summary: 'Sign out here, and learn where the browser signs out at the provider',
  allow: 'signed-in',
  beforePasswordChange: true,
  input: { body: z.object({}) },
  output: z.object({ address: z.url().nullable().describe('Null: the provider offers none, or does not answer') }),
  example: { body: {} },
})
