// care: a picture for the child's own memory book, and for nothing else: no profile, no report, no donor ever gets it (practice.md
// part 2, photographs; trade in children). Identity class. The one kind of picture that may show a face, with leave given for it.
import * as z from 'zod'
import { permissions } from '../assess/drawing-kinds.ts'
import { attachmentsSchema } from '../chronicle/attachments.ts'
import { body, line } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'

export const memoryPictureKept = kind({
  name: 'care.memory-picture-kept',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  roles: ['social-worker', 'supervisor', 'monitor'],
  doc: "A picture for the child's own memory book, and for nothing else.",
  body: body({ permission: z.enum(permissions), caption: line.optional(), attachments: attachmentsSchema.min(1) }),
})
