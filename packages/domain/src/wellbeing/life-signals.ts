// What follows from how a child learns and develops: a lost skill the same day, a milestone that is missing at its checkpoint looked at
// again, a carer's worry referred, a child of school age who is not at school, or sits far below its age (domain-facts.md section 4;
// practice.md part 6, P3 and C11). Uncertain: at which age school begins is data, and marked as far as it is sure.
import type { Deadline } from '../chronicle/deadline.ts'
import type { DayRange } from '../register/state.ts'
import { completedMonths } from '../time/age.ts'
import type { WellbeingPack } from './pack.ts'
import { dayOf, signal } from './signal.ts'
import type { ChildWellbeing, Development } from './state.ts'

/** What is owed on development and school. */
export function lifeSignals(state: ChildWellbeing, birth: DayRange, pack: WellbeingPack): Deadline[] {
  return [...state.development.flatMap((each) => developmentSignals(each, state, pack)), ...school(state, birth, pack)]
}

function developmentSignals(each: Development, { development }: ChildWellbeing, { rules }: WellbeingPack): Deadline[] {
  const { id, entry, body } = each
  const on = dayOf(entry)
  if (on === null) return []
  const base = { key: id, class: each.class, opens: on, duty: 'both' } as const
  const { recheckWithin, worryReferredWithin } = rules.development
  const missing = body.milestones.filter(({ state }) => state === 'not-yet')
  // Whoever could not do it and now can is well: a later look at the same milestone answers the first.
  const isSeenSince = missing.every(({ id: milestone }) =>
    development.some(
      (later) =>
        (dayOf(later.entry) ?? on) > on &&
        later.body.milestones.some((seen) => seen.id === milestone && seen.state === 'yes'),
    ),
  )
  return [
    ...(body.lostSkill === undefined ? [] : [signal('wellbeing.skill-lost', { ...base, within: 0, harm: 1 })]),
    ...(missing.length === 0 || isSeenSince
      ? []
      : [
          signal('wellbeing.milestone-missing', {
            ...base,
            within: recheckWithin.value,
            harm: 3,
            params: { count: missing.length },
          }),
        ]),
    ...(body.worry === undefined
      ? []
      : [signal('wellbeing.carer-worry', { ...base, within: worryReferredWithin.value, harm: 3 })]),
  ]
}

/** Grade 1 at the age at which school begins; behind when it sits so many grades below that, at the youngest that it can be. */
function school(
  { school: stated }: ChildWellbeing,
  { earliest, latest }: DayRange,
  { rules }: WellbeingPack,
): Deadline[] {
  const last = stated.at(-1)
  const on = last === undefined ? null : dayOf(last.entry)
  if (last === undefined || on === null || earliest === null || latest === null) return []
  const { startsAt, behindBy, actedWithin } = rules.school
  const youngest = completedMonths(latest, on)
  const base = { key: last.id, class: 'care', opens: on, within: actedWithin.value } as const
  if (!last.body.isAtSchool) {
    return youngest >= startsAt.value ? [signal('wellbeing.school-missing', { ...base, harm: 3 })] : []
  }
  const expected = Math.floor((youngest - startsAt.value) / 12) + 1
  const behind = last.body.grade === undefined ? 0 : expected - last.body.grade
  return behind >= behindBy.value
    ? [signal('wellbeing.school-behind', { ...base, harm: 4, params: { years: behind } })]
    : []
}
