// assess: the three questions of a round about one child (practice.md part 2: eating? ill? anything that frightens?), and whether she
// could speak freely. Class safeguarding, all of it and for every answer: the prison's circle never passes it, so that the card can
// truly say that officers will not see what she says, and that there is an entry tells nothing (part 2, mothers' fear; G-O1: no health
// detail). What the prison must know and do is told on purpose: a measure not in place, a letter. "Not asked" is a full answer.
import * as z from 'zod'
import { body, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'

/** Never read as "no": nobody knows, nobody asked, nobody wants to say (practice.md part 6, rules for all). */
export const roundAnswers = ['yes', 'no', 'does-not-know', 'not-asked', 'prefers-not-to-say'] as const
export const whoTold = ['carer', 'child', 'someone-else'] as const

const answer = z.enum(roundAnswers).optional()

export const roundAnswered = kind({
  name: 'assess.round-answered',
  family: 'fact',
  class: 'safeguarding',
  subject: 'child',
  doc: 'The three questions of a round: is the child eating, is it ill, does anything frighten; and whether she could speak freely. Never passed by the circle of a prison.',
  body: body({
    round: uuidSchema.optional(),
    eats: answer,
    ill: answer,
    frightened: answer,
    freely: z.enum(['yes', 'no', 'not-sure']).optional(),
    whoTold: z.enum(whoTold).optional(),
    words: text.optional(),
  }),
})
