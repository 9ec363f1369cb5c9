// An entry is one recorded fact or decision about a subject. Entries are only ever added; everything else is derived.
// Source: docs/decisions/0001-the-envelope.md. The names and meanings in this file are frozen: stored bytes never change.
import * as z from 'zod'
import { edtfSchema } from '../time/edtf.ts'
import { instantSchema, type Instant } from '../time/instant.ts'

export const subjectTypes = ['child', 'carer', 'kin', 'facility', 'agency'] as const
export type SubjectType = (typeof subjectTypes)[number]

export const bases = ['seen', 'told', 'document', 'inferred'] as const
/** How a fact is known. 'told' carries by whom in the body. */
export type Basis = (typeof bases)[number]

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const uuid = z.string().regex(uuidPattern, 'uuid.malformed')

export const uuidSchema = uuid.brand<'Uuid'>()
export type Uuid = z.infer<typeof uuidSchema>

/** The id of a child, carer, kin, facility or agency. */
export type SubjectId = Uuid
export type UserId = Uuid
export type AgencyId = Uuid
export type DeviceId = Uuid

export const maxAlso = 8
export const maxBodyBytes = 32_768
export const maxEntriesPerCall = 500
/** 16 random bytes or more, base64url: without it, a short body could be guessed from its published hash. */
const saltSchema = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/, 'entry.salt-missing')

export const bodySchema = z.looseObject({ salt: saltSchema })
export type Body = z.infer<typeof bodySchema>

const kindName = z
  .string()
  .regex(/^[a-z]+(\.[a-z][a-z0-9-]*)+$/, 'entry.kind-malformed')
  .max(80)

/** All that an author writes. Strict: an unknown member of the envelope is refused, an unknown member of the body is kept. */
export const writtenSchema = z.strictObject({
  id: uuidSchema,
  kind: kindName,
  v: z.number().int().min(1).max(9999),
  subject: uuidSchema,
  also: z.array(uuidSchema).max(maxAlso),
  occurred: edtfSchema,
  basis: z.enum(bases),
  body: bodySchema,
  replaces: uuidSchema.optional(),
  retracts: uuidSchema.optional(),
  answers: uuidSchema.optional(),
  basedOn: z.number().int().nonnegative().optional(),
  policy: z.string().max(40).optional(),
  author: uuidSchema,
  agency: uuidSchema,
  device: uuidSchema,
  written: instantSchema,
})

/** What the author wrote, before the host has seen it. */
export type Written = z.infer<typeof writtenSchema>

/** What the host adds on acceptance. `seq` is at once feed cursor, commit order and known time. */
export type Acceptance = { seq: number; received: Instant }

/** An accepted entry. `content` and `chain` (hex) are there when the reader asked for proof. */
export type Entry = Written & Acceptance & { content?: string; chain?: string }

/** An entry in a chronicle: accepted, or still waiting on this device. */
export type Recorded = Written & Partial<Acceptance>

/** True when the host has accepted the entry. */
export function isAccepted(entry: Recorded): entry is Entry {
  return entry.seq !== undefined && entry.received !== undefined
}
