// assess: individual assessments and best-interests decisions. An assessment is one entry per section, so that no body mixes
// classes; sections share an assessment id. A decision's reasons are care class; its outcome (what, until when, which measures
// are owed) is identity class, because those who owe a measure must see it and nothing more (practice.md, G-O1).
import * as z from 'zod'
import type { AccessClass } from '../access/classes.ts'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const assessmentTypes = [
  'entry',
  'birth',
  'periodic',
  'before-limit',
  'separation',
  'placement',
  'reunification',
] as const
export type AssessmentType = (typeof assessmentTypes)[number]

/** The reason of a replacement that only goes on with a section; stored, so in the language of the data dictionary. */
export const continuedReason = 'continued'

/** One answer of a questionnaire as stored: the item's stable id, its value or why there is none, who told it, whether it was seen. */
export const storedAnswerSchema = z.looseObject({
  item: z.string().min(1).max(60),
  value: z.union([z.string().max(4000), z.number(), z.boolean(), z.array(z.string().max(300)).max(40)]).optional(),
  missing: z.enum(['does-not-know', 'not-asked', 'prefers-not-to-say']).optional(),
  toldBy: line.optional(),
  seen: z.boolean().optional(),
})

/** A concern that the answers raised, and what is done about it: an action, or to whom it was passed because it cannot be met here. */
const answeredConcernSchema = z.looseObject({
  item: z.string().max(60),
  level: z.enum(['watch', 'act']),
  action: text.optional(),
  passedTo: line.optional(),
})

const section = body({
  assessment: uuidSchema,
  type: z.enum(assessmentTypes),
  questionnaire: z.string().max(80),
  questionnaireVersion: z.string().max(20),
  section: z.string().max(60),
  answers: z.array(storedAnswerSchema).max(200),
  // Of a section whose class the finishing act may not carry: health, psychology, legal, safeguarding.
  concerns: z.array(answeredConcernSchema).max(60).optional(),
})

function answersOf(accessClass: AccessClass) {
  return kind({
    name: `assess.${accessClass}-answered`,
    family: 'fact',
    class: accessClass,
    subject: 'child',
    doc: `Answers to one section of an assessment, ${accessClass} class. Sections of one assessment share its id.`,
    body: section,
  })
}

export const identityAnswered = answersOf('identity')
export const custodyAnswered = answersOf('custody')
export const careAnswered = answersOf('care')
export const healthAnswered = answersOf('health')
export const conditionsAnswered = answersOf('conditions')
export const psychologyAnswered = answersOf('psychology')
export const legalAnswered = answersOf('legal')
export const safeguardingAnswered = answersOf('safeguarding')

export const viewWays = ['watched', 'play', 'pictures', 'single-words', 'talk', 'drawing', 'faces', 'life-map'] as const

/** How someone was heard: of a parent whether it was private and understood, of a child in the way of its age. */
const howHeard = {
  inPrivate: z.enum(['yes', 'no']).optional(),
  understood: z.enum(['own-language', 'interpreter', 'no']).optional(),
  legalHelp: z.enum(['accepted', 'declined', 'not-offered']).optional(),
  hasRights: z.enum(['yes', 'no', 'unknown']).optional(),
  ways: z.array(z.enum(viewWays)).max(viewWays.length).optional(),
  /** What people who know a small child see of it. */
  seenBy: z
    .array(z.looseObject({ who: line, sees: text }))
    .max(6)
    .optional(),
  face: z.enum(['very-sad', 'sad', 'neither', 'glad', 'very-glad']).optional(),
  drawing: text.optional(),
  lifeMap: text.optional(),
  limits: text.optional(),
  mayBeShownTo: line.optional(),
  isReadBack: z.boolean().optional(),
  comes: z.enum(['comes', 'sends-someone', 'neither']).optional(),
  sends: line.optional(),
}

export const viewHeard = kind({
  name: 'assess.view-heard',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'What the child, the mother or the father says or shows about staying, leaving or a plan. Heard is not agreed (practice.md, G-M1, G-V1).',
  body: body({
    whose: z.enum(['child', 'mother', 'father']),
    about: z.enum(['stay', 'leave', 'separation', 'reunification', 'closure', 'general']),
    stance: z.enum(['agrees', 'disagrees', 'undecided', 'could-not-be-asked']),
    freely: z.enum(['yes', 'no', 'not-sure']).optional(),
    how: line.optional(),
    words: text.optional(),
    whyNot: z.enum(['ill', 'refuses', 'no-safe-place', 'no-interpreter', 'no-time', 'not-reached', 'dead']).optional(),
    tries: z.number().int().min(0).max(99).optional(),
    ...howHeard,
  }),
})

