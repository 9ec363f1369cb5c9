// care, an emergency: a child is taken to safety at once and the rest follows in hours and days (practice.md part 3, G-E1). The grounds
// are a closed list: the legal limit, a transfer of the mother and her punishment are not in it and never will be.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const emergencyGrounds = [
  'danger-to-life',
  'serious-harm',
  'violence',
  'mother-dead',
  'mother-in-hospital',
  'mother-gone',
  'mother-asks-in-crisis',
] as const

/** In the order in which they are looked for. */
export const emergencyPlaces = ['other-parent', 'known-kin', 'hospital-with-mother', 'emergency-foster'] as const

export const emergencyOrdered = kind({
  name: 'care.emergency-ordered',
  family: 'act',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  roles: ['social-worker', 'supervisor'],
  doc: 'A child is taken to safety at once: on which ground, what happened, where to, until when.',
  body: body({
    ground: z.enum(emergencyGrounds),
    whatHappened: text,
    on: plainDateSchema,
    place: z.enum(emergencyPlaces),
    carer: uuidSchema.optional(),
    placesTried: z
      .array(z.looseObject({ place: z.enum(emergencyPlaces), whoWasAsked: line.optional(), whyNot: text.optional() }))
      .max(emergencyPlaces.length),
    until: plainDateSchema,
  }),
})

export const emergencyTold = kind({
  name: 'care.emergency-told',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'Who was told of an emergency and of where the child is: supervisor, authority, mother, father. By phone counts.',
  body: body({
    order: uuidSchema,
    told: z.enum(['supervisor', 'authority', 'mother', 'father']),
    name: line.optional(),
    how: z.enum(['phone', 'in-person', 'letter', 'could-not']),
    agrees: z.enum(['yes', 'no', 'no-answer']).optional(),
    why: text.optional(),
  }),
})

export const emergencyOutcomes = ['back-with-mother', 'stays-for-now', 'full-decision-needed'] as const

export const emergencyReviewed = kind({
  name: 'care.emergency-reviewed',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'An emergency was looked at again within 72 hours by someone other than who ordered it.',
  body: body({
    order: uuidSchema,
    emergencyOutcome: z.enum(emergencyOutcomes),
    isChildSeen: z.boolean(),
    motherHeard: z.enum(['heard', 'could-not-be-heard']),
    motherNotHeardReason: text.optional(),
    nextStep: line.optional(),
    reasons: text,
  }),
})
