// Passkeys: a second step beside the password, and a proof in its place where a session asks for a fresh one. The password stays: what a
// device keeps opens with it alone. Why so: docs/decisions/0017-proving-who-one-is.md.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { newPasskeyRequestSchema, newPasskeySchema, passkeyRequestSchema } from './passkey-answer.ts'
import { recoveryCodesSchema } from './second-factor.ts'
import { passwordLength } from './session.ts'

export const askPasskey = endpoint({
  id: 'session.ask-passkey',
  method: 'POST',
  path: '/v1/session/passkey',
  summary:
    'What a passkey is to sign, for who knows the password: a challenge for one try at signing in, good for five minutes',
  status: 201,
  allow: 'anyone',
  callsPerMinute: 120,
  input: {
    body: z.object({ user: z.string().min(1).max(100), password: z.string().min(1).max(passwordLength.max) }),
  },
  output: passkeyRequestSchema,
  example: { body: { user: 'sokha', password: 'four plain quiet words' } },
})

export const askPasskeyToConfirm = endpoint({
  id: 'session.ask-passkey-to-confirm',
  method: 'POST',
  path: '/v1/session/confirm/passkey',
  summary: 'What one of my passkeys is to sign for a fresh proof, good for five minutes and this session',
  status: 201,
  allow: 'signed-in',
  beforePasswordChange: true,
  input: { body: z.object({}) },
  output: passkeyRequestSchema,
  example: { body: {} },
})

export const beginPasskey = endpoint({
  id: 'second-factor.begin-passkey',
  method: 'POST',
  path: '/v1/second-factor/passkeys/begin',
  summary: 'What a new passkey of mine is made for, good for five minutes and this session',
  status: 201,
  allow: 'signed-in',
  fresh: true,
  beforeSecondFactor: true,
  input: { body: z.object({}) },
  output: newPasskeyRequestSchema,
  example: { body: {} },
})

const exampleBytes = 'eHh4eHh4eHg'

export const passkeyName = z.string().trim().min(1).max(60)

export const addPasskey = endpoint({
  id: 'second-factor.add-passkey',
  method: 'POST',
  path: '/v1/second-factor/passkeys',
  summary: 'Add a passkey, ten at most. The first second factor ends my other sessions and answers recovery codes',
  status: 201,
  allow: 'signed-in',
  fresh: true,
  beforeSecondFactor: true,
  audit: { what: 'passkey.added' },
  input: { body: z.object({ name: passkeyName, passkey: newPasskeySchema }) },
  output: z.object({ recoveryCodes: recoveryCodesSchema.nullable().describe('Null: those that I have still hold') }),
  example: {
    body: {
      name: 'My phone',
      passkey: { id: exampleBytes, response: { clientDataJSON: exampleBytes, attestationObject: exampleBytes } },
    },
  },
})

export const removePasskey = endpoint({
  id: 'second-factor.remove-passkey',
  method: 'POST',
  path: '/v1/second-factor/passkeys/:id/remove',
  summary: 'Take one of my passkeys away; with the last second factor go the recovery codes',
  allow: 'signed-in',
  fresh: true,
  audit: { what: 'passkey.removed' },
  input: { params: z.object({ id: z.uuid() }), body: z.object({}) },
  output: z.object({}),
  example: { params: { id: '01940000-0000-7000-8000-0000000000ac' }, body: {} },
})