export const assessmentFinished = kind({
  name: 'assess.assessment-finished',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['social-worker', 'supervisor'],
  doc: 'An assessment is complete: its concerns each have an action, or are passed on because they cannot be met here.',
  body: body({
    assessment: uuidSchema,
    type: z.enum(assessmentTypes),
    isShort: z.boolean(),
    concerns: z.array(answeredConcernSchema).max(100),
    unsure: text.optional(),
  }),
})

export const panelMemberSchema = z.looseObject({
  name: line,
  agency: uuidSchema,
  presence: z.enum(['in-person', 'phone']),
  part: z.enum(['votes', 'informs']),
  isChair: z.boolean(),
  isAssessor: z.boolean(),
  /** Declared by every member: none, or what it is. */
  hasInterest: z.boolean().optional(),
  interest: line.optional(),
  opinion: z.enum(['for', 'against', 'abstains']),
  words: text.optional(),
  /** Of a member by phone: the time of the call, and whether the text was read back. */
  calledAt: line.optional(),
  isReadBack: z.boolean().optional(),
})

export const optionSchema = z.looseObject({
  tier: z.number().int().min(0).max(4),
  whoWasAsked: text.optional(),
  whyNot: text.optional(),
  argumentsFor: text.optional(),
  argumentsAgainst: text.optional(),
})

export const stayMeasureSchema = z.looseObject({
  measure: z.number().int().min(1).max(99),
  class: z.enum(['A', 'B', 'C']),
  state: z.enum(['in-place', 'can-be-provided-now', 'owed']),
  dutyHolder: line,
  due: plainDateSchema,
})

export const decisionTypes = ['full', 'interim', 'overstay'] as const
export const outcomes = ['stay', 'leave-with-mother', 'leave-to-care'] as const
/** What an interim decision of one agency alone may order. */
export const interimOrders = ['health', 'food', 'room', 'contact', 'keep-together'] as const

const decided = {
  type: z.enum(decisionTypes),
  outcome: z.enum(outcomes),
  from: plainDateSchema,
  until: plainDateSchema,
  measures: z.array(stayMeasureSchema).max(60),
}

export const decisionMade = kind({
  name: 'assess.decision-made',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'A best-interests decision with its whole reasoning: options side by side, panel, opinions and dissent, reasons.',
  body: body({
    ...decided,
    assessment: uuidSchema.optional(),
    isRenewal: z.boolean(),
    options: z.array(optionSchema).max(5),
    chosenTier: z.number().int().min(0).max(4).optional(),
    panel: z.array(panelMemberSchema).max(12),
    reasons: text,
    overstay: z
      .looseObject({
        whyNoSafePlace: text,
        whoIsFindingOne: line,
        steps: z.array(z.looseObject({ what: line, by: plainDateSchema })).max(20),
      })
      .optional(),
    orders: z.array(z.enum(interimOrders)).max(interimOrders.length).optional(),
    /** The nearest other agency, to which an interim decision of one agency is queued. */
    secondAgency: uuidSchema.optional(),
    /** Who decided at the ministry, and when: for the next of a row that has reached its end. */
    ministryLevel: z.looseObject({ who: line, when: plainDateSchema }).optional(),
  }),
})

export const decisionDeclared = kind({
  name: 'assess.decision-declared',
  family: 'act',
  class: 'identity',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'What was decided, until when, and which measures are owed by whom: what a prison officer may see of a decision.',
  body: body({ decision: uuidSchema, ...decided }),
})

export const measureConfirmed = kind({
  name: 'assess.measure-confirmed',
  family: 'fact',
  class: 'conditions',
  subject: 'child',
  doc: 'Whether a special measure is really in place, and who says so.',
  body: body({
    measure: z.number().int().min(1).max(99),
    isInPlace: z.boolean(),
    proof: z.enum(['seen-by-monitor', 'mother-says', 'record']),
  }),
})
