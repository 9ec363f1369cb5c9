// care: the death of a child or of its mother. Told the same day outside the prison, an independent inquiry asked for, the mother told
// in person and at the funeral, brothers and sisters told; and a review of what was written in the last ninety days.
// Source: practice.md part 3, G-D1. That a child died, without more, is register.died.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const deathReported = kind({
  name: 'care.death-reported',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['carer'],
  doc: 'The child or its mother has died, and what was done for those who stay: who was told and how. What is not said again stands.',
  body: body({
    whoDied: z.enum(['child', 'mother', 'father', 'other-carer']),
    toldOutsideOn: plainDateSchema.optional(),
    toldOutsideTo: line.optional(),
    inquiryAskedOn: plainDateSchema.optional(),
    inquiryAskedOf: line.optional(),
    isClosestToldInPerson: z.boolean().optional(),
    funeral: z.enum(['was-there', 'not-allowed', 'did-not-want', 'still-to-come']).optional(),
    areSiblingsTold: z.enum(['yes', 'no', 'has-none']).optional(),
    comfort: text.optional(),
    words: text.optional(),
  }),
})

export const deathReviewed = kind({
  name: 'care.death-reviewed',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'What was written in the last ninety days was read again, up to a numbered entry: a frozen copy, so that it can always be seen what the review had before it.',
  body: body({
    death: uuidSchema,
    upTo: z.number().int().min(0),
    entries: z.array(uuidSchema).max(600),
    findings: text.optional(),
    changes: text.optional(),
  }),
})
