// wellbeing: a carer who is no caseworker keeps the diary of one child. An act, as it lets somebody write: who, for which child, until when.
// Care class, and a supervisor's. The carer sees the child's name and what it wrote itself, and nothing else of anybody
// (docs/decisions/0015-wellbeing.md).
import { body, line } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const diaryEntrusted = kind({
  name: 'wellbeing.diary-entrusted',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: "A carer's account may keep the diary of this child until a day. A later one for the same account stands in its place.",
  body: body({
    keeper: uuidSchema,
    until: plainDateSchema,
    /** Who the carer is to the child, in words. */
    keeperIs: line.optional(),
  }),
})
