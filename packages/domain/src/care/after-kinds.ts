// care, after the move: contact stopped by decision, how closely a child is visited, the end of a placement, the way back to the
// mother, the release-ready pack, the look after a transfer, the plan for leaving care, the child's own story, closure and reopening.
// Source: practice.md part 3, G-C1, G-F1, G-R1, G-R2, G-T1, G-Z1, and part 2, adolescents.
// What a gate asks for is optional here: the gate names it when it is missing.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { edtfSchema } from '../time/edtf.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const contactStopped = kind({
  name: 'care.contact-stopped',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'Contact between the child and its mother is stopped until a day on which this is looked at again: by a full decision or for danger, never as a punishment.',
  body: body({
    decision: uuidSchema.optional(),
    danger: text.optional(),
    reasons: text.optional(),
    isPunishment: z.boolean(),
    reviewOn: plainDateSchema.optional(),
  }),
})

export const needLevels = ['low', 'medium', 'high'] as const

export const needLevelSet = kind({
  name: 'care.need-level-set',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'How closely a child is visited after a move, by need, with the reason kept.',
  body: body({ level: z.enum(needLevels), reasons: text.optional() }),
})

export const placementEndings = [
  'carer-cannot-go-on',
  'child-asked-to-leave',
  'child-ran-away',
  'danger',
  'carer-ill-or-dead',
  'time-was-up',
  'moves-to-another-carer',
  'goes-back-to-mother',
  'other',
] as const

export const placementEnded = kind({
  name: 'care.placement-ended',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  doc: 'The child no longer lives with this carer: as planned or not, and why. It asks for a new plan.',
  body: body({
    placement: uuidSchema.optional(),
    isPlanned: z.boolean(),
    why: z.enum(placementEndings),
    whereNow: line.optional(),
    words: text.optional(),
  }),
})

const trialStay = z.looseObject({ on: plainDateSchema, length: z.enum(['day', 'night', 'week']), how: line })

export const reunificationPlanned = kind({
  name: 'care.reunification-planned',
  family: 'act',
  class: 'care',
  subject: 'child',
  also: ['carer', 'kin'],
  roles: ['social-worker', 'supervisor'],
  doc: 'The plan for a child to live with its mother again. Want of means leads to aid, never to refusal.',
  body: body({
    carer: uuidSchema,
    backOn: plainDateSchema,
    ifChildDoesNotWant: text.optional(),
    mothersState: text.optional(),
    homeFound: text.optional(),
    isHomeSeen: z.boolean(),
    means: z.enum(['enough', 'aid-arranged', 'lacking', 'not-known']).optional(),
    aid: text.optional(),
    isDangerKnown: z.boolean().optional(),
    safetyPlan: text.optional(),
    school: line.optional(),
    isCarerTold: z.boolean(),
    trials: z.array(trialStay).max(12),
    noTrialReason: text.optional(),
    goodbye: text.optional(),
    siblings: text.optional(),
    neighbours: text.optional(),
    nightCall: line.optional(),
    ifItFails: line.optional(),
    firstVisitOn: plainDateSchema.optional(),
  }),
})

export const reunited = kind({
  name: 'care.reunited',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['carer'],
  doc: 'The child lives with its mother again. With no plan it is recorded too, and is visited all the same.',
  body: body({
    carer: uuidSchema.optional(),
    plan: uuidSchema.optional(),
    where: line.optional(),
    words: text.optional(),
  }),
})

/** The pieces of a release-ready pack, in the order in which they are needed on the day. */
export const packPieces = ['whoMeets', 'fare', 'papers', 'healthCard', 'firstNight', 'firstFollowUp'] as const
export type PackPiece = (typeof packPieces)[number]

export const releasePackStated = kind({
  name: 'care.release-pack-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['carer'],
  doc: 'What must be ready on the day of a release, kept from entry: who meets them, fare, papers, health card, first night, first follow-up. What is not said again stands.',
  body: body({
    whoMeets: line.optional(),
    fare: line.optional(),
    papers: line.optional(),
    healthCard: line.optional(),
    firstNight: line.optional(),
    firstFollowUp: line.optional(),
    releaseExpected: edtfSchema.optional(),
    isReleaseHeard: z.boolean().optional(),
  }),
})

export const distances = ['nearer', 'same', 'farther', 'not-known'] as const

export const transferChecked = kind({
  name: 'care.transfer-checked',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['carer'],
  doc: 'The look after a transfer: how far kin now are, how the new place is, what contact needs.',
  body: body({
    distanceToKin: z.enum(distances),
    conditions: text,
    contactNow: text.optional(),
    words: text.optional(),
  }),
})

export const leavingCarePlanned = kind({
  name: 'care.leaving-care-planned',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['social-worker', 'supervisor'],
  doc: 'The plan for growing up out of care, from 15: home, schooling, money, papers, a trusted adult. Support lasts until schooling ends.',
  body: body({
    livingPlace: text.optional(),
    schooling: text.optional(),
    money: text.optional(),
    papers: text.optional(),
    trustedAdult: line.optional(),
    family: text.optional(),
    reviewOn: plainDateSchema,
  }),
})

export const storyParts = ['heard-story', 'read-file', 'own-version'] as const

export const storyShared = kind({
  name: 'care.story-shared',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'An older child heard its story from a trusted adult, read or heard its file in a planned way, or added its own version.',
  body: body({ what: z.enum(storyParts), withWhom: line.optional(), words: text.optional(), next: text.optional() }),
})

export const closureGrounds = ['mother-out-settled', 'placement-stable', 'moved-abroad', 'died'] as const

export const closed = kind({
  name: 'care.closed',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'Work with this child has ended, approved by another agency than the responsible one. The record stays and can be opened again.',
  body: body({
    ground: z.enum(closureGrounds),
    carers: z.array(uuidSchema).max(8),
    planToAdulthood: text.optional(),
    reasons: text.optional(),
  }),
})

export const reopened = kind({
  name: 'care.reopened',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  throughGlass: 'own',
  doc: 'Work with this child begins again.',
  body: body({ reasons: text }),
})
