// Special measures of the last decision to stay, for as long as the child is inside: owed until someone confirms them, looked at again
// on their day, and asked for by letter the same day where nobody present can provide them, or by the day they were due where they were
// found missing (practice.md part 3 G-B, part 7). How each stands: measure-standing.ts; what follows from a letter: letter-signals.ts.
// The duty is named, never an officer.
import type { Deadline, Duty } from '../chronicle/deadline.ts'
import type { PolicyPack } from '../policy.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { isMissing, standingMeasures, type StandingMeasure } from './measure-standing.ts'
import type { SpecialMeasure } from './measures.ts'
import type { ChildAssess, Decision } from './state.ts'

export const measureDeadlineCodes = [
  'assess.measure-owed',
  'assess.measure-unconfirmed',
  'assess.letter-missing',
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

/** What is owed under a decision to stay; what was said before `since`, in another prison, does not count. */
export function measureDeadlines(
  state: ChildAssess,
  decision: Decision | undefined,
  pack: PolicyPack,
  since: PlainDate | null = null,
): Deadline[] {
  if (decision?.outcome !== 'stay') return []
  return standingMeasures(state, decision, pack.measures, since).flatMap((measure) =>
    measure.row === null ? [] : ofMeasure(measure, measure.row, decision),
  )
}

/** The numbers of the measures of a decision that are owed and not there. */
export function missingMeasures(
  state: ChildAssess,
  decision: Decision | undefined,
  { measures }: PolicyPack,
  since: PlainDate | null = null,
): ReadonlySet<number> {
  if (decision === undefined) return new Set()
  const standing = standingMeasures(state, decision, measures, since)
  return new Set(standing.filter(isMissing).map(({ measure }) => measure))
}

function ofMeasure(measure: StandingMeasure, row: SpecialMeasure, decision: Decision): Deadline[] {
  const made = make(measure, row, decision)
  const { missing, lookAgainBy } = measure
  if (missing === null) {
    if (lookAgainBy === null) return []
    return [made('assess.measure-unconfirmed', addDays(lookAgainBy, -lookAheadDays), lookAgainBy, null, 4)]
  }
  const owed = made('assess.measure-owed', decision.from, missing.due, addDays(missing.due, 1), harmOf[measure.class])
  return [owed, ...ofLetter(measure, missing, decision, made)]
}

type Make = (
  code: Code,
  opens: PlainDate,
  due: PlainDate,
  breachFrom: PlainDate | null,
  harm: Deadline['harm'],
) => Deadline

type Missing = NonNullable<StandingMeasure['missing']>

function ofLetter(measure: StandingMeasure, missing: Missing, decision: Decision, made: Make): Deadline[] {
  if (measure.letter !== null) return []
  if (measure.state === 'can-be-provided-now') return []
  const [opens, due] = measure.state === 'owed' ? [decision.takenOn, decision.takenOn] : [missing.since, missing.due]
  return [{ ...made('assess.letter-missing', opens, due, addDays(due, 1), 3), duty: 'social-affairs' }]
}

function make(measure: StandingMeasure, row: SpecialMeasure, decision: Decision): Make {
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
