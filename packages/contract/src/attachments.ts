// Photographs, drawings, voice notes and papers. They travel after the entry that names them, in parts that resume, and are read by
// whoever may read that entry. Source: docs/decisions/0014-the-device.md.
import { attachmentLimits, attachmentSchema } from '@komar/domain/chronicle/attachments'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const exampleAttachment = '01940000-0000-7000-8000-000000000005'
const exampleEntry = '01940000-0000-7000-8000-000000000006'

export const attachmentStatusSchema = z.object({
  id: z.uuid(),
  received: z.int().describe('Bytes that the host has, from the beginning; the next part starts here'),
  isWhole: z.boolean().describe('All is there and was checked'),
})

export const beginAttachment = endpoint({
  id: 'attachments.begin',
  method: 'POST',
  path: '/v1/attachments',
  summary: 'Begin, or go on with, the upload of what an accepted entry of my agency names',
  status: 201,
  allow: 'signed-in',
  input: { body: attachmentSchema.extend({ entry: z.uuid() }) },
  output: attachmentStatusSchema,
  example: {
    body: { id: exampleAttachment, entry: exampleEntry, sha256: '0'.repeat(64), bytes: 1000, type: 'image/jpeg' },
  },
})

export const sendAttachmentPart = endpoint({
  id: 'attachments.send-part',
  method: 'PUT',
  path: '/v1/attachments/:id',
  summary:
    'Send the bytes from an offset, as application/octet-stream. At another offset than the host stands at: attachment.offset, with where. After the last part all is checked: attachment.refused says what does not fit',
  allow: 'signed-in',
  bodyLimitBytes: attachmentLimits.partBytes,
  input: {
    params: z.object({ id: z.uuid() }),
    query: z.object({ offset: z.coerce.number().int().min(0).max(attachmentLimits.bytes) }),
    bytes: true,
  },
  output: attachmentStatusSchema,
  example: { params: { id: exampleAttachment }, query: { offset: 0 }, bytes: new Uint8Array([1, 2, 3]) },
})

export const showAttachment = endpoint({
  id: 'attachments.show',
  method: 'GET',
  path: '/v1/attachments/:id',
  summary: 'How far the upload is',
  allow: 'signed-in',
  input: { params: z.object({ id: z.uuid() }) },
  output: attachmentStatusSchema,
  example: { params: { id: exampleAttachment } },
})

export const readAttachment = endpoint({
  id: 'attachments.read',
  method: 'GET',
  path: '/v1/attachments/:id/content',
  summary: 'The whole file, to be saved and never run',
  produces: 'file',
  allow: 'signed-in',
  input: { params: z.object({ id: z.uuid() }) },
  output: z.unknown(),
  example: { params: { id: exampleAttachment } },
})
