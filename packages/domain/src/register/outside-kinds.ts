// register: where a child lives that is not in prison. A child left outside whose carer is held has a record, a clock and a follow-up
// without ever entering a prison (the report, R.3; practice.md part 1 row 10, E1). A stay with a host family is no placement (row 25).
// Care class: prison staff never see where kin live.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { edtfSchema } from '../time/edtf.ts'
import { yesNoUnknown } from './family-kinds.ts'

export const livingWith = [
  'other-parent',
  'grandparent',
  'other-kin',
  'sibling',
  'neighbour',
  'care-home',
  'street',
  'alone',
  'released-parent',
  'unknown',
] as const

export const livingOutsideStated = kind({
  name: 'register.living-outside-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  doc: 'Where and with whom a child lives that is not in prison, and whether someone looks after it: also a child left outside whose carer is held.',
  body: body({
    livingWith: z.enum(livingWith),
    whom: line.optional(),
    kin: uuidSchema.optional(),
    attended: z.enum(yesNoUnknown),
    whereaboutsKnown: z.enum(['yes', 'no']),
    district: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    whoArranged: z.enum(['mother', 'father', 'kin', 'police', 'local-authority', 'nobody', 'unknown']).optional(),
    words: text.optional(),
  }),
})

export const hostStayStated = kind({
  name: 'register.host-stay-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  doc: 'A stay with a host family, over holidays for example: from when to when, with whom, and who looked whether it is safe. No placement.',
  body: body({
    household: line,
    kin: uuidSchema.optional(),
    returnOn: edtfSchema.optional(),
    isSafetyChecked: z.boolean(),
    safetyCheck: text.optional(),
    howItWent: text.optional(),
  }),
})
