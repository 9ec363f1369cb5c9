// Files that belong to an entry: its body names each under `attachments` with its size, type and hash, so that the entry is whole
// without them and nobody can change them later. They travel apart. Source: docs/decisions/0014-the-device.md.
// Which kinds take attachments is for each kind to say; any body that names them in this form is read alike.
import * as z from 'zod'
import { uuidSchema, type Written } from './entry.ts'

/** Sizes in bytes. The type is what the bytes must be, and decides how a reader's browser opens them. */
export const attachmentLimits = { perEntry: 8, bytes: 8 * 1024 * 1024, partBytes: 512 * 1024 } as const

export const attachmentTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'audio/webm',
  'audio/ogg',
  'audio/mp4',
  'application/pdf',
] as const
export type AttachmentType = (typeof attachmentTypes)[number]

export const attachmentSchema = z.object({
  id: uuidSchema,
  /** Of the plain bytes, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'attachment.hash-malformed'),
  bytes: z.int().min(1).max(attachmentLimits.bytes),
  type: z.enum(attachmentTypes),
})
export type Attachment = z.infer<typeof attachmentSchema>

/** For the body of a kind that takes attachments. */
export const attachmentsSchema = z
  .array(attachmentSchema)
  .max(attachmentLimits.perEntry)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'attachment.named-twice')

/** The attachments that an entry names; none where its body names none, or names them in another form. */
export function attachmentsOf(entry: Pick<Written, 'body'>): readonly Attachment[] {
  const parsed = attachmentsSchema.safeParse(entry.body['attachments'])
  return parsed.success ? parsed.data : []
}
