// What is wrong with a membership before it is sent.
import type { AccessClass } from '@komar/domain/access/classes'
import { parsePlainDate } from '@komar/domain/time/plain-date'
import type { Fault } from './account-faults.ts'

/** `until` is the first day without it; empty while it is open. */
export type MembershipValues = { circle: string; classes: AccessClass[]; since: string; until: string }

export function membershipFaults({ circle, classes, since, until }: MembershipValues): Fault<keyof MembershipValues>[] {
  const faults: Fault<keyof MembershipValues>[] = []
  if (circle === '') faults.push({ field: 'circle', id: 'circle.missing' })
  if (classes.length === 0) faults.push({ field: 'classes', id: 'circle.classes-missing' })
  if (parsePlainDate(since) === null) faults.push({ field: 'since', id: 'circle.since-missing' })
  if (until !== '' && parsePlainDate(until) === null) faults.push({ field: 'until', id: 'circle.until-fault' })
  else if (until !== '' && until < since) faults.push({ field: 'until', id: 'circle.until-before' })
  return faults
}
