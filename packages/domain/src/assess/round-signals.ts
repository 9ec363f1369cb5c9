// What a round heard and what follows the same day or the next: a child is ill or does not eat; something frightens. Each ends with a
// later answer that says otherwise; "not asked" ends nothing, and neither does a "no" from someone who could not speak freely: that does
// not count as heard (practice.md part 2). Fear ends with a complaint or an answered safeguarding section since, too. Class safeguarding;
// the agency that asked sees it by its role alone (0011). Days are data: procedures, `rounds`; practice defaults, to be confirmed.
import type { Deadline, Duty } from '../chronicle/deadline.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'
import { complaintMade } from './complaint-kinds.ts'
import { safeguardingAnswered } from './kinds.ts'
import { roundAnswered } from './round-kinds.ts'

export const roundDeadlineCodes = [
  'assess.child-ill',
  'assess.child-not-eating',
  'assess.fright-told',
  'assess.not-heard-freely',
] as const
type Code = (typeof roundDeadlineCodes)[number]

export type RoundLimits = {
  illLookedAtWithin: { value: number }
  frightActedWithin: { value: number }
  notSeenAgainWithin: { value: number }
}

type Answered = Stated<typeof roundAnswered>
type Question = 'eats' | 'ill' | 'frightened'

/** `hereSince`: since when the child lives in the facility where it lives now; null when it lives in none, and nothing is asked. */
export function roundDeadlines(settled: Settled, hereSince: PlainDate | null, limits: RoundLimits): Deadline[] {
  if (hereSince === null) return []
  const answers = statedOf(settled, roundAnswered).filter(({ entry }) => {
    const on = edtfBounds(entry.occurred).latest
    return on !== null && on >= hereSince
  })
  const frightened = standing(answers, 'frightened', 'yes').filter((told) => !isActedUpon(settled, told))
  const unheard = answers.slice(-1).filter(({ body }) => body.freely === 'no')
  const looked = limits.illLookedAtWithin.value
  return [
    ...standing(answers, 'ill', 'yes').flatMap((told) => due('assess.child-ill', told, looked, 1, 'health')),
    ...standing(answers, 'eats', 'no').flatMap((told) => due('assess.child-not-eating', told, looked, 1, 'both')),
    ...frightened.flatMap((told) =>
      due('assess.fright-told', told, limits.frightActedWithin.value, 1, 'social-affairs'),
    ),
    ...unheard.flatMap((told) =>
      due('assess.not-heard-freely', told, limits.notSeenAgainWithin.value, 3, 'social-affairs'),
    ),
  ]
}

/** The answer that stands to a question, where it is the one that worries. */
function standing(answers: readonly Answered[], question: Question, worry: 'yes' | 'no'): Answered[] {
  const last = answers.findLast(({ body }) => {
    const said = body[question]
    return said === worry || ((said === 'yes' || said === 'no') && body.freely !== 'no')
  })
  return last?.body[question] === worry ? [last] : []
}

function isActedUpon(settled: Settled, told: Answered): boolean {
  const since = edtfBounds(told.entry.occurred).earliest
  return [...statedOf(settled, complaintMade), ...statedOf(settled, safeguardingAnswered)].some(({ entry }) => {
    const { latest } = edtfBounds(entry.occurred)
    return since !== null && latest !== null && latest >= since
  })
}

function due(code: Code, { id, entry }: Answered, within: number, harm: Deadline['harm'], duty: Duty): Deadline[] {
  const on = edtfBounds(entry.occurred).latest
  if (on === null) return []
  const dates = { opens: on, due: addDays(on, within), breachFrom: null }
  return [{ code, key: id, classes: ['safeguarding'], ...dates, duty, harm, params: {}, agencies: [entry.agency] }]
}
