// The register's part of a child's file that needs more than one slice: which birth dates count under the law, the family, papers, life
// outside, and what they ask of people. After a death nothing is due any more but what the death itself asks.
import type { ChildAssess } from '../assess/state.ts'
import { otherParentDeadlines } from '../care/other-parent-signals.ts'
import { outsideDeadlines } from '../care/outside-signals.ts'
import type { ChildCare, Departure } from '../care/state.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import type { Settled } from '../chronicle/fold.ts'
import { birthUnder, type SettledBirth } from '../law/birth-claims.ts'
import type { LeadReason } from '../law/pack.ts'
import type { CountryPack, PolicyPack } from '../policy.ts'
import { familyDeadlines } from '../register/family-signals.ts'
import { childFamily, type ChildFamily } from '../register/family-state.ts'
import { childOutside, livingSince, type ChildOutside } from '../register/outside-state.ts'
import { standingDeadlines } from '../register/standing-signals.ts'
import { childStanding, isForeign, type ChildStanding } from '../register/standing-state.ts'
import { childRegister, type ChildRegister } from '../register/state.ts'
import type { DateRange } from '../time/plain-date.ts'

export type WholeRegister = {
  register: ChildRegister & { birth: SettledBirth }
  family: ChildFamily
  standing: ChildStanding
  outside: ChildOutside
}

/** What the register knows of a child, with the birth dates that count under this country's law. */
export function wholeRegister(
  child: SubjectId,
  settled: Settled,
  entries: readonly Recorded[],
  pack: CountryPack,
): WholeRegister {
  return {
    register: { ...childRegister(settled), birth: birthUnder(settled, entries, pack) },
    family: childFamily(settled, child),
    standing: childStanding(settled),
    outside: childOutside(settled, child),
  }
}

type Known = WholeRegister & {
  settled: Settled
  assess: ChildAssess
  care: ChildCare
  departure: Departure | null
  stay: { isBornInside: boolean } | null
}

/** What the register asks of people about a child. */
export function registerDeadlines(known: Known, pack: PolicyPack): Deadline[] {
  const { register, family, standing, outside, settled, assess, care, departure, stay } = known
  const limits = pack.procedures.register
  const isBornInside = stay?.isBornInside === true
  return [
    ...familyDeadlines(family, limits),
    ...standingDeadlines(standing, register.birth.range, isBornInside, limits),
    ...otherParentDeadlines(settled, care, assess, pack),
    ...outsideDeadlines(outside, care, departure, stay !== null, pack),
  ]
}

/** Why planning for the limit takes longer, as far as the register says (practice.md G-L2). */
export function registerLeadReasons({ family, standing }: Pick<WholeRegister, 'family' | 'standing'>): LeadReason[] {
  const isGroup = family.siblings.some(({ livesTogether }) => livesTogether === 'yes')
  return [
    ...(isForeign(standing) ? (['foreign-national'] as const) : []),
    ...(isGroup ? (['sibling-group'] as const) : []),
  ]
}

/** Since when a child lives outside who never entered a prison; null for every other child. */
export function outsideSince({ outside, register }: Pick<WholeRegister, 'outside' | 'register'>): DateRange | null {
  if (outside.living === null || register.residences.length > 0) return null
  return outside.living.body.livingWith === 'released-parent' ? null : livingSince(outside.living)
}
