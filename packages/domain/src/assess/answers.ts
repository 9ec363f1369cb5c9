// The answers to one section of a questionnaire. Each answer keeps apart what was said and what the asker saw, and who
// told it; a question that could not be answered carries a missing code, which is never read as "no".
// Answers to questions that no longer apply stay where they are: nothing that was typed is thrown away.
import * as z from 'zod'
import type { AgeRange } from '../time/age.ts'
import { missingCode, type MissingCode, type SectionClass } from './questionnaire.ts'

export const informant = z.enum([
  'mother',
  'father',
  'child',
  'sibling',
  'grandparent',
  'other-kin',
  'carer',
  'prison-officer',
  'other-prisoner',
  'clinician',
  'lawyer',
  'local-authority',
  'document',
  'other',
])
/** Who told it. `document` where a paper was read. */
export type Informant = z.infer<typeof informant>

export const answerValue = z.union([
  z.boolean(),
  z.number(),
  z.string().max(4000),
  z.strictObject({ text: z.string().trim().min(1).max(400) }),
  z.strictObject({ value: z.union([z.number(), z.string().max(20)]), unit: z.string().max(20) }),
  z.strictObject({ type: z.string().max(20), id: z.uuid() }),
])
/**
 * One value. By type of question: boolean → true or false; choice → the option's code; open-choice → a code or
 * `{ text }`; string, text → the text; date → an EDTF date; integer → a number or its digits as typed, Latin or Khmer;
 * quantity → `{ value, unit }`; reference → `{ type, id }`.
 */
export type AnswerValue = z.infer<typeof answerValue>

const plainAnswer = {
  values: z.array(answerValue).max(40).optional(),
  missing: missingCode.optional(),
  toldBy: informant.optional(),
  seen: z.boolean().optional(),
  seenWords: z.string().max(2000).optional(),
}
const plain = z.looseObject(plainAnswer)
export const itemAnswer = z.looseObject({
  ...plainAnswer,
  rows: z.array(z.record(z.string(), plain)).max(30).optional(),
})

/** `seen`: the asker saw it; `seenWords`: what they saw, in their words, apart from what was said. */
export type PlainAnswer = {
  values?: AnswerValue[] | undefined
  missing?: MissingCode | undefined
  toldBy?: Informant | undefined
  seen?: boolean | undefined
  seenWords?: string | undefined
}
export type RowAnswers = Readonly<Record<string, PlainAnswer>>
/** An answer, or the rows of a repeating group. */
export type ItemAnswer = PlainAnswer & { rows?: RowAnswers[] | undefined }

export const sectionAnswers = z.record(z.string(), itemAnswer)
/** By link id. The rows of a repeating group hang under the id of the group. */
export type SectionAnswers = Readonly<Record<string, ItemAnswer>>

/**
 * Who is asked and in what form. `age` is a range in completed months, since birth dates are often uncertain;
 * left out when nothing is known of it, and then no question is skipped for age.
 */
export type AskingContext = {
  form: 'short' | 'full'
  class: SectionClass
  age?: AgeRange | null | undefined
}

/** The values given, or none when the question is open or carries a missing code. */
export function valuesOf(answer: PlainAnswer | undefined): readonly AnswerValue[] {
  return answer === undefined || answer.missing !== undefined ? [] : (answer.values ?? [])
}

/** A value or a missing code has been recorded. */
export function isAnswered(answer: PlainAnswer | undefined): boolean {
  return answer?.missing !== undefined || valuesOf(answer).length > 0
}
