// wellbeing: a questionnaire with published scoring, answered by one informant, as numbers by item. The wording of SDQ and SCAS belongs
// to others and stands nowhere in Komar: answers are taken from the paper form by number (domain-facts.md sections 1 and 2).
// Psychology class: what an informant says of a child's mind is read by specialists; what others must know, a report says.
// Each informant's answers are an entry of their own and are never averaged (golden case G8).
import * as z from 'zod'
import { attachmentsSchema } from '../chronicle/attachments.ts'
import { body, text } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'

export const instruments = ['sdq', 'scas'] as const
export type Instrument = (typeof instruments)[number]
/** SDQ by age in years; SCAS by who answers. */
export const instrumentForms = ['2-4', '4-17', '11-17', 'child', 'parent', 'preschool'] as const
export const informants = ['parent', 'teacher', 'self'] as const
export const answeredBy = ['mother', 'father', 'kin-carer', 'foster-carer', 'home-carer', 'teacher', 'child'] as const

const most = { items: 45, impact: 6 } as const
const answer = z.number().int().min(0).max(4).nullable()

export const instrumentAnswered = kind({
  name: 'wellbeing.instrument-answered',
  family: 'fact',
  class: 'psychology',
  subject: 'child',
  doc: 'One informant answered a questionnaire with published scoring: its numbers by item, null for an item left empty. No wording, no score.',
  body: body({
    instrument: z.enum(instruments),
    form: z.enum(instrumentForms),
    informant: z.enum(informants),
    answeredBy: z.enum(answeredBy),
    answers: z.array(answer).min(1).max(most.items),
    /** Of the SDQ's supplement, in the order of `sdqImpactItems` of sdq.ts, each 0 to 3. */
    impact: z.array(answer).max(most.impact).optional(),
    isEnteredTwice: z.boolean(),
    /** Why it is asked again within the pack's months. */
    repeatReason: text.optional(),
    words: text.optional(),
    /** Pictures of the paper form: of the page with the answers. */
    attachments: attachmentsSchema.optional(),
  }),
})
