// wellbeing: measurements of a child's body, what is known of its birth for its health, and the first look at a newborn.
// A measurement is kept as it was read, however impossible: it is flagged and left out of what is counted, and never mended in silence
// (domain-facts.md section 3). Health class: a clinician writes it, and prison staff read none of it.
// Source: practice.md part 6, P1 and B5–B8. Uncertain: which signs of danger a country's clinics ask for; these are common ones.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'
import { yesNoUnknown } from './answers.ts'

export const postures = ['lying', 'standing'] as const

/** Wide on purpose: centimetres for metres and ten kilograms for a newborn are flagged, not lost. */
const reading = (most: number) => z.number().positive().max(most).optional()

export const growthMeasured = kind({
  name: 'wellbeing.growth-measured',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: "A child's weight, length or height, head, arm, skinfolds and oedema, as read on a day. Impossible readings are kept and flagged.",
  body: body({
    weightKg: reading(100_000),
    heightCm: reading(3000),
    posture: z.enum(postures).optional(),
    headCm: reading(3000),
    muacCm: reading(3000),
    tricepsMm: reading(200),
    subscapularMm: reading(200),
    hasOedema: z.boolean().optional(),
    scaleNote: line.optional(),
    words: text.optional(),
  }).refine(
    ({ weightKg, heightCm, headCm, muacCm, tricepsMm, subscapularMm, hasOedema }) =>
      [weightKg, heightCm, headCm, muacCm, tricepsMm, subscapularMm].some((value) => value !== undefined) ||
      hasOedema === true,
    { message: 'growth.nothing-measured', path: ['weightKg'] },
  ),
})

export const birthFactsStated = kind({
  name: 'wellbeing.birth-facts-stated',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'What the health of a child needs to know of its birth: weeks of pregnancy, and weight. Where it was born is not said here.',
  body: body({
    gestationWeeks: z.number().int().min(20).max(45).optional(),
    weeksKnownBy: z.enum(['scan', 'last-period', 'examination', 'guess']).optional(),
    birthWeightGrams: z.number().int().min(200).max(8000).optional(),
    words: text.optional(),
  }),
})

export const dangerSigns = [
  'not-feeding',
  'fits',
  'fast-breathing',
  'fever',
  'cold',
  'yellow',
  'very-sleepy',
  'bleeding',
  'vomits-everything',
  'blood-in-stool',
  'no-movement',
  'headache-and-swelling',
] as const

export const newbornChecked = kind({
  name: 'wellbeing.newborn-checked',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'A clinician looked at a newborn: feeding, warmth, signs of danger, and when it is seen again.',
  body: body({
    breastfedFirstHour: z.enum(yesNoUnknown).optional(),
    dangerSigns: z.array(z.enum(dangerSigns)).max(dangerSigns.length),
    seenAgainOn: plainDateSchema.optional(),
    words: text.optional(),
  }),
})
