// wellbeing: what is acted upon the same day. An injury, a hospital stay that was refused or ended, a possible sexual harm. Safeguarding
// class: whoever meets the child writes it down (a monitor and a social worker too, who write no health), no prison officer reads it,
// and those who work on the case do. Source: practice.md part 1 row 23 and part 2 (babies).
// Nothing here says what a child is, or will do: no field or score of "risk of offending" exists anywhere (row 28).
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'

export const injuries = ['fracture', 'burn', 'bruise', 'other'] as const

export const injurySeen = kind({
  name: 'wellbeing.injury-seen',
  family: 'fact',
  class: 'safeguarding',
  subject: 'child',
  doc: 'An injury of a child: what was seen, whether the child walks yet, and how it is explained, by whom.',
  body: body({
    injury: z.enum(injuries),
    walks: z.enum(['yes', 'not-yet', 'unknown']),
    bodyPart: line.optional(),
    explanation: text.optional(),
    isTreated: z.boolean().optional(),
    words: text.optional(),
  }),
})

export const hospitalStops = ['refused', 'delayed', 'ended-early', 'ended'] as const

export const hospitalStopped = kind({
  name: 'wellbeing.hospital-stopped',
  family: 'fact',
  class: 'safeguarding',
  subject: 'child',
  doc: 'A hospital stay that a child needed was refused or delayed, or it ended: who stopped it, and what the child needed.',
  body: body({
    hospitalStop: z.enum(hospitalStops),
    stoppedBy: z.enum(['prison', 'hospital', 'mother', 'money', 'transport', 'treatment-over', 'unknown']),
    neededFor: line,
    words: text.optional(),
  }),
})

export const harmSuspected = kind({
  name: 'wellbeing.harm-suspected',
  family: 'fact',
  class: 'safeguarding',
  subject: 'child',
  doc: 'Something that may be a sign of sexual harm was seen or said. What was seen, in plain words; nobody is asked here, and nobody is labelled.',
  body: body({ seenOrSaid: text, words: text.optional() }),
})

export const harmAnswered = kind({
  name: 'wellbeing.harm-answered',
  family: 'fact',
  class: 'safeguarding',
  subject: 'child',
  doc: 'What followed: who asks the child safely, to whom it was referred, and how the other children are kept safe.',
  body: body({
    suspicion: uuidSchema,
    askedSafely: z.enum(['by-specialist', 'referred-first', 'child-does-not-want', 'not-safe-yet']),
    referredTo: line,
    planForOthers: text,
    words: text.optional(),
  }),
})
