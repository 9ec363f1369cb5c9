// register: who really decided that a child came, which of two birth dates counts, a death, and how a pregnancy began.
// A birth date changed within a year of the limit can hasten a removal or hide a breach: it counts only when a document and a second
// agency stand behind it, by an act (practice.md part 2, officers' incentives). A pregnancy begun in custody is sealed: prison staff
// never see it (part 2, pregnant women).
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { edtfSchema } from '../time/edtf.ts'
import { yesNoUnknown } from './family-kinds.ts'

const people = [
  'mother',
  'father',
  'child',
  'kin',
  'police',
  'court',
  'prison',
  'social-affairs',
  'agency',
  'local-authority',
] as const
export const choiceMakers = [...people, 'nobody', 'unknown'] as const
export const knownOptions = ['out-together', 'other-parent', 'kin', 'foster', 'home', 'stay', 'none-told'] as const

export const choiceExplained = kind({
  name: 'register.choice-explained',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: "Who really decided that the child came, who was asked, which options were known, who questioned it, and the mother's reasons.",
  body: body({
    reallyDecidedBy: z.enum(choiceMakers),
    wereAsked: z.array(z.enum(choiceMakers)).max(choiceMakers.length),
    optionsKnown: z.array(z.enum(knownOptions)).max(knownOptions.length),
    questionedBy: z.array(z.enum(choiceMakers)).max(choiceMakers.length),
    mothersReasons: text.optional(),
    freely: z.enum(['yes', 'no', 'not-sure']).optional(),
  }),
})

export const birthSettled = kind({
  name: 'register.birth-settled',
  family: 'act',
  class: 'identity',
  subject: 'child',
  roles: ['social-worker', 'supervisor'],
  doc: 'Which stated birth date counts, near the limit: one that rests on a document and has two agencies behind it.',
  body: body({ claim: uuidSchema, born: edtfSchema, documentSeen: line }),
})

export const died = kind({
  name: 'register.died',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  doc: 'The child died. Where and of what stands elsewhere, in classes that guard it.',
  body: body({}),
})

export const pregnancyOriginStated = kind({
  name: 'register.pregnancy-origin-stated',
  family: 'fact',
  class: 'safeguarding',
  subject: 'carer',
  doc: 'Whether a woman was safe when she became pregnant, and whether she was held then: asked alone, sealed, never seen by prison staff.',
  body: body({
    pregnancy: uuidSchema,
    began: z.enum(['before-custody', 'in-custody', 'unclear', 'not-asked']),
    wasSafe: z.enum([...yesNoUnknown, 'prefers-not-to-say']),
    words: text.optional(),
  }),
})
