// register: papers and nationality, the consul, what a carer in custody needs to be understood and defended, and a carer who is a child.
// The consul is told only after the mother was asked, never for someone who fears her state (Alternative Care Guidelines 150;
// practice.md part 2, foreign nationals). No paper names a prison, so no member here holds the place of a birth.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { edtfSchema } from '../time/edtf.ts'
import { yesNoUnknown } from './family-kinds.ts'

export const nationalities = ['national', 'foreign', 'stateless', 'unclear', 'unknown'] as const
export const registrations = ['registered', 'asked-for', 'not-registered', 'unknown'] as const

export const papersStated = kind({
  name: 'register.papers-stated',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  doc: 'Nationality, birth registration and language of a child. It never says where in custody a child was born.',
  body: body({
    nationality: z.enum(nationalities),
    country: line.optional(),
    birthRegistration: z.enum(registrations),
    isPaperSeen: z.boolean(),
    needsInterpreter: z.enum(yesNoUnknown),
    language: line.optional(),
  }),
})

export const consulAnswers = ['agrees', 'refuses', 'fears-her-state', 'could-not-be-asked', 'not-asked'] as const

export const consulAsked = kind({
  name: 'register.consul-asked',
  family: 'fact',
  class: 'care',
  subject: 'child',
  also: ['carer'],
  doc: 'Whether the mother was asked if the consul may be told, what she said, and whether the consul was told.',
  body: body({
    motherOnConsul: z.enum(consulAnswers),
    isConsulInformed: z.boolean(),
    whichState: line.optional(),
    words: text.optional(),
  }),
})

export const carerDescribed = kind({
  name: 'register.carer-described',
  family: 'fact',
  class: 'custody',
  subject: 'carer',
  doc: 'What a carer in custody needs to be understood and defended: nationality, papers, language and interpreter, lawyer, first offence, disability.',
  body: body({
    nationality: z.enum(nationalities),
    country: line.optional(),
    hasPapers: z.enum(yesNoUnknown),
    language: line.optional(),
    needsInterpreter: z.enum(yesNoUnknown),
    hasLawyer: z.enum(yesNoUnknown),
    isFirstOffence: z.enum(yesNoUnknown),
    disability: z.enum(['none', 'hearing', 'seeing', 'moving', 'understanding', 'other', 'unknown']),
  }),
})

export const carerIsChildStated = kind({
  name: 'register.carer-is-child-stated',
  family: 'fact',
  class: 'identity',
  subject: 'carer',
  also: ['child'],
  doc: 'A carer in custody who is under age herself: her own record as a child. She has her own views, assessments and juvenile law.',
  body: body({ ownRecord: uuidSchema, born: edtfSchema.optional() }),
})
