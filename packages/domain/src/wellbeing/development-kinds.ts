// wellbeing: what a child can do, what it no longer can, and what its carer worries about. Social workers see children play and clinicians
// examine them, and no class is written by both that also lets them read it: so there are two kinds with one body, one for each class, as
// with the answers of assessments. Whoever reads both sees both (docs/decisions/0015-wellbeing.md).
// Source: domain-facts.md section 4; practice.md P3 (a lost skill is acted upon the same day).
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'

export const milestoneStates = ['yes', 'not-yet', 'not-sure'] as const

const shape = {
  /** The age of the checklist, in months; none for motor milestones alone. */
  checkpointMonths: z.number().int().min(0).max(72).optional(),
  milestones: z
    .array(z.looseObject({ id: z.string().regex(/^[A-Za-z0-9-]{2,40}$/), state: z.enum(milestoneStates) }))
    .max(60),
  lostSkill: line.optional(),
  worry: text.optional(),
  words: text.optional(),
}

export const developmentObserved = kind({
  name: 'wellbeing.development-observed',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'What a child can do by a checklist, a skill that it has lost, and its carer’s worry, as a social worker saw or heard it.',
  body: body(shape),
})

export const developmentExamined = kind({
  name: 'wellbeing.development-examined',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'The same, as a clinician saw or heard it.',
  body: body(shape),
})
