// care: who could care for the child outside, the separation as a planned process, contact with the mother, follow-up.
// Order of options: 0 out together with the mother, 1 other parent, 2 kin, 3 foster, 4 residential (product.md, Words).
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

const tier = z.number().int().min(0).max(4)

export const optionExplored = kind({
  name: 'care.option-explored',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  doc: 'Someone was asked whether the child could live with them (or the court, whether the mother could leave), and the answer.',
  body: body({
    tier,
    who: line,
    answer: z.enum(['willing', 'not-willing', 'undecided', 'not-reached', 'not-suitable']),
    why: text.optional(),
  }),
})

/** Why a carer is not recommended. Want of means alone is no reason. */
export const reasonsAgainst = ['means', 'danger', 'health', 'unwilling', 'no-room', 'other'] as const

export const carerAssessed = kind({
  name: 'care.carer-assessed',
  family: 'fact',
  class: 'care',
  subject: 'kin',
  also: ['child'],
  doc: 'A home visit to a possible carer: household, sleeping place, references, means, checks. Lack of means leads to support, never to refusal.',
  body: body({
    household: text,
    isSleepingPlaceSeen: z.boolean(),
    references: z.number().int().min(0).max(9),
    hasHouseholdTalk: z.boolean(),
    dangers: text.optional(),
    needsMaterialSupport: z.boolean(),
    supportPlan: text.optional(),
    capacity: z.number().int().min(0).max(30),
    recommendation: z.enum(['approve', 'approve-with-support', 'do-not-approve']),
    reasonsAgainst: z.array(z.enum(reasonsAgainst)).max(reasonsAgainst.length).optional(),
    whyThisChild: text.optional(),
    isPaidOrPromised: z.boolean().optional(),
    saidOfMother: text.optional(),
    takesChildToMother: z.enum(['yes', 'with-help', 'no']).optional(),
    ownChildrensView: text.optional(),
    meansInBadMonth: text.optional(),
    whenChildIsDifficult: text.optional(),
    hitsOrLocksIn: z.boolean().optional(),
    isTrained: z.boolean().optional(),
  }),
})

export const carerApproved = kind({
  name: 'care.carer-approved',
  family: 'act',
  class: 'care',
  subject: 'kin',
  also: ['child'],
  roles: ['supervisor'],
  doc: 'A carer is approved, provisionally or finally, by someone other than the assessor, for so many children, until a day.',
  body: body({
    assessment: uuidSchema,
    approval: z.enum(['provisional', 'final']),
    capacity: z.number().int().min(1).max(30),
    until: plainDateSchema,
    communeWord: z.enum(['agrees', 'disagrees', 'no-answer']).optional(),
    communeReason: text.optional(),
  }),
})

export const meetingHeld = kind({
  name: 'care.meeting-held',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  doc: 'The child met its future carer before a move.',
  body: body({
    withCarer: uuidSchema,
    isMotherPresent: z.boolean(),
    isAtNewHome: z.boolean(),
    howItWent: z.enum(['calm', 'shy', 'distress-easing', 'distress-not-easing']),
    words: text.optional(),
  }),
})

export const separationPlanned = kind({
  name: 'care.separation-planned',
  family: 'act',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  roles: ['social-worker', 'supervisor'],
  doc: 'The plan for a separation. It stands only when its gate passes (practice.md, G-S1).',
  body: body({
    decision: uuidSchema,
    carer: uuidSchema,
    tier,
    moveOn: plainDateSchema,
    fewerMeetingsReason: text.optional(),
    canVisitNewHome: z.boolean(),
    whoTellsChild: line.optional(),
    wordsForChild: text.optional(),
    feedingPlan: text.optional(),
    hasHealthCard: z.boolean(),
    hasBirthPaper: z.boolean(),
    papersReason: text.optional(),
    comfortThing: line.optional(),
    picture: line.optional(),
    siblings: text.optional(),
    siblingsPlaced: z.enum(['no-siblings', 'together', 'apart']).optional(),
    apartReason: text.optional(),
    breastfeeding: z.enum(['only', 'partly', 'no']).optional(),
    backupCarer: line.optional(),
    mothersSupport: text.optional(),
    travel: text.optional(),
    isHardDay: z.boolean(),
    /** Why seven days cannot be waited, where a parent disagrees. */
    dangerInWaiting: text.optional(),
    contact: z
      .looseObject({
        everyDays: z.number().int().min(1).max(366),
        firstOn: plainDateSchema,
        whoBrings: line,
        fare: line,
        isTooFarForWeekly: z.boolean().optional(),
      })
      .optional(),
    firstFollowUpOn: plainDateSchema.optional(),
  }),
})

export const placementBegan = kind({
  name: 'care.placement-began',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin'],
  doc: 'The child moved to a carer outside. A move with no plan is recorded too, and shows as a breach.',
  body: body({
    tier,
    carer: uuidSchema.optional(),
    plan: uuidSchema.optional(),
    isParentsOwnArrangement: z.boolean(),
  }),
})

export const missedCauses = [
  'prison',
  'carer',
  'money',
  'distance',
  'child-ill',
  'child-did-not-want',
  'mother-did-not-want',
  'unknown',
] as const

export const contactHeld = kind({
  name: 'care.contact-held',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['carer'],
  doc: 'The child and its mother met, spoke, or missed a planned contact, with the cause of a miss.',
  body: body({
    way: z.enum(['visit', 'call', 'video']),
    hasHappened: z.boolean(),
    cause: z.enum(missedCauses).optional(),
    siblings: z.enum(['all', 'some', 'none', 'has-none']).optional(),
    isFarePaid: z.boolean().optional(),
    isFoodPaid: z.boolean().optional(),
    unofficialFeeRiel: z.number().int().min(0).max(100_000_000).optional(),
    words: text.optional(),
  }).refine((value) => value.hasHappened || value.cause !== undefined, {
    message: 'contact.cause-missing',
    path: ['cause'],
  }),
})

export const followUpDone = kind({
  name: 'care.follow-up-done',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'A follow-up after a move. A call counts as a call, never as a visit.',
  body: body({
    way: z.enum(['call', 'visit']),
    isChildSeen: z.boolean(),
    isChildAlone: z.boolean(),
    isSleepingPlaceSeen: z.boolean(),
    concern: z.enum(['none', 'watch', 'act']),
    // Asked briefly, as far as it fits; what is not said stays open, and none of it is a mark against the child (part 1, row 24).
    losses: text.optional(),
    friends: z.enum(['has-friends', 'one-friend', 'nobody', 'not-asked']).optional(),
    siblingsSeen: z.enum(['yes', 'no', 'has-none', 'not-asked']).optional(),
    schoolLevel: line.optional(),
    attendance: z.enum(['goes', 'sometimes', 'does-not-go', 'too-young', 'not-asked']).optional(),
    missesMother: z.enum(['says-so', 'shows-it', 'does-not-say', 'not-asked']).optional(),
    words: text.optional(),
  }),
})
