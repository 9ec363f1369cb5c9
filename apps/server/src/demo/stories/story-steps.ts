// Steps that several stories take: the child leaves, a relative is known, the move, a visit, a meeting with the mother.
import * as care from '@komar/domain/care/kinds'
import type { SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import type { BodyOf } from '@komar/domain/chronicle/kind'
import * as register from '@komar/domain/register/kinds'
import { plainDate } from '@komar/domain/time/plain-date'
import { hours } from '../calendar.ts'
import type { Work } from '../casework-steps.ts'
import type { ToldFamily } from '../family-entries.ts'
import { makeNames } from '../names.ts'
import type { Authored } from '../pen.ts'

export const worker = { who: 'worker', hour: hours.worker } as const
export const supervisor = { who: 'supervisor', hour: hours.supervisor } as const

/** The register learns on `day` that the child has left, on the day of the plan and by its route. */
export function leave(
  { pen }: Work,
  { facility, plan }: ToldFamily,
  child: SubjectId,
  day: string,
  basis: 'told' | 'seen',
): void {
  if (plan.left === null) return
  pen.write(register.residenceEnded, {
    who: 'monitor',
    hour: hours.monitor,
    day: plainDate(day),
    subject: child,
    occurred: plan.left,
    basis,
    body: { facility, route: plan.route },
  })
}

type Relation = BodyOf<typeof register.kinRegistered>['relation']

/** A relative outside, or a home. */
export function registerKin(
  { pen, random }: Work,
  family: ToldFamily,
  child: SubjectId,
  on: string,
  relation: Relation,
  district?: string,
): SubjectId {
  const day = plainDate(on)
  const kin = pen.id(day)
  const male: readonly Relation[] = ['father', 'grandfather', 'uncle', 'brother']
  const names = makeNames(random, male.includes(relation) ? 'male' : 'female', family.children[0]?.names.surname)
  pen.write(register.kinRegistered, {
    ...worker,
    day,
    subject: kin,
    also: [child],
    basis: 'told',
    body: { names, relation, ...(district !== undefined && { district }) },
  })
  return kin
}

/** The move to a carer. `occurred` is the day of it, told on `on`. */
export function move(
  { pen }: Work,
  child: SubjectId,
  { on, occurred, kin, tier }: { on: string; occurred: string; kin: SubjectId; tier: number },
): Uuid {
  return pen.write(care.placementBegan, {
    ...worker,
    day: plainDate(on),
    subject: child,
    also: [kin],
    occurred: plainDate(occurred),
    basis: 'told',
    body: { tier, carer: kin, isParentsOwnArrangement: false },
  })
}

export function followUp(
  { pen }: Work,
  child: SubjectId,
  day: string,
  concern: 'none' | 'watch' | 'act',
  words: string,
  more: Partial<Authored<BodyOf<typeof care.followUpDone>>> = {},
): void {
  pen.write(care.followUpDone, {
    ...worker,
    day: plainDate(day),
    subject: child,
    body: { way: 'visit', isChildSeen: true, isChildAlone: false, isSleepingPlaceSeen: true, concern, words, ...more },
  })
}

type ContactBody = Authored<BodyOf<typeof care.contactHeld>>

/** A meeting, a call, or a meeting that was missed. */
export function contact(
  { pen }: Work,
  { mother }: Pick<ToldFamily, 'mother'>,
  child: SubjectId,
  day: string,
  body: Partial<ContactBody>,
): void {
  pen.write(care.contactHeld, {
    ...worker,
    day: plainDate(day),
    subject: child,
    also: [mother],
    basis: 'told',
    body: { way: 'visit', hasHappened: body.cause === undefined, ...body },
  })
}
