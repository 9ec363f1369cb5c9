// care, the carer's home: who lives there, the inspection of a children's home, support promised and given, the match of a child and
// a carer, and the authority asked for its word. Source: practice.md part 3 (G-K1, G-K2, G-K3) and part 6, C1 to C8.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const householdStated = kind({
  name: 'care.household-stated',
  family: 'fact',
  class: 'care',
  subject: 'kin',
  also: ['child'],
  doc: 'Who lives with a carer, with ages, and how many of them are children of their own: they count towards a foster carer’s places.',
  body: body({
    people: z
      .array(z.looseObject({ person: line, ageYears: z.number().int().min(0).max(120).optional() }))
      .max(30)
      .optional(),
    ownChildren: z.number().int().min(0).max(30),
    whereChildSleeps: text.optional(),
  }),
})

export const registrations = ['registered', 'not-registered', 'not-known'] as const

export const homeInspected = kind({
  name: 'care.home-inspected',
  family: 'fact',
  class: 'care',
  subject: 'kin',
  also: ['child'],
  doc: 'A children’s home was inspected: whether it is registered, by whom it was inspected, and whether it is fit.',
  body: body({
    registration: z.enum(registrations),
    registrationNumber: line.optional(),
    inspectedBy: line,
    fitness: z.enum(['fit', 'fit-with-conditions', 'not-fit']),
    conditions: text.optional(),
    children: z.number().int().min(0).max(999).optional(),
    staff: z.number().int().min(0).max(999).optional(),
    words: text.optional(),
  }),
})

export const supportPlanned = kind({
  name: 'care.support-planned',
  family: 'fact',
  class: 'care',
  subject: 'kin',
  also: ['child'],
  doc: 'Support that was promised to a carer: what, by whom, by which day. Lack of means opens this, and never refuses.',
  body: body({ what: line, promisedBy: line, by: plainDateSchema }),
})

export const supportGiven = kind({
  name: 'care.support-given',
  family: 'fact',
  class: 'care',
  subject: 'kin',
  also: ['child'],
  doc: 'Support that came, whether it was promised or not.',
  body: body({ support: uuidSchema.optional(), what: line, isComplete: z.boolean() }),
})

export const approvalAsked = kind({
  name: 'care.approval-asked',
  family: 'fact',
  class: 'care',
  subject: 'kin',
  also: ['child'],
  doc: 'The authority was asked for its final word on a carer, was reminded, or refused. While it is silent a provisional approval goes on.',
  body: body({ askedOf: line, approvalStep: z.enum(['asked', 'escalated', 'refused']), why: text.optional() }),
})

export const matched = kind({
  name: 'care.matched',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  doc: 'Why this foster carer fits this child, and what each of them said.',
  body: body({
    carer: uuidSchema,
    whyTheyFit: text,
    whatChildNeeds: text.optional(),
    language: line.optional(),
    words: text.optional(),
  }),
})
