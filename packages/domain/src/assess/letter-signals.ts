// What follows from letters. A limit that is certainly passed owes a notice to the prison's director and to the ministry that the law
// makes responsible, until both went out (practice.md part 1 row 17: directors "unaware … or simply ignore"). A letter is answered
// by its day, else the office that was written to has broken a duty: the office, never an officer (part 2, officers' incentives).
// Nobody is pressed for an answer that is no longer needed: measures that are in place meanwhile, a child who no longer lives there.
import type { Deadline, Duty } from '../chronicle/deadline.ts'
import type { MeasureCatalogue } from './measures.ts'
import { addDays, lastDay, type DateRange, type PlainDate } from '../time/plain-date.ts'
import type { Addressee, LetterPurpose } from './letter-kinds.ts'
import type { Letter } from './letters.ts'
import type { PrisonStay } from './signals.ts'

export const letterDeadlineCodes = ['assess.notice-missing', 'assess.letter-unanswered'] as const
type Code = (typeof letterDeadlineCodes)[number]
const unansweredCode: Code = 'assess.letter-unanswered'

/** Who is told that the limit is passed. */
export const noticeAddressees = ['prison-director', 'ministry'] as const satisfies readonly Addressee[]

const duties: Record<Exclude<Addressee, 'other'>, Duty> = {
  'prison-director': 'prison',
  'prisons-department': 'prison',
  'provincial-social-affairs': 'social-affairs',
  ministry: 'social-affairs',
  court: 'justice',
  'health-department': 'health',
}
const dutyOfHolder = {
  prison: 'prison',
  health: 'health',
  'child-welfare': 'social-affairs',
  justice: 'justice',
} as const
const harms: Record<LetterPurpose, Deadline['harm']> = {
  'measures-owed': 4,
  'past-limit': 3,
  escalation: 3,
  transfer: 3,
  death: 2,
  'no-approval-answer': 3,
  'unregistered-home': 2,
}
/** Purposes that end when the child no longer lives in the prison. */
const ofStay: ReadonlySet<LetterPurpose> = new Set(['measures-owed', 'past-limit', 'escalation', 'transfer'])

type About = {
  letters: readonly Letter[]
  stay: PrisonStay | null
  /** First day past the limit. */
  limit: DateRange | null
  /** Measures of the decision that holds which are not in place. */
  missing: ReadonlySet<number>
  /** Null where the country's pack holds none. */
  measures: MeasureCatalogue | null
}

/** Notices that are owed, and letters that wait for an answer. */
export function letterDeadlines(about: About): Deadline[] {
  return [...noticeMissing(about), ...about.letters.filter((letter) => isPressed(letter, about)).map(unanswered(about))]
}

/** The ids of the letters whose answer is still owed, from what is due on the child. */
export function waitingLetters(deadlines: readonly Pick<Deadline, 'code' | 'key'>[]): ReadonlySet<string> {
  return new Set(deadlines.filter(({ code }) => code === unansweredCode).map(({ key }) => key))
}

/** The offices that no notice of this stay has gone to, owed from the day on which the limit is certainly passed; empty without one. */
export function noticesOwed({ letters, stay, limit }: Pick<About, 'letters' | 'stay' | 'limit'>): Addressee[] {
  if (stay === null || limit === null || limit.latest === lastDay) return []
  const sent = letters.filter(
    ({ purpose, sentOn }) => purpose === 'past-limit' && sentOn !== null && sentOn >= stay.since.earliest,
  )
  return noticeAddressees.filter((addressee) => !sent.some((letter) => letter.addressee === addressee))
}

function noticeMissing(about: About): Deadline[] {
  const owed = noticesOwed(about)
  if (about.limit === null || owed.length === 0) return []
  const { latest } = about.limit
  const params = { owedTo: owed.join(' ') }
  return [dated('assess.notice-missing', '', latest, latest, 'social-affairs', 3, params)]
}

function isPressed({ answer, supersededBy, purpose, sent }: Letter, { stay, missing }: About): boolean {
  if (answer !== null || supersededBy !== null) return false
  if (ofStay.has(purpose) && stay === null) return false
  return purpose !== 'measures-owed' || sent.body.measures.some((measure) => missing.has(measure))
}

function unanswered({ measures }: About): (letter: Letter) => Deadline {
  return ({ id, class: of, purpose, addressee, sent, sentOn, answerDue }) => {
    const params = { purpose, ...(addressee === null ? {} : { addressee }) }
    const duty =
      addressee === null || addressee === 'other' ? dutyOfMeasures(sent.body.measures, measures) : duties[addressee]
    const deadline = dated(unansweredCode, id, sentOn ?? answerDue, answerDue, duty, harms[purpose], params)
    return { ...deadline, classes: [of] }
  }
}

/** Of a letter that does not name its office by kind: whoever holds the first measure. */
function dutyOfMeasures(numbers: readonly number[], catalogue: MeasureCatalogue | null): Duty {
  const row = catalogue?.measures.find(({ number }) => number === numbers[0])
  return row === undefined ? 'both' : dutyOfHolder[row.dutyHolder]
}

function dated(
  code: Code,
  key: string,
  opens: PlainDate,
  due: PlainDate,
  duty: Duty,
  harm: Deadline['harm'],
  params: Deadline['params'],
): Deadline {
  return { code, key, classes: ['identity'], opens, due, breachFrom: addDays(due, 1), duty, harm, params }
}
