// wellbeing: illness and treatment, exposure to somebody infectious and what was done about it, being sent on for care, what a child with
// a disability manages, and how it is fed. Health class: a clinician writes it, prison staff read none of it.
// Source: practice.md part 1 row 22 (tuberculosis), part 2 (babies, children with disability). Functioning names domains only; the
// questions of published sets belong to others.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { edtfSchema } from '../time/edtf.ts'
import { plainDateSchema } from '../time/plain-date.ts'
import { dangerSigns } from './growth-kinds.ts'

export const illnesses = [
  'fever',
  'cough',
  'diarrhoea',
  'skin',
  'ear',
  'malnutrition',
  'tuberculosis',
  'other',
] as const
export const treatedWhere = ['clinic-inside', 'health-centre', 'hospital', 'nowhere'] as const

export const illnessRecorded = kind({
  name: 'wellbeing.illness-recorded',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'A child was ill: with what, signs of danger, where it was treated and how.',
  body: body({
    illness: z.enum(illnesses),
    dangerSigns: z.array(z.enum(dangerSigns)).max(dangerSigns.length),
    treatedWhere: z.enum(treatedWhere),
    treatment: text.optional(),
    seenAgainOn: plainDateSchema.optional(),
    words: text.optional(),
  }),
})

export const diseases = ['tuberculosis', 'measles', 'chickenpox', 'hepatitis', 'other'] as const

export const exposureStated = kind({
  name: 'wellbeing.exposure-stated',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'A child slept with or spent its days near somebody infectious: which disease, how near, since when. It names nobody.',
  body: body({
    disease: z.enum(diseases),
    nearness: z.enum(['same-bed', 'same-room', 'same-day-room', 'unknown']),
    exposedTo: z.enum(['mother', 'other-adult', 'other-child', 'unknown']),
    since: edtfSchema.optional(),
    words: text.optional(),
  }),
})

export const contactFindings = ['no-disease', 'disease', 'not-sure'] as const
export const preventives = ['started', 'not-needed', 'declined', 'still-to-decide'] as const

export const contactAssessed = kind({
  name: 'wellbeing.contact-assessed',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'A clinician looked at a child after an exposure: disease ruled out or not, and preventive treatment.',
  body: body({
    exposure: uuidSchema,
    contactFinding: z.enum(contactFindings),
    preventive: z.enum(preventives),
    words: text.optional(),
  }),
})

export const referralMade = kind({
  name: 'wellbeing.referral-made',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'A child was sent on for care: to whom, for what, by when.',
  body: body({ referredTo: line, referredFor: line, by: plainDateSchema, words: text.optional() }),
})

export const referralResults = ['seen', 'refused-there', 'could-not-travel', 'not-allowed-out', 'not-needed'] as const

export const referralFollowed = kind({
  name: 'wellbeing.referral-followed',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'What became of being sent on for care.',
  body: body({ referral: uuidSchema, referralResult: z.enum(referralResults), words: text.optional() }),
})

export const functions = [
  'seeing',
  'hearing',
  'moving',
  'self-care',
  'being-understood',
  'learning',
  'remembering',
  'playing',
  'feelings',
] as const
export const difficulties = ['none', 'some', 'much', 'cannot'] as const

export const functioningStated = kind({
  name: 'wellbeing.functioning-stated',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'What a child finds hard in daily life, by domain, and which help or aid it has. Disability alone is never a reason for a home.',
  body: body({
    functioning: z
      .array(z.looseObject({ domain: z.enum(functions), difficulty: z.enum(difficulties) }))
      .max(functions.length),
    aids: line.optional(),
    words: text.optional(),
  }),
})

export const feedings = ['only-breast', 'breast-and-food', 'no-breast', 'unknown'] as const

export const feedingStated = kind({
  name: 'wellbeing.feeding-stated',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'How a child is fed: breast, other milk, meals, and whether it was hungry.',
  body: body({
    feeding: z.enum(feedings),
    mealsYesterday: z.number().int().min(0).max(20).optional(),
    otherMilk: line.optional(),
    isHungry: z.boolean().optional(),
    words: text.optional(),
  }),
})
