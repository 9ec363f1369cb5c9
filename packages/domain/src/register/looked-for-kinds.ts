// register: who was looked for on a round, and found, said to be there, said to be gone, or not seen. A tick on a round is a fact about
// the one child or carer; it neither begins nor ends a residence: who is said to be gone and has no leaving entry is asked after
// (practice.md part 2, quick round; officers' incentives: children hidden or moved). Class identity: where a child lives is what every
// role must know (docs/decisions/0003). The facility stands in the body, never in `also`. The round is named by its entry.
import * as z from 'zod'
import { body } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { departures } from './kinds.ts'

export const findings = ['seen', 'said-to-be-here', 'said-gone', 'not-seen'] as const
export type Finding = (typeof findings)[number]

const lookedFor = {
  facility: uuidSchema,
  found: z.enum(findings),
  round: uuidSchema.optional(),
}

export const childLookedFor = kind({
  name: 'register.child-looked-for',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  doc: 'Whether a visitor found the child in the facility, was told that it is there or gone, or did not see it. It ends no stay.',
  body: body({ ...lookedFor, route: z.enum(departures).optional() }),
})

export const carerLookedFor = kind({
  name: 'register.carer-looked-for',
  family: 'fact',
  class: 'identity',
  subject: 'carer',
  doc: 'Whether a visitor found the carer in the facility, was told that she is there or gone, or did not see her. It ends no custody.',
  body: body(lookedFor),
})
