// Complaints and appeals (practice.md part 3, G-Q1; part 1 row 30). Anyone may complain, by voice, through anyone, and without a name.
// Class safeguarding: never in a prison's circle, and withheld from the accounts and agencies complained of, whatever their role;
// the same goes for corrections, the answer, and what is seen afterwards. An anonymous complaint keeps no name at all: its author is
// whoever took it down. Source: docs/decisions/0011-complaints-and-withholding.md.
import * as z from 'zod'
import { line, sealableBody, text } from '../chronicle/body-parts.ts'
import { uuidSchema, type Body, type Uuid } from '../chronicle/entry.ts'
import { kind, type Withholding } from '../chronicle/kind.ts'
import { sealable } from '../chronicle/sealed-text.ts'

export const complainants = ['mother', 'father', 'child', 'kin', 'carer', 'someone-else', 'anonymous'] as const
export const complaintWays = ['voice', 'call', 'letter', 'box', 'drawing', 'through-someone'] as const
export const complaintTopics = [
  'decision',
  'plan',
  'treatment',
  'measure-not-provided',
  'contact',
  'person',
  'agency',
  'other',
] as const
export const placeComplaintTopics = [
  'treatment',
  'food',
  'health',
  'rooms',
  'money',
  'contact',
  'person',
  'other',
] as const

const ids = z.array(uuidSchema).max(8)

const made = {
  complainant: z.enum(complainants),
  way: z.enum(complaintWays),
  /** Who brought it, when it did not come straight. */
  through: sealable(line).optional(),
  words: sealable(text),
  wish: sealable(text).optional(),
  againstAgencies: ids.optional(),
  againstAccounts: ids.optional(),
  /** Those complained of who have no account here. */
  againstOthers: sealable(line).optional(),
  /** How the answer can be told without harm. */
  howToAnswer: sealable(line).optional(),
}
const madeSealable = ['through', 'words', 'wish', 'againstOthers', 'howToAnswer'] as const

/** No name is asked of who wants to have none, nor of who brought it. */
const namesNobody = { message: 'complaint.anonymous-has-no-name', path: ['through'] }
function keepsNoName(value: {
  complainant: string
  through?: string | undefined
  toldBy?: string | undefined
}): boolean {
  return value.complainant !== 'anonymous' || (value.through === undefined && value.toldBy === undefined)
}

/** Read as it came: a newer body must not be seen by those it names. */
function ofComplaint({ againstAgencies, againstAccounts }: Body): Withholding {
  return { from: [...idsIn(againstAgencies), ...idsIn(againstAccounts)], with: [] }
}

function ofMatter({ complaint }: Body): Withholding {
  return { from: [], with: idsIn([complaint]) }
}

function idsIn(value: unknown): Uuid[] {
  return Array.isArray(value) ? value.flatMap((id: unknown) => uuidSchema.safeParse(id).data ?? []) : []
}

export const complaintMade = kind({
  name: 'assess.complaint-made',
  family: 'fact',
  class: 'safeguarding',
  subject: 'child',
  also: ['carer'],
  doc: 'Someone complains about, or appeals against, what is decided, planned, done or left undone for a child. Never readable by those complained of.',
  withholds: ofComplaint,
  sealable: madeSealable,
  body: sealableBody({
    ...made,
    about: z.array(z.enum(complaintTopics)).min(1).max(complaintTopics.length),
    /** The decision or plan complained of. */
    aboutEntry: uuidSchema.optional(),
    measure: z.number().int().min(1).max(99).optional(),
    isAppeal: z.boolean(),
  }).refine(keepsNoName, namesNobody),
})

export const placeComplaintMade = kind({
  name: 'assess.place-complaint-made',
  family: 'fact',
  class: 'safeguarding',
  subject: 'facility',
  doc: 'Someone complains about a place and names no child. Never readable by those complained of, nor through the circle of the place.',
  withholds: ofComplaint,
  sealable: madeSealable,
  body: sealableBody({
    ...made,
    about: z.array(z.enum(placeComplaintTopics)).min(1).max(placeComplaintTopics.length),
  }).refine(keepsNoName, namesNobody),
})

export const complaintOutcomes = ['upheld', 'partly-upheld', 'not-upheld', 'withdrawn'] as const
export const answerWays = ['in-person', 'by-phone', 'through-someone', 'read-out-to-all', 'nobody-to-tell'] as const

const answered = {
  complaint: uuidSchema,
  outcome: z.enum(complaintOutcomes),
  answer: sealable(text),
  /** Who decided on the answer, by name. */
  answeredBy: line,
  /** What changes because of it. */
  change: sealable(text).optional(),
  toldHow: z.enum(answerWays),
  isCourtRouteTold: z.boolean(),
  /** In the words in which it was told. */
  courtRoute: text.optional(),
}
/** Not who answered: the gate compares that name with those of the panel. */
const answeredSealable = ['answer', 'change'] as const

export const complaintAnswered = kind({
  name: 'assess.complaint-answered',
  family: 'act',
  class: 'safeguarding',
  subject: 'child',
  roles: ['supervisor', 'legal-officer'],
  doc: 'The answer to a complaint, told by voice with the way to a court, by someone who neither took the decision nor is complained of.',
  withholds: ofMatter,
  sealable: answeredSealable,
  body: sealableBody(answered),
})

export const placeComplaintAnswered = kind({
  name: 'assess.place-complaint-answered',
  family: 'act',
  class: 'safeguarding',
  subject: 'facility',
  roles: ['supervisor', 'legal-officer'],
  doc: 'The answer to a complaint about a place.',
  withholds: ofMatter,
  sealable: answeredSealable,
  body: sealableBody(answered),
})

export const reprisalSigns = [
  'transfer',
  'punishment',
  'privileges-lost',
  'visits-refused',
  'threats',
  'child-treated-worse',
  'other',
] as const

export const reprisalSeen = kind({
  name: 'assess.reprisal-seen',
  family: 'fact',
  class: 'safeguarding',
  subject: 'child',
  also: ['carer'],
  doc: 'A look, in the 90 days after a complaint, at whether anyone suffers for it, and what was seen: nothing, or signs and what was done.',
  withholds: ofMatter,
  sealable: ['words', 'done'],
  body: sealableBody({
    complaint: uuidSchema,
    reprisals: z.array(z.enum(reprisalSigns)).max(reprisalSigns.length),
    words: sealable(text).optional(),
    done: sealable(text).optional(),
  }),
})
