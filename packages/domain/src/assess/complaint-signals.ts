// What is owed to whoever complained: an answer in time, and for 90 days somebody who looks, once a month, whether anyone suffers for
// it (practice.md part 3, G-Q1). Class safeguarding, and withheld as the complaint is: its very deadline would tell that there is one.
// The agency that took a complaint sees its days without any circle. Nothing of the story stands in a parameter.
import type { Deadline } from '../chronicle/deadline.ts'
import type { PolicyPack } from '../policy.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { lastDayOf, type Complaint, type Look } from './complaint-state.ts'

export const complaintDeadlineCodes = [
  'assess.complaint-unanswered',
  'assess.reprisal-look',
  'assess.reprisal-unanswered',
] as const
type Code = (typeof complaintDeadlineCodes)[number]

/** A look is announced this long before its day. Practice default. */
const lookAheadDays = 7

/** What is due on complaints. */
export function complaintDeadlines(complaints: readonly Complaint[], pack: PolicyPack): Deadline[] {
  return complaints.flatMap((complaint) => [
    ...ofAnswer(complaint),
    ...ofLooks(complaint, pack),
    ...complaint.looks.flatMap((look) => ofSigns(complaint, look, pack)),
  ])
}

function ofAnswer(complaint: Complaint): Deadline[] {
  const { answer, madeOn, answerDue } = complaint
  if (answer !== null || answerDue === null) return []
  return [made(complaint, 'assess.complaint-unanswered', complaint.id, { opens: madeOn, due: answerDue, harm: 2 })]
}

function ofLooks(complaint: Complaint, pack: PolicyPack): Deadline[] {
  const { watchUntil, madeOn, looks } = complaint
  if (watchUntil === null) return []
  const last =
    looks
      .map(({ entry }) => lastDayOf(entry, pack))
      .toSorted()
      .at(-1) ?? madeOn
  const due = addDays(last, pack.procedures.decisions.reprisalLookEvery.value)
  if (due > watchUntil) return []
  const dates = { opens: addDays(due, -lookAheadDays), due, harm: 3 } as const
  return [made(complaint, 'assess.reprisal-look', complaint.id, dates)]
}

/** Signs that nobody has acted upon yet. */
function ofSigns(complaint: Complaint, { id, entry, body }: Look, pack: PolicyPack): Deadline[] {
  if (body.reprisals.length === 0 || body.done !== undefined) return []
  const seen = lastDayOf(entry, pack)
  return [made(complaint, 'assess.reprisal-unanswered', id, { opens: seen, due: addDays(seen, 1), harm: 1 })]
}

type Dates = { opens: PlainDate; due: PlainDate; harm: Deadline['harm'] }

function made({ withheld, agency }: Complaint, code: Code, key: string, dates: Dates): Deadline {
  const breachFrom = addDays(dates.due, 1)
  return {
    code,
    key,
    classes: ['safeguarding'],
    ...dates,
    breachFrom,
    duty: 'social-affairs',
    params: {},
    withheld,
    agencies: [agency],
  }
}
