// access: to erase what should never have been written: a false accusation, a thing about the wrong person, what a court ordered gone.
// "Nothing is overwritten" must not mean "a false accusation lives for ever" (practice.md part 2, Seizure). Two acts of two agencies: one
// asks, another agrees, and then the host deletes what was written (docs/decisions/0019-erasure.md). A correction keeps the old words
// for ever; this does not, so it is for words that must not be kept, not for words that were mistaken.
// Class care: supervisors of every agency that works with the child can see that it was asked, or nobody of a second agency could agree;
// prison staff never do. The words say why, and must not say again what is to be erased. They are withheld as the entries themselves are:
// whoever is complained of learns nothing of it. `also` names the other people in whose chronicles the entries stand.
import * as z from 'zod'
import { body, line, text } from '../chronicle/body-parts.ts'
import { uuidSchema, type Uuid } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'

export const erasureGrounds = ['false-accusation', 'wrong-person', 'court-order', 'must-not-be-kept'] as const
/** How the second agency came to its judgement. Notes are read in their own agency only: of them, it can only be told. */
export const erasureJudgements = ['read', 'told', 'order-seen'] as const

/** Of one request, each correction of an entry counted; a complaint goes whole or not at all, however often it was taken further. */
export const mostErasedAtOnce = 200

export const erasureAsked = kind({
  name: 'access.erasure-asked',
  family: 'act',
  class: 'care',
  subject: 'child',
  also: ['child', 'carer', 'kin'],
  roles: ['supervisor'],
  throughGlass: 'own',
  wantsProof: true,
  doc: 'An agency asks that entries be erased, and says why. Nothing is erased until another agency agrees.',
  withholds: ({ toErase }) => ({ from: [], with: idsIn(toErase) }),
  body: body({
    toErase: z.array(uuidSchema).min(1).max(mostErasedAtOnce),
    ground: z.enum(erasureGrounds),
    whyErase: text,
    /** Which court, and the number of its order. */
    orderedBy: line.optional(),
  }),
})

export const erasureAgreed = kind({
  name: 'access.erasure-agreed',
  family: 'act',
  class: 'care',
  subject: 'child',
  also: ['child', 'carer', 'kin'],
  roles: ['supervisor'],
  throughGlass: 'any',
  wantsProof: true,
  doc: 'A person of another agency agrees that the entries be erased: the host deletes them, and keeps only that they were there.',
  withholds: ({ request }) => ({ from: [], with: idsIn([request]) }),
  body: body({ request: uuidSchema, judged: z.enum(erasureJudgements), words: text.optional() }),
})

function idsIn(value: unknown): Uuid[] {
  return Array.isArray(value) ? value.flatMap((id: unknown) => uuidSchema.safeParse(id).data ?? []) : []
}
