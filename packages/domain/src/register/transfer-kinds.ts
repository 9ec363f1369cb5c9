// register: notice of a transfer. Told before it happens, or within a day of it; a reason, or none known (practice.md part 3, G-T1).
// The transfer itself is register.custody-began and register.residence-began at the new prison.
import { body, line } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { edtfSchema } from '../time/edtf.ts'

export const transferAnnounced = kind({
  name: 'register.transfer-announced',
  family: 'fact',
  class: 'custody',
  subject: 'carer',
  doc: 'Notice that a carer in custody is to move to another prison: when, where to, and the reason where one was given.',
  body: body({ to: uuidSchema.optional(), movesOn: edtfSchema, transferReason: line.optional() }),
})
