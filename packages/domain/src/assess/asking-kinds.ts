// assess: what must not be asked. A flag closes a topic for one person; it never says why and holds no story, so that whoever opens
// a form sees that the matter is closed and whom to go to instead, and nothing more (practice.md part 2, repeated interviews).
import * as z from 'zod'
import { body, line } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'
import { askTopics } from './topics.ts'

export const doNotAskFlagged = kind({
  name: 'assess.do-not-ask-flagged',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'Topics that are not to be asked about again, for whom, and whom to go to instead. It never says why.',
  body: body({
    topics: z.array(z.enum(askTopics)).min(1).max(20),
    notAsked: z.enum(['child', 'mother', 'father', 'carer']),
    whoseWish: z.enum(['own', 'specialist', 'worker']),
    askInstead: line.optional(),
    until: plainDateSchema.optional(),
  }),
})
