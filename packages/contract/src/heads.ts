// Signed heads: where the host's chain ended at an instant, under its Ed25519 key. Whoever keeps one elsewhere can show later that no
// entry up to it was changed, removed or put in another place. Source: docs/decisions/0020-history-that-can-be-checked.md.
import { canonicalJson } from '@komar/domain/chronicle/canonical'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** 32 bytes in base64url. */
const publicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/u)
/** 64 bytes in base64url. */
const signatureSchema = z.string().regex(/^[A-Za-z0-9_-]{86}$/u)

export const signedHeadSchema = z.object({
  format: z.literal('komar-head'),
  version: z.literal(1),
  host: z.uuid().describe('Which installation; a restored one keeps it'),
  epoch: z.uuid().describe('Changes when the host is restored from a backup'),
  seq: z.int().min(1).describe('Number of the last entry'),
  chain: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .describe('SHA-256 over it and all before it, in hex'),
  at: z.iso.datetime({ precision: 3 }).describe("When it was signed, by the host's machine"),
  key: publicKeySchema.describe('Ed25519 public key, base64url'),
  signature: signatureSchema.describe('Ed25519 over the RFC 8785 text of all other members, base64url'),
})
export type SignedHead = z.infer<typeof signedHeadSchema>

/** The text that is signed: RFC 8785 of all members but the signature. */
export function textOfHead(head: Omit<SignedHead, 'signature'> & { signature?: string }): string {
  const { signature: _, ...said } = head
  return canonicalJson(said)
}

const signingKeySchema = z.object({
  publicKey: publicKeySchema,
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable().describe('When the next key took its place; null for the one in use'),
  introducedBy: publicKeySchema.nullable(),
  introduction: signatureSchema
    .nullable()
    .describe(
      "The former key's signature over this key's introduction; null for the first, and where the former was lost",
    ),
})
export type SigningKey = z.infer<typeof signingKeySchema>

/** The text by which a key hands over to the next, signed with the former. */
export function textOfIntroduction(host: string, publicKey: string): string {
  return canonicalJson({ format: 'komar-signing-key', version: 1, host, key: publicKey })
}

const restorationSchema = z.object({
  epoch: z.uuid(),
  before: z.uuid().describe('The epoch that ended'),
  at: z.iso.datetime(),
  afterSeq: z.int().describe('Number of the last entry in the backup'),
})
export type Restoration = z.infer<typeof restorationSchema>

export const listHeads = endpoint({
  id: 'heads.list',
  method: 'GET',
  path: '/v1/heads',
  summary:
    'Signed heads of the chain, newest first, with all keys ever used and every restoration. Needs no session: a head tells a number, a hash and an instant, and is worth most where this host cannot reach it',
  allow: 'anyone',
  callsPerMinute: 60,
  input: {
    query: z.object({
      below: z.coerce.number().int().min(1).optional().describe('Only heads of lower numbers'),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  output: z.object({
    heads: z.array(signedHeadSchema.extend({ short: z.string().describe('To read out or write down') })),
    more: z.boolean(),
    keys: z.array(signingKeySchema),
    restorations: z.array(restorationSchema),
  }),
  example: { query: {} },
})
export type HeadList = z.infer<typeof listHeads.output>
