// access: who is responsible for a child, and what another agency may see of it, for what purpose and until when.
// Both are acts: recorded as entries, so that who could see what, and why, is part of the chronicle itself.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'
import { accessClasses } from './classes.ts'

/** Why another agency may know: a duty by law, consent, or danger. Consent of a person who is locked up is the weakest of them. */
export const legalBases = ['duty', 'consent', 'danger'] as const

export const allocated = kind({
  name: 'access.allocated',
  family: 'act',
  class: 'identity',
  subject: 'child',
  roles: ['supervisor'],
  doc: "The agency, and the worker in it, responsible for the child from this day: the child enters the agency's case-load.",
  body: body({ agency: uuidSchema, worker: uuidSchema.optional() }),
})

export const granted = kind({
  name: 'access.granted',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'Another agency may see these classes of the child for a purpose, until a day.',
  body: body({
    agency: uuidSchema,
    classes: z.array(z.enum(accessClasses)).min(1).max(accessClasses.length),
    purpose: line,
    until: plainDateSchema,
    legalBasis: z.enum(legalBases).optional(),
    basisReason: text.optional(),
  }),
})

export const consentStated = kind({
  name: 'access.consent-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['carer'],
  doc: 'Whether a parent, or the child, agrees that an agency may know: a yes or no for each agency by itself. A later no withdraws a yes (practice.md, G-M2).',
  body: body({
    whose: z.enum(['mother', 'father', 'child', 'other-carer']),
    purpose: line,
    agencies: z
      .array(z.looseObject({ agency: uuidSchema, agrees: z.boolean() }))
      .min(1)
      .max(20),
    isReadAloud: z.boolean(),
    witness: line.optional(),
    isWitnessStaff: z.boolean(),
    /** Told, and understood, that food, care and all that the law gives do not depend on the answer. */
    isFreeToRefuse: z.boolean(),
    understood: z.enum(['own-language', 'interpreter', 'no']),
    words: text.optional(),
  }),
})
