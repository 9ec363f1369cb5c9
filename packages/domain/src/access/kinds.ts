// access: who is responsible for a child, and what another agency may see of it, for what purpose and until when.
// Both are acts: recorded as entries, so that who could see what, and why, is part of the chronicle itself.
import * as z from 'zod'
import { body, line } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'
import { accessClasses } from './classes.ts'

export const allocated = kind({
  name: 'access.allocated',
  family: 'act',
  class: 'identity',
  subject: 'child',
  roles: ['supervisor'],
  doc: "The agency, and the worker in it, responsible for the child from this day: the child enters the agency's case-load.",
  body: body({ agency: uuidSchema, worker: uuidSchema.optional() }),
})

export const granted = kind({
  name: 'access.granted',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'Another agency may see these classes of the child for a purpose, until a day.',
  body: body({
    agency: uuidSchema,
    classes: z.array(z.enum(accessClasses)).min(1).max(accessClasses.length),
    purpose: line,
    until: plainDateSchema,
  }),
})
