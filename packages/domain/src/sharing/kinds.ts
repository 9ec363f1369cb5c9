// sharing: what agencies tell and ask of each other. Here: the ledger of recommendations. R.6 of the report asks to "share information
// and advise officials"; advice that nobody answers is no advice, so each piece has a day for a reply, the reply, and what was done
// (practice.md part 1 row 19). It is about a place or the way of working there, never about a child: no child is named in it.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const adviceGiven = kind({
  name: 'sharing.advice-given',
  family: 'fact',
  class: 'conditions',
  subject: 'facility',
  doc: 'A recommendation to an office: to whom, what is advised, and by when a reply is expected. It names no child.',
  body: body({
    to: line,
    advice: text,
    /** What it follows from: a visit, a report, a number of one. */
    followsFrom: line.optional(),
    replyDue: plainDateSchema,
  }),
})

export const adviceReplies = ['accepted', 'accepted-in-part', 'refused', 'passed-on'] as const

export const adviceAnswered = kind({
  name: 'sharing.advice-answered',
  family: 'fact',
  class: 'conditions',
  subject: 'facility',
  doc: 'What an office replied to a recommendation, and by when it will be done.',
  body: body({
    advice: uuidSchema,
    reply: z.enum(adviceReplies),
    promisedBy: plainDateSchema.optional(),
    passedTo: line.optional(),
    words: text.optional(),
  }),
})

export const adviceFollowed = kind({
  name: 'sharing.advice-followed',
  family: 'fact',
  class: 'conditions',
  subject: 'facility',
  doc: 'What came of a recommendation: done, done in part, not done, and how that is known.',
  body: body({
    advice: uuidSchema,
    outcome: z.enum(['done', 'in-part', 'not-done']),
    words: text.optional(),
  }),
})

/** How a recommendation can stand, what waits first; which one it is on a day, state.ts says. */
export const adviceStates = ['reply-overdue', 'promise-overdue', 'waiting', 'accepted', 'refused', 'done'] as const
export type AdviceState = (typeof adviceStates)[number]
