// register: two records turn out to be one child. An act, undone by withdrawing it: nothing that was recorded is changed or moved.
// Source: architecture.md, "Merge"; docs/decisions/0012-merge.md. Identity class: whoever meets the child must know which record to open,
// prison staff included, so the words say what was compared and nothing of family or health.
import * as z from 'zod'
import { body, line } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'

export const comparedPoints = ['names', 'birth', 'mother', 'facility', 'documents', 'met'] as const

export const merged = kind({
  name: 'register.merged',
  family: 'act',
  class: 'identity',
  subject: 'child',
  also: ['child'],
  roles: ['supervisor'],
  doc: 'Two records are one child: the subject is the record kept, the other leads to it. What was compared, and why they are one.',
  body: body({ other: uuidSchema, compared: z.array(z.enum(comparedPoints)).min(1), because: line }),
})
