// care, a children's home: the last of the five ways out, approved for one child, for a short time, with a way back to a family
// (practice.md part 3, G-K3).
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const residentialGrounds = [
  'no-family-place',
  'sibling-group',
  'medical-need',
  'disability',
  'want-of-means',
] as const

export const residentialApproved = kind({
  name: 'care.residential-approved',
  family: 'act',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  roles: ['supervisor'],
  doc: 'A children’s home is approved for this child for at most three months at a time; approving it again is its review.',
  body: body({
    home: uuidSchema,
    decision: uuidSchema,
    until: plainDateSchema,
    grounds: z.array(z.enum(residentialGrounds)).max(residentialGrounds.length),
    wayBack: text.optional(),
    whoLooksForFamily: line.optional(),
    isAdoptionOffered: z.boolean(),
    reasons: text,
  }),
})
