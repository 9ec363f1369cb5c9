// The statutory limit of a child who lives in prison, as one deadline from the day planning begins.
// Rule: plan from the earliest day on which the child can be past the limit; from that day it may be past; it is a breach only from
// the latest day. A passed limit removes nobody (practice.md part 1 row 34, part 3 G-L1, G-L2). Where the day is not certain, finding
// out the birth date is a task of its own; no medical age test. A birth date changed within a year of the limit rests on a document
// and on a second agency (practice.md part 2, officers' incentives).
// Everybody sees planning begin at the usual lead time. A longer one, for a child with no kin known for example, is a deadline of its
// own in care class: a date that a prison sees must not tell it whether a child has kin.
import type { Deadline } from '../chronicle/deadline.ts'
import type { Uuid } from '../chronicle/entry.ts'
import type { DayRange } from '../register/state.ts'
import { edtf, type Edtf } from '../time/edtf.ts'
import { addDays, lastDay, later, type DateRange, type PlainDate } from '../time/plain-date.ts'
import { leadMonths, type LawPack, type LeadReason } from './pack.ts'
import { isWithoutLimit, limitDates, planningOpens } from './past.ts'

export const lawDeadlineCodes = [
  'law.limit',
  'law.limit-early',
  'law.birth-date-unsure',
  'law.birth-date-missing',
  'law.birth-date-change-unconfirmed',
] as const
type Code = (typeof lawDeadlineCodes)[number]

/** Days to find out a birth date that nobody stated: practice default. */
const birthDateDays = 7
const changeConfirmationDays = 14

/** A child's stay that has not ended, with the days on which it may have begun. */
export type OpenStay = { since: DateRange }

/** Both ends of a birth as one uncertain date; null when neither is known. */
export function birthAsEdtf(range: DayRange): Edtf | null {
  const { earliest, latest } = range
  if (earliest === null && latest === null) return null
  return earliest === latest && earliest !== null ? edtf(earliest) : edtf(`${earliest ?? '..'}/${latest ?? '..'}`)
}

/** The first day past the limit of a child who stays in prison, as a range; null when nothing is known of its birth. */
export function limitRange(birth: DayRange, law: LawPack, from?: PlainDate): DateRange | null {
  const born = birthAsEdtf(birth)
  return born === null ? null : limitDates(born, law, from)
}

/** What the law asks for while a child lives in prison: nothing once it has left. */
export function limitDeadlines(
  stay: OpenStay | null,
  birth: DayRange,
  reasons: readonly LeadReason[],
  law: LawPack,
): Deadline[] {
  if (stay === null) return []
  const limit = limitRange(birth, law, stay.since.earliest)
  if (limit === null) return [birthDateMissing(stay)]
  if (isWithoutLimit(limit)) return []
  const months = leadMonths(law.leadTime, [])
  const opens = planningOpens(limit, months)
  const isNever = limit.latest === lastDay
  const reached = dated('law.limit', opens, addDays(limit.earliest, -1), isNever ? null : limit.latest, 1, {
    earliest: limit.earliest,
    latest: limit.latest,
    leadMonths: months,
  })
  const isCertain = limit.earliest === limit.latest
  const params = { earliest: limit.earliest, latest: limit.latest }
  const unsure = dated('law.birth-date-unsure', later(opens, stay.since.earliest), reached.due, null, 3, params)
  return [...earlyPlanning(limit, reasons, law, opens), reached, ...(isCertain ? [] : [unsure])]
}

/** Planning that must begin before the usual lead time; due by the day on which the usual one begins. */
function earlyPlanning(limit: DateRange, reasons: readonly LeadReason[], law: LawPack, usual: PlainDate): Deadline[] {
  const months = leadMonths(law.leadTime, reasons)
  const opens = planningOpens(limit, months)
  if (opens >= usual) return []
  const early = dated('law.limit-early', opens, addDays(usual, -1), null, 3, { leadMonths: months })
  return [{ ...early, classes: ['identity', 'care'], duty: 'social-affairs' }]
}

function birthDateMissing(stay: OpenStay): Deadline {
  const due = addDays(stay.since.latest, birthDateDays)
  return dated('law.birth-date-missing', stay.since.earliest, due, null, 2, {})
}

/** Birth dates that were changed near the limit and that nobody settled: found out within two weeks. */
export function birthQuestionDeadlines(questions: readonly { claim: Uuid; on: PlainDate }[]): Deadline[] {
  return questions.map(({ claim, on }) => ({
    ...dated('law.birth-date-change-unconfirmed', on, addDays(on, changeConfirmationDays), null, 2, {}),
    key: claim,
  }))
}

function dated(
  code: Code,
  opens: PlainDate,
  due: PlainDate,
  breachFrom: PlainDate | null,
  harm: Deadline['harm'],
  params: Deadline['params'],
): Deadline {
  return { code, key: '', classes: ['identity'], opens, due, breachFrom, duty: 'both', harm, params }
}
