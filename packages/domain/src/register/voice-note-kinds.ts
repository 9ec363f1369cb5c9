// register: a spoken note about a child, for one's own agency only, as a written one (register.note-written).
import * as z from 'zod'
import { attachmentsSchema } from '../chronicle/attachments.ts'
import { line, sealableBody } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { sealable } from '../chronicle/sealed-text.ts'

export const voiceNoteKept = kind({
  name: 'register.voice-note-kept',
  family: 'fact',
  class: 'notes',
  subject: 'child',
  doc: "A spoken note of one's own agency about a child. No other agency hears it.",
  sealable: ['caption'],
  body: sealableBody({
    attachments: attachmentsSchema.min(1),
    caption: sealable(line).optional(),
    round: z.optional(uuidSchema),
  }),
})
