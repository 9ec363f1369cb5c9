// wellbeing: a person closes a signal with what was done. A closing tells what was found, so it has the class of its signal: one kind for
// each class, with one body. A closing of another class closes nothing.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { kind, type Kind } from '../chronicle/kind.ts'

export const closings = ['acted', 'referred', 'watching', 'mistaken', 'cannot-be-met'] as const

const shape = body({
  /** Code and key of the signal, as it stood among what is due. */
  signal: z.string().regex(/^wellbeing\.[a-z-]{3,40}$/),
  signalKey: z.string().max(120),
  closedAs: z.enum(closings),
  whatWasDone: text,
  /** Of what cannot be met here: to whom it was passed. */
  passedTo: line.optional(),
})

const doc =
  'What a person did about a signal, which closes it: acted, sent on, watching, a mistake, or cannot be met here and passed on.'

export const healthSignalClosed = kind({
  name: 'wellbeing.health-signal-closed',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc,
  body: shape,
})

export const careSignalClosed = kind({
  name: 'wellbeing.care-signal-closed',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc,
  body: shape,
})

export const psychologySignalClosed = kind({
  name: 'wellbeing.psychology-signal-closed',
  family: 'fact',
  class: 'psychology',
  subject: 'child',
  doc,
  body: shape,
})

export const safeguardingSignalClosed = kind({
  name: 'wellbeing.safeguarding-signal-closed',
  family: 'fact',
  class: 'safeguarding',
  subject: 'child',
  doc,
  body: shape,
})

export const closingKinds: readonly Kind<typeof shape>[] = [
  healthSignalClosed,
  careSignalClosed,
  psychologySignalClosed,
  safeguardingSignalClosed,
]
