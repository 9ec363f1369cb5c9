// conditions: a monitor's round and what it found of the place (practice.md part 2: two visits, not one). The round is one entry about
// the facility and holds no person's facts: when, who went, how long, how many, what could not be seen. What was seen of each child and
// carer stands in entries of their own (register.child-looked-for, register.carer-looked-for, assess.round-answered).
// Conditions class is read by the prison: so questions and promises for next time, and spoken notes, are notes of one's own agency, and
// photographs show rooms, food, water and paper, never a face.
import * as z from 'zod'
import { attachmentsSchema } from '../chronicle/attachments.ts'
import { body, line, sealableBody } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { sealable } from '../chronicle/sealed-text.ts'

const most = z.int().min(0).max(10_000)

export const roundWays = ['quick', 'monthly'] as const
export const unseenParts = ['rooms', 'kitchen', 'water', 'sick-bay', 'yard', 'papers', 'talk-alone'] as const

export const roundMade = kind({
  name: 'conditions.round-made',
  family: 'fact',
  class: 'conditions',
  subject: 'facility',
  roles: ['monitor'],
  doc: 'A quick round or a monthly visit: who went, how long, how many children were looked for and found, and what could not be seen.',
  body: body({
    roundWay: z.enum(roundWays),
    visitors: line.optional(),
    minutes: z.int().min(1).max(1440).optional(),
    isFromPaper: z.boolean().optional(),
    /** Children on the list, and of these: here (seen, or said to be), said gone, not seen; and new ones met. */
    listed: most.optional(),
    here: most.optional(),
    gone: most.optional(),
    notSeen: most.optional(),
    newcomers: most.optional(),
    unseen: z.array(z.enum(unseenParts)).max(unseenParts.length).optional(),
    whyUnseen: line.optional(),
  }),
})

export const dayTypes = ['usual-day', 'closed-day', 'weekend', 'holiday'] as const
export const foodFound = ['enough', 'not-enough', 'not-for-children', 'not-known', 'not-asked'] as const
export const waterFound = [
  'clean-day-and-night',
  'not-at-night',
  'not-clean',
  'too-little',
  'not-known',
  'not-asked',
] as const
export const roomsFound = ['apart', 'with-other-adults', 'beside-the-sick', 'not-seen', 'not-asked'] as const

export const placeAnswered = kind({
  name: 'conditions.place-answered',
  family: 'fact',
  class: 'conditions',
  subject: 'facility',
  doc: 'What a monthly visit found of the place: hours unlocked by type of day, food, water, rooms. No person is named.',
  body: body({
    round: uuidSchema.optional(),
    hours: z
      .array(z.looseObject({ dayType: z.enum(dayTypes), unlocked: z.number().min(0).max(24) }))
      .max(dayTypes.length)
      .optional(),
    food: z.enum(foodFound).optional(),
    water: z.enum(waterFound).optional(),
    rooms: z.enum(roomsFound).optional(),
    placeWords: line.optional(),
  }),
})

export const leftTypes = ['question', 'promise'] as const

export const questionLeft = kind({
  name: 'conditions.question-left',
  family: 'fact',
  class: 'notes',
  subject: 'facility',
  doc: 'A question left open, or a promise that was made, to be looked at on the next visit. Own agency only.',
  sealable: ['leftWords'],
  body: sealableBody({ round: uuidSchema.optional(), leftType: z.enum(leftTypes), leftWords: sealable(line) }),
})

export const closings = ['answered', 'kept', 'not-kept', 'no-longer-asked'] as const

export const questionClosed = kind({
  name: 'conditions.question-closed',
  family: 'fact',
  class: 'notes',
  subject: 'facility',
  doc: 'What became of a question or promise of an earlier visit. Own agency only.',
  sealable: ['closingWords'],
  body: sealableBody({
    round: uuidSchema.optional(),
    question: uuidSchema,
    closing: z.enum(closings),
    closingWords: sealable(line).optional(),
  }),
})

export const photographed = ['rooms', 'food', 'water', 'paper', 'other-thing'] as const

export const placePhotographed = kind({
  name: 'conditions.place-photographed',
  family: 'fact',
  class: 'conditions',
  subject: 'facility',
  doc: 'Photographs of rooms, food, water or paper, with no face in them. Its author looked at each and said so.',
  body: body({
    round: uuidSchema.optional(),
    photographed: z.enum(photographed),
    hasNoFace: z.literal(true),
    caption: line.optional(),
    attachments: attachmentsSchema.min(1),
  }),
})

export const placeVoiceNoteKept = kind({
  name: 'conditions.place-voice-note-kept',
  family: 'fact',
  class: 'notes',
  subject: 'facility',
  doc: "A spoken note of one's own agency about a place. No other agency hears it.",
  sealable: ['caption'],
  body: sealableBody({
    round: uuidSchema.optional(),
    caption: sealable(line).optional(),
    attachments: attachmentsSchema.min(1),
  }),
})
