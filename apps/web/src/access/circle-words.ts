// Circles and memberships in words: whom a circle brings together, and whether someone is in it today.
import type { Circle, CircleMembership } from '@komar/contract/circles'
import type { Say, Speech } from '../i18n/speech.ts'

export type Places = { facilityName: (id: string) => string; agencyName: (id: string) => string }

type Named = { id: string; nameEn: string; nameKm: string }

/** Names prisons and agencies by id in the reader's language; empty for one that is not known. */
export function placesOf(
  known: { facilities: readonly Named[]; agencies: readonly Named[] },
  { language }: Speech,
): Places {
  const nameIn = (all: readonly Named[]) => (id: string) => {
    const found = all.find((each) => each.id === id)
    return found === undefined ? '' : language === 'km' ? found.nameKm : found.nameEn
  }
  return { facilityName: nameIn(known.facilities), agencyName: nameIn(known.agencies) }
}

/** "Children and women in Prison X". */
export function sayCircle({ type, facility, agency }: Omit<Circle, 'id'>, places: Places, text: Say): string {
  switch (type) {
    case 'facility':
      return text('circle.facility', { name: facility === null ? '' : places.facilityName(facility) })
    case 'agency':
      return text('circle.agency', { name: agency === null ? '' : places.agencyName(agency) })
    case 'case-load':
      return text('circle.case-load', { name: agency === null ? '' : places.agencyName(agency) })
    case 'grant':
      return text('circle.grant', { name: agency === null ? '' : places.agencyName(agency) })
  }
}

export type MembershipState = 'current' | 'ahead' | 'ended'

/** Days as text compare as days; `until` is the first day without it. */
export function membershipState(
  { since, until }: Pick<CircleMembership, 'since' | 'until'>,
  today: string,
): MembershipState {
  if (until !== null && until <= today) return 'ended'
  return since > today ? 'ahead' : 'current'
}

const stateOrder: readonly MembershipState[] = ['current', 'ahead', 'ended']

/** Those of today first, then those to come, then the past; the latest first in each. */
export function sortMemberships(memberships: readonly CircleMembership[], today: string): CircleMembership[] {
  const rank = (membership: CircleMembership): number => stateOrder.indexOf(membershipState(membership, today))
  return memberships.toSorted((a, b) => rank(a) - rank(b) || b.since.localeCompare(a.since))
}
