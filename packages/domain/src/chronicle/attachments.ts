// What a body says of the files that belong to it: the bytes travel apart, after the entry, and are whole when their SHA-256 fits
// (docs/decisions/0014-the-device.md, "Attachments"). Only types that a phone makes and that can be shown without running anything.
import * as z from 'zod'
import { uuidSchema, type Recorded } from './entry.ts'

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

export const maxAttachments = 8
export const maxAttachmentBytes = 8 * 1024 * 1024

/** One file: its id, the SHA-256 of its bytes in hex, how many they are, and their type. */
export const attachmentSchema = z.strictObject({
  id: uuidSchema,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1).max(maxAttachmentBytes),
  type: z.enum(attachmentTypes),
})
export type Attachment = z.infer<typeof attachmentSchema>

export const attachmentsSchema = z.array(attachmentSchema).min(1).max(maxAttachments)

/** The files that an entry names; none when it has no such member or it cannot be read. */
export function attachmentsOf({ body }: Pick<Recorded, 'body'>): readonly Attachment[] {
  return attachmentsSchema.safeParse(body['attachments']).data ?? []
}
