// Special measures of the decision that holds: owed until someone confirms them, looked at again on their day, and asked for by
// letter the same day where nobody present can provide them (practice.md part 3 G-B, part 7). A measure said to be in place and
// then found missing is owed again from that day. The duty is named, never an officer.
import type { Deadline, Duty } from '../chronicle/deadline.ts'
import type { PolicyPack } from '../policy.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import { measureDue, nextCheckDue, type SpecialMeasure } from './measures.ts'
import { measuresOf, type ChildAssess, type Decision, type MeasureStanding } from './state.ts'

export const measureDeadlineCodes = [
  'assess.measure-owed',
  'assess.measure-unconfirmed',
  'assess.letter-missing',
  'assess.letter-unanswered',
] as const
type Code = (typeof measureDeadlineCodes)[number]

const duties: Record<SpecialMeasure['dutyHolder'], Duty> = {
  prison: 'prison',
  health: 'health',
  'child-welfare': 'social-affairs',
  justice: 'justice',
}
const harmOf = { A: 1, B: 3, C: 4 } as const
/** The sight of a measure is looked for this long before its day. */
const lookAheadDays = 3
/** Class C has no day of its own in the pack; it is asked about twice a year. Practice default. */
const builtUpMonths = 6

/** What is owed under the last decision of a child who stays. */
export function measureDeadlines(state: ChildAssess, decision: Decision | undefined, pack: PolicyPack): Deadline[] {
  if (decision === undefined || decision.outcome !== 'stay') return []
  return measuresOf(state, decision).flatMap((measure) => {
    const row = pack.measures.measures.find(({ number }) => number === measure.measure)
    return row === undefined ? [] : ofMeasure(measure, row, decision, pack)
  })
}

function ofMeasure(measure: MeasureStanding, row: SpecialMeasure, decision: Decision, pack: PolicyPack): Deadline[] {
  const made = make(measure, row, decision)
  const confirmation = measure.lastConfirmation
  const seenOn = confirmation === null ? null : edtfBounds(confirmation.entry.occurred).latest
  const isMissing = confirmation === null ? measure.state !== 'in-place' : !confirmation.body.isInPlace
  if (!isMissing) {
    const next = nextCheckDue(row, seenOn ?? decision.from)
    return next === null ? [] : [made('assess.measure-unconfirmed', addDays(next, -lookAheadDays), next, null, 4)]
  }
  const isFoundMissing = confirmation !== null && measure.state === 'in-place' && seenOn !== null
  const dueOn = isFoundMissing
    ? (measureDue(pack.measures, measure.class, seenOn) ?? addMonths(seenOn, builtUpMonths))
    : measure.due
  const owed = made('assess.measure-owed', decision.from, dueOn, addDays(dueOn, 1), harmOf[measure.class])
  return [owed, ...ofLetter(measure, decision, made)]
}

type Make = (
  code: Code,
  opens: PlainDate,
  due: PlainDate,
  breachFrom: PlainDate | null,
  harm: Deadline['harm'],
) => Deadline

function ofLetter(measure: MeasureStanding, decision: Decision, made: Make): Deadline[] {
  const { letter } = measure
  if (letter !== null) {
    const { answerDue } = letter.body
    const sent = edtfBounds(letter.entry.occurred).earliest ?? decision.takenOn
    return [made('assess.letter-unanswered', sent, answerDue, addDays(answerDue, 1), 4)]
  }
  if (measure.state !== 'owed') return []
  const letterDue = made('assess.letter-missing', decision.takenOn, decision.takenOn, addDays(decision.takenOn, 1), 3)
  return [{ ...letterDue, duty: 'social-affairs' }]
}

function make(measure: MeasureStanding, row: SpecialMeasure, decision: Decision): Make {
  return (code, opens, due, breachFrom, harm) => ({
    code,
    key: `${decision.id}:${measure.measure}`,
    classes: ['identity', 'conditions'],
    opens,
    due,
    breachFrom,
    duty: duties[row.dutyHolder],
    harm,
    params: { measure: measure.measure, code: row.code, class: measure.class },
  })
}
