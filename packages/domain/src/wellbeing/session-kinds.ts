// wellbeing: a specialist's session, advice or report, in sections, each marked whether it may be handed on. Psychology class. What may be
// handed on is printed or told by the specialist: the marks open nothing by themselves.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const sessionTypes = ['session', 'advice', 'report'] as const

export const sessionHeld = kind({
  name: 'wellbeing.session-held',
  family: 'fact',
  class: 'psychology',
  subject: 'child',
  doc: "A specialist's session with a child, advice or report: sections, each marked whether it may be handed on.",
  body: body({
    sessionType: z.enum(sessionTypes),
    sections: z
      .array(z.looseObject({ heading: line, words: text, isShareable: z.boolean() }))
      .min(1)
      .max(20),
    nextSessionOn: plainDateSchema.optional(),
  }),
})
