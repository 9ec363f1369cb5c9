// register: who is in prison with whom. Children, carers in custody, kin, facilities and where each of them is, and since when.
// The child is never a prisoner (Bangkok Rule 49): no number, no charge, no custody of the child; its *residence* is in a facility.
// How it came there is custody class and stands apart, so that nothing about a birth in custody can be printed with its identity.
import * as z from 'zod'
import { body, line, sealableBody, text } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { sealable } from '../chronicle/sealed-text.ts'
import { edtfSchema } from '../time/edtf.ts'
import { namesSchema } from './names.ts'

const count = z.number().int().min(0).max(100_000)
export const sexes = ['female', 'male', 'unknown'] as const

export const facilityRegistered = kind({
  name: 'register.facility-registered',
  family: 'fact',
  class: 'conditions',
  subject: 'facility',
  opens: true,
  doc: 'A prison that Komar knows, with its place and whether it holds women.',
  body: body({
    code: z.string().regex(/^[A-Z0-9-]{2,12}$/),
    name: z.looseObject({ en: line, km: line }),
    province: z.string().regex(/^\d{2}$/),
    holdsWomen: z.boolean(),
    capacity: count.optional(),
  }),
})

export const censusTaken = kind({
  name: 'register.census-taken',
  family: 'fact',
  class: 'conditions',
  subject: 'facility',
  doc: 'People counted in a facility on a day, by a visitor or from the confirmed register.',
  body: body({
    method: z.enum(['visit', 'register-confirmed', 'official-list']),
    population: count.optional(),
    women: count.optional(),
    children: count.optional(),
    mothersWithChildren: count.optional(),
    pregnantWomen: count.optional(),
  }),
})

export const carerRegistered = kind({
  name: 'register.carer-registered',
  family: 'fact',
  class: 'identity',
  subject: 'carer',
  opens: true,
  doc: 'A carer in custody (mother, mostly): names and sex.',
  body: body({ names: namesSchema, sex: z.enum(sexes), born: edtfSchema.optional(), language: line.optional() }),
})

export const legalStatuses = ['pre-trial', 'convicted', 'unknown'] as const
export const chargeCategories = [
  'drug-trafficking',
  'theft',
  'prostitution',
  'human-trafficking',
  'violence',
  'fraud',
  'other',
  'unknown',
] as const

const legalPosition = {
  legalStatus: z.enum(legalStatuses),
  charge: z.enum(chargeCategories),
  sentenceMonths: z.number().int().min(0).max(1200).optional(),
  expectedRelease: edtfSchema.optional(),
}

export const custodyBegan = kind({
  name: 'register.custody-began',
  family: 'fact',
  class: 'custody',
  subject: 'carer',
  doc: 'A carer is held: police custody, or a facility (body.facility). A later one at another facility is a transfer and ends the former.',
  body: body({
    place: z.enum(['police', 'court', 'facility', 'hospital']),
    facility: uuidSchema.optional(),
    cause: z.enum(['arrest', 'remand', 'transfer', 'return', 'unknown']),
    transferReason: line.optional(),
    ...legalPosition,
  }).refine((value) => value.place !== 'facility' || value.facility !== undefined, {
    message: 'custody.facility-missing',
    path: ['facility'],
  }),
})

export const custodyChanged = kind({
  name: 'register.custody-changed',
  family: 'fact',
  class: 'custody',
  subject: 'carer',
  doc: 'The legal position of a carer in custody changed: trial, sentence, expected release.',
  body: body(legalPosition),
})

export const custodyEnded = kind({
  name: 'register.custody-ended',
  family: 'fact',
  class: 'custody',
  subject: 'carer',
  doc: 'A carer is no longer held.',
  body: body({ how: z.enum(['released', 'bail', 'non-custodial', 'pardon', 'escaped', 'died', 'unknown']) }),
})

export const pregnancyRecorded = kind({
  name: 'register.pregnancy-recorded',
  family: 'fact',
  class: 'custody',
  subject: 'carer',
  doc: 'A woman in custody is pregnant; when the child is expected.',
  body: body({ due: edtfSchema.optional() }),
})

export const pregnancyEnded = kind({
  name: 'register.pregnancy-ended',
  family: 'fact',
  class: 'custody',
  subject: 'carer',
  doc: 'A pregnancy ended: a birth, or a loss, which makes no record of a child.',
  body: body({ pregnancy: uuidSchema, outcome: z.enum(['birth', 'loss', 'unknown']) }),
})

export const childRegistered = kind({
  name: 'register.child-registered',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  opens: true,
  doc: 'A child that Komar knows: names, sex and its readable code. May come before it enters a facility.',
  body: body({ names: namesSchema, sex: z.enum(sexes), code: z.string().regex(/^[A-Z0-9-]{4,16}$/) }),
})

export const birthStated = kind({
  name: 'register.birth-stated',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  throughGlass: 'own',
  doc: 'When a child was born, as one source says it. Two sources may differ; both stand until a person corrects one.',
  body: body({ born: edtfSchema, document: line.optional() }),
})

export const relationStated = kind({
  name: 'register.relation-stated',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  also: ['carer'],
  doc: 'Who the carer in custody is to the child.',
  body: body({
    carer: uuidSchema,
    relation: z.enum(['mother', 'father', 'grandmother', 'grandfather', 'sister', 'brother', 'aunt', 'uncle', 'other']),
  }),
})

export const residenceBegan = kind({
  name: 'register.residence-began',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  doc: 'From this day the child lives in a facility with its carer. A later one at another facility ends the former.',
  body: body({ facility: uuidSchema, carer: uuidSchema.optional() }),
})

export const departures = [
  'with-mother',
  'other-parent',
  'parents-own-arrangement',
  'kin',
  'foster',
  'residential',
  'hospital',
  'died',
  'unknown',
] as const

export const residenceEnded = kind({
  name: 'register.residence-ended',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  doc: 'From this day the child no longer lives in the facility. To whom it went stands in care, not here.',
  body: body({ facility: uuidSchema.optional(), route: z.enum(departures) }),
})

export const arrivals = [
  'born-in-custody',
  'present-at-arrest',
  'mothers-request',
  'court-decision',
  'transferred',
  'unknown',
] as const

export const arrivalExplained = kind({
  name: 'register.arrival-explained',
  family: 'fact',
  class: 'custody',
  subject: 'child',
  doc: 'How the child came to live in the facility, who decided it, and whether anyone else was asked.',
  body: body({
    how: z.enum(arrivals),
    decidedBy: z.enum(['mother', 'police', 'court', 'prison', 'kin', 'nobody', 'unknown']).optional(),
    othersAsked: z.enum(['yes', 'no', 'unknown']).optional(),
    pregnancy: uuidSchema.optional(),
  }),
})

export const kinRegistered = kind({
  name: 'register.kin-registered',
  family: 'fact',
  class: 'care',
  subject: 'kin',
  also: ['child'],
  opens: true,
  doc: 'A relative or other person outside who may care for the child. Prison staff never see kin.',
  body: body({
    names: namesSchema,
    relation: z.enum([
      'father',
      'grandmother',
      'grandfather',
      'aunt',
      'uncle',
      'sister',
      'brother',
      'other-kin',
      'foster-carer',
      'home',
    ]),
    district: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    phone: line.optional(),
  }),
})

export const noteWritten = kind({
  name: 'register.note-written',
  family: 'fact',
  class: 'notes',
  subject: 'child',
  doc: "A note of one's own agency. No other agency reads it.",
  sealable: ['note'],
  body: sealableBody({ note: sealable(text) }),
})
