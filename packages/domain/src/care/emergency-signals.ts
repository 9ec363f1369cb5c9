// What is owed after an emergency: a supervisor knows within 24 hours, the authority and the mother know the same day where the child
// is, the case is looked at again within 72 hours, and the emergency place ends at 14 days unless a plan passed the full gate or the
// child is back (practice.md part 3, G-E1). Hours are shown as days: an order has a day and no hour, so a duty of 72 hours is certainly
// broken only on the fourth day after.
import type { Deadline } from '../chronicle/deadline.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, earlier, type PlainDate } from '../time/plain-date.ts'
import type { PolicyPack } from '../policy.ts'
import type { ChildRegister } from '../register/state.ts'
import type { emergencyTold } from './emergency-kinds.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { Emergency, Told } from './emergency-state.ts'
import type { ChildCare } from './state.ts'

export const emergencyDeadlineCodes = [
  'care.emergency-supervisor',
  'care.emergency-authority-told',
  'care.emergency-mother-told',
  'care.emergency-review',
  'care.emergency-place-ends',
] as const
type Code = (typeof emergencyDeadlineCodes)[number]

const hoursPerDay = 24

/** What is owed after each emergency; where the child may stay, after the last. */
export function emergencyDeadlines(
  emergencies: readonly Emergency[],
  register: Pick<ChildRegister, 'residences'>,
  care: Pick<ChildCare, 'plans' | 'placements'>,
  pack: PolicyPack,
): Deadline[] {
  const last = emergencies.at(-1)
  return [
    ...emergencies.flatMap((emergency) => firstDays(emergency, pack)),
    ...(last === undefined || isOver(last, register, care) ? [] : [placeEnds(last, pack)]),
  ]
}

function firstDays({ order, told, review }: Emergency, pack: PolicyPack): Deadline[] {
  const { supervisorWithin, reviewWithin } = pack.procedures.emergency
  const { on, ground } = order.body
  const isMotherBeyondReach = ground === 'mother-dead' || ground === 'mother-gone'
  const soon = addDays(on, Math.ceil(supervisorWithin.value / hoursPerDay))
  const reviewed = addDays(on, Math.ceil(reviewWithin.value / hoursPerDay))
  const owed = (code: Code, due: PlainDate, harm: Deadline['harm']) =>
    dated(code, order.id, { opens: on, due, breachFrom: addDays(due, 1), harm })
  return [
    ...(review !== null || isTold(told, 'supervisor') ? [] : [owed('care.emergency-supervisor', soon, 1)]),
    ...(isTold(told, 'authority') ? [] : [owed('care.emergency-authority-told', on, 2)]),
    ...(isMotherBeyondReach || isTold(told, 'mother') ? [] : [owed('care.emergency-mother-told', on, 1)]),
    ...(review === null ? [owed('care.emergency-review', reviewed, 1)] : []),
  ]
}

/** Someone was told; one who could not be reached is told only when it says why. */
function isTold(told: readonly Told[], whom: BodyOf<typeof emergencyTold>['told']): boolean {
  return told.some(
    ({ body }) => body.told === whom && (body.how !== 'could-not' || (whom === 'mother' && body.why !== undefined)),
  )
}

/** The child is back with its mother, lives in a prison again, or moved under a plan that passed the full gate. */
function isOver(
  { order, review }: Emergency,
  { residences }: Pick<ChildRegister, 'residences'>,
  { plans }: Pick<ChildCare, 'plans'>,
): boolean {
  const isBack = residences.some(({ from }) => {
    const { earliest } = edtfBounds(from)
    return earliest !== null && earliest > order.body.on
  })
  const isPlanned = plans.some(({ body }) => body.moveOn >= order.body.on)
  return review?.body.emergencyOutcome === 'back-with-mother' || isBack || isPlanned
}

function placeEnds({ order, since }: Emergency, pack: PolicyPack): Deadline {
  const last = addDays(since, pack.procedures.emergency.placeEndsAfter.value)
  const due = earlier(order.body.until, last)
  return dated('care.emergency-place-ends', order.id, {
    opens: order.body.on,
    due,
    breachFrom: addDays(last, 1),
    harm: 1,
  })
}

type When = Pick<Deadline, 'opens' | 'due' | 'breachFrom' | 'harm'>

function dated(code: Code, key: string, when: When): Deadline {
  return { code, key, classes: ['identity', 'care'], duty: 'social-affairs', params: {}, ...when }
}
