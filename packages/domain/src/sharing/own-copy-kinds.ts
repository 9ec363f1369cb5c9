// sharing: a person who lived in prison as a child, and is of age now, asks for a copy of their own record. What is kept is that they
// asked, how it was established that it is they, whether they asked freely, and whether somebody was offered to be with them while they
// read. No number of a paper and no name of a witness is kept: what proves somebody today is what another needs to pass for them tomorrow.
// Class care, for ever: that a grown person came back for their record is no business of a prison, which reads identity; and whoever
// reads care already reads what the copy says. An act, as a gate decides whether a copy may be made on it (own-copy-gate.ts).
// Source: practice.md part 2, adolescents (may read or hear their file in a planned way). All else: practice default, to be confirmed.
import * as z from 'zod'
import { body } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'

export const identityProofs = [
  'paper-with-picture',
  'birth-paper',
  'known-to-us',
  'family-confirms',
  'tells-what-only-they-know',
] as const

export const companies = ['accepted', 'declined', 'not-offered'] as const

export const asksFreely = ['yes', 'no', 'not-sure'] as const

const asking = {
  identityShownBy: z.array(z.enum(identityProofs)).min(1).max(identityProofs.length),
  wasAskedAlone: z.boolean(),
  freely: z.enum(asksFreely),
  company: z.enum(companies),
}

/** What the act asks, for where it cannot be written. */
export const ownCopyAskingSchema = z.object(asking)

export const ownCopyAsked = kind({
  name: 'sharing.own-copy-asked',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'A person who is of age asked for a copy of their own record: how it was established that it is they, whether freely, and whether somebody was offered to be with them. No number of a paper is kept.',
  body: body(asking),
})
