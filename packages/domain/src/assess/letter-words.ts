// The sentences of letters. One type for all languages, so that a sentence missing in one does not compile.
import type { procedureStatuses } from './procedures.ts'
import type { evidenceStatuses } from '../law/pack.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { Addressee, LetterPurpose } from './letter-kinds.ts'

/** How far a rule can be relied on, of law and of procedures alike. */
export type Standing = (typeof evidenceStatuses)[number] | (typeof procedureStatuses)[number]

export type LetterWords = {
  titles: Record<LetterPurpose, string>
  /** Offices by what they are; `place` is the prison's name, or null where it is not known. */
  offices: Record<Exclude<Addressee, 'ministry' | 'other'>, (place: string | null) => string>
  /** The ministry, where the country's pack names none. */
  unnamedMinistry: string
  day: (day: PlainDate) => string
  notKnownDay: string
  to: (office: string) => string
  asOf: (day: string) => string
  by: (agency: string) => string
  child: (code: string, name: string | null) => string
  codeMissing: string
  /** What the letter says, by purpose. `day` is the one it speaks of, in words; a notice of the limit needs none. */
  says: Record<LetterPurpose, (day: string, isKnown: boolean) => readonly string[]>
  measuresHeading: string
  measureDue: (day: string) => string
  lawHeading: string
  limit: (months: number) => string
  responsible: (authority: string) => string
  measuresRule: string
  overstayRule: (days: number, times: number) => string
  transferRule: (hours: number) => string
  approvalRule: (workingDays: number) => string
  inspectionRule: (months: number) => string
  source: (source: string) => string
  standing: Record<Standing, string>
  asks: Record<LetterPurpose, string>
  answerBy: (day: string) => string
  workingDays: (days: number, areHolidaysKnown: boolean) => string
  noStory: string
  from: (agency: string) => string
  signature: string
  receipt: { heading: string; office: string; date: string; number: string; stamp: string }
  personal: string
  demonstration: string
}
