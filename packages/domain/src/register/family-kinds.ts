// register: brothers, sisters and others of the family, contact that was lost, and how the lost are looked for.
// One picture and one plan for brothers and sisters; to place them apart needs a reason; twins are two children, never one record
// (practice.md part 2, siblings). All but the comparison is care class: prison staff never see kin.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { edtfSchema } from '../time/edtf.ts'
import { plainDateSchema } from '../time/plain-date.ts'
import { sexes } from './kinds.ts'
import { namesSchema } from './names.ts'

export const siblingBonds = ['full', 'half', 'step', 'unknown'] as const
export const siblingPlaces = ['inside', 'with-parent', 'with-kin', 'in-care', 'alone', 'unknown'] as const
export const yesNoUnknown = ['yes', 'no', 'unknown'] as const

export const siblingStated = kind({
  name: 'register.sibling-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['child'],
  doc: 'A brother or sister: full or half, twin, where, and whether the two live together; if apart, why. The other may have a record of its own.',
  body: body({
    sibling: uuidSchema.optional(),
    names: namesSchema.optional(),
    sex: z.enum(sexes).optional(),
    born: edtfSchema.optional(),
    bond: z.enum(siblingBonds),
    isTwin: z.boolean(),
    livesTogether: z.enum(yesNoUnknown),
    siblingPlace: z.enum(siblingPlaces).optional(),
    apartReason: text.optional(),
  }).refine((value) => value.sibling !== undefined || value.names !== undefined, {
    message: 'sibling.nobody',
    path: ['sibling'],
  }),
})

export const lostRelations = ['sibling', 'mother', 'father', 'kin', 'other'] as const

export const contactLostStated = kind({
  name: 'register.contact-lost-stated',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin', 'child'],
  doc: 'Nobody knows any more where a brother, sister, parent or relative is. It opens a search.',
  body: body({
    lostRelation: z.enum(lostRelations),
    whom: line,
    kin: uuidSchema.optional(),
    sibling: uuidSchema.optional(),
    since: edtfSchema.optional(),
    lastPlace: text.optional(),
  }),
})

export const tracingResults = ['found', 'false-lead', 'not-found', 'keep-looking'] as const

export const tracingTried = kind({
  name: 'register.tracing-tried',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['kin', 'child'],
  doc: 'What was tried to find someone with whom contact was lost, what came of it, and when it is tried again. Only "found" ends a search.',
  body: body({
    lost: uuidSchema,
    tried: text,
    tracingResult: z.enum(tracingResults),
    nextOn: plainDateSchema.optional(),
  }),
})

export const lookedAlike = kind({
  name: 'register.looked-alike',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  also: ['child'],
  doc: 'Two records that look alike were compared and are two children, twins perhaps: they are not offered as one again.',
  body: body({ other: uuidSchema, areTwins: z.enum(yesNoUnknown), compared: line.optional() }),
})
