// Letters to those who owe something to a child, and what came back: sent, acknowledged, answered (practice.md part 1 rows 17 and 33,
// part 3 G-B). A letter carries no story: only the child's code, who is written to, what is owed by number, and days. So there is no
// free text here, neither about the child nor about whoever answers: an office answers, never an officer.
// What a prison may know of is identity class. A letter about care outside (an approval that nobody answers, a home that is not
// registered) would tell a prison that there is kin or a home, so it is care class and has kinds of its own (practice.md, G-O1).
// Version 2 of a letter says its purpose; one without is about measures owed, as every letter of version 1 was.
import * as z from 'zod'
import { body, line } from '../chronicle/body-parts.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const letterPurposes = ['measures-owed', 'past-limit', 'escalation', 'transfer', 'death'] as const
export const careLetterPurposes = ['no-approval-answer', 'unregistered-home'] as const
export type LetterPurpose = (typeof letterPurposes)[number] | (typeof careLetterPurposes)[number]

export const addressees = [
  'prison-director',
  'prisons-department',
  'provincial-social-affairs',
  'ministry',
  'court',
  'health-department',
  'other',
] as const
/** The office that is written to. 'ministry' is the responsible authority that the country's law names. */
export type Addressee = (typeof addressees)[number]

export const letterLanguages = ['en', 'km'] as const
export type LetterLanguage = (typeof letterLanguages)[number]

/** How a letter can stand; which one it is on a day, letters.ts says. 'not-needed': the child left, or all of it is in place. */
export const letterStates = ['sent', 'acknowledged', 'answered', 'overdue', 'superseded', 'not-needed'] as const
export type LetterState = (typeof letterStates)[number]

const sent = {
  /** The office as it stands on the letter. */
  to: line,
  addressee: z.enum(addressees).optional(),
  measures: z.array(z.number().int().min(1).max(99)).max(40),
  answerDue: plainDateSchema,
  decision: uuidSchema.optional(),
  /** The day that the letter speaks of: first day past the limit, of the move, of the death, on which an approval was asked for. */
  aboutDay: plainDateSchema.optional(),
  languages: z.array(z.enum(letterLanguages)).min(1).max(2).optional(),
}

export const letterSent = kind({
  name: 'assess.letter-sent',
  v: 2,
  family: 'fact',
  class: 'identity',
  subject: 'child',
  doc: 'A letter or notice to whoever owes something to a child, with its purpose and the day an answer is due. It carries no story.',
  body: body({ ...sent, purpose: z.enum(letterPurposes).optional() }).refine(
    ({ purpose, measures }) => measures.length > 0 || (purpose !== undefined && purpose !== 'measures-owed'),
    { message: 'letter.measures-missing', path: ['measures'] },
  ),
})

export const careLetterSent = kind({
  name: 'assess.care-letter-sent',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'A letter about care outside the prison, which a prison must not see: an approval that nobody answers, a home that is not registered.',
  body: body({ ...sent, purpose: z.enum(careLetterPurposes) }),
})

const acknowledged = body({
  letter: uuidSchema,
  /** The office that received it. */
  byOffice: line,
  how: z.enum(['stamp', 'signed-copy', 'in-person', 'phone', 'message']),
  /** The number under which it was received. */
  reference: line.optional(),
})

const answered = body({
  letter: uuidSchema,
  byOffice: line,
  says: z.enum(['done', 'promised', 'refused', 'passed-on']),
  promisedBy: plainDateSchema.optional(),
  passedTo: line.optional(),
  reference: line.optional(),
})

export const letterAcknowledged = kind({
  name: 'assess.letter-acknowledged',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  doc: 'An office says that a letter arrived: how, and under which number.',
  body: acknowledged,
})

export const letterAnswered = kind({
  name: 'assess.letter-answered',
  family: 'fact',
  class: 'identity',
  subject: 'child',
  doc: 'What an office answers to a letter: done, promised by a day, refused, or passed on to whom.',
  body: answered,
})

export const careLetterAcknowledged = kind({
  name: 'assess.care-letter-acknowledged',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'An office says that a letter about care outside arrived.',
  body: acknowledged,
})

export const careLetterAnswered = kind({
  name: 'assess.care-letter-answered',
  family: 'fact',
  class: 'care',
  subject: 'child',
  doc: 'What an office answers to a letter about care outside.',
  body: answered,
})
