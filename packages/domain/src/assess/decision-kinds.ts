// assess, around a decision: what someone recommended before it was taken, and what changes or matters in a child's circumstances.
// Recommendation, decision and deed are kept apart, since they are not always of one hand (practice.md part 2, who really decides).
// A circumstance is said by itself and may be said again as no longer so: it calls for an earlier review, or for a longer time to plan
// (practice.md part 3, G-X1, G-L2). Both are care class: a prison never reads them (G-O1).
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { outcomes } from './kinds.ts'

export const recommendationMade = kind({
  name: 'assess.recommendation-made',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'What someone recommends for the child before a decision: the outcome, the kind of care, and why. It decides nothing.',
  body: body({
    byWhom: line,
    outcome: z.enum(outcomes),
    tier: z.number().int().min(0).max(4).optional(),
    assessment: uuidSchema.optional(),
    words: text.optional(),
  }),
})

/** What calls for a review before its day. A transfer and relatives found are known from their own entries. */
export const changes = ['illness', 'new-baby', 'sentence', 'incident'] as const
/** What makes planning longer, as far as no other entry says it, and a mother who may leave overnight. */
export const planningReasons = [
  'disability',
  'foreign-national',
  'sibling-group',
  'sentence-beyond-limit',
  'mother-on-remand',
] as const

export const circumstanceStated = kind({
  name: 'assess.circumstance-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'Something happened that a decision must take up, or something about the child or its mother that planning needs more time for; also that it is no longer so.',
  body: body({
    circumstance: z.enum([...changes, ...planningReasons]),
    isSo: z.boolean(),
    words: text.optional(),
  }),
})
