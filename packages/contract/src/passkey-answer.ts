// What passes between the host, the browser and a passkey: the JSON forms of W3C Web Authentication, level 3 (5.1.8 and 5.1.9), as far as
// the host reads them. What a browser says beyond that is dropped unread.
import { z } from 'zod'

const base64url = (longest: number) => z.base64url().min(1).max(longest)

/** 1023 bytes at most (level 3, 4: Credential ID). */
const credentialId = base64url(1364)

export const passkeyTransports = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

/** What a passkey signed. */
export const passkeyAnswerSchema = z.object({
  id: credentialId,
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(8000),
  }),
})
export type PasskeyAnswer = z.infer<typeof passkeyAnswerSchema>

/** What a new passkey says of itself. */
export const newPasskeySchema = z.object({
  id: credentialId,
  response: z.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(20_000),
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
})

const descriptorSchema = z.object({
  id: credentialId,
  type: z.literal('public-key'),
  transports: z.array(z.enum(passkeyTransports)),
})

/** What a passkey is asked to sign. */
export const passkeyRequestSchema = z.object({
  challenge: base64url(100),
  rpId: z.string(),
  allowCredentials: z.array(descriptorSchema),
  userVerification: z.literal('required'),
  timeout: z.int().describe('Milliseconds'),
})
export type PasskeyRequest = z.infer<typeof passkeyRequestSchema>

/** What a new passkey is made for. */
export const newPasskeyRequestSchema = z.object({
  challenge: base64url(100),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: base64url(100), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ alg: z.int(), type: z.literal('public-key') })),
  excludeCredentials: z.array(descriptorSchema),
  authenticatorSelection: z.object({
    residentKey: z.literal('discouraged'),
    requireResidentKey: z.literal(false),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
  timeout: z.int().describe('Milliseconds'),
})
