// wellbeing: the health of a pregnant woman in custody. Health class, in her own chronicle: results of tests for HIV and syphilis never
// reach prison staff, and nothing here makes a record of a child (practice.md part 2, pregnant women). That a pregnancy ended is also
// register.pregnancy-ended, in custody class, which says "birth" or "loss" and no more.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'
import { dangerSigns } from './growth-kinds.ts'

export const testResults = ['not-offered', 'declined', 'waiting', 'negative', 'positive-treated', 'positive'] as const

export const antenatalVisited = kind({
  name: 'wellbeing.antenatal-visited',
  family: 'fact',
  class: 'health',
  subject: 'carer',
  doc: 'A pregnant woman was seen by a midwife or clinician: weeks, signs of danger, tests, and the plan for the birth.',
  body: body({
    pregnancy: uuidSchema.optional(),
    gestationWeeks: z.number().int().min(3).max(45).optional(),
    dangerSigns: z.array(z.enum(dangerSigns)).max(dangerSigns.length),
    bloodPressure: line.optional(),
    hivTest: z.enum(testResults).optional(),
    syphilisTest: z.enum(testResults).optional(),
    birthPlan: line.optional(),
    seenAgainOn: plainDateSchema.optional(),
    words: text.optional(),
  }),
})

export const pregnancyResults = ['live-birth', 'stillbirth', 'miscarriage', 'ended', 'unknown'] as const

export const pregnancyResulted = kind({
  name: 'wellbeing.pregnancy-resulted',
  family: 'fact',
  class: 'health',
  subject: 'carer',
  doc: 'How a pregnancy ended, for her care afterwards. A loss makes no record of a child.',
  body: body({
    pregnancy: uuidSchema.optional(),
    pregnancyResult: z.enum(pregnancyResults),
    careAfter: text.optional(),
    words: text.optional(),
  }),
})
