// Who belongs to which agency, from when to when, and what of it a session has.
//   A session acts for one agency, by one membership: its roles, and the circles that are held for it. The circles and the roles of
//   another membership of the same person, present or past, give nothing; nor does an earlier one of the same agency: who comes back
//   begins without circles. "My agency wrote it" means the agency of the session, never a former one.
//   What is withheld from an agency is withheld from whoever belongs or ever belonged to it, for whichever agency they act.
//   A membership that does not hold today gives no session at all.
// Source: docs/decisions/0018-who-belongs-here.md. The engine decides the same (0055-agency-memberships.sql); a property test holds both equal.
import type { AgencyId, UserId, Uuid } from '../chronicle/entry.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { Actor, Membership } from './policy.ts'
import type { Role } from './roles.ts'

/** `until`: the first day without it; null while it is open. */
export type Belonging = {
  id: Uuid
  agency: AgencyId
  roles: readonly Role[]
  since: PlainDate
  until: PlainDate | null
}

/** A circle, held for one membership in an agency. */
export type HeldCircle = Membership & { heldFor: Uuid }

export type Belonger = { user: UserId; belongings: readonly Belonging[]; circles: readonly HeldCircle[] }

/** Who a session is that acts by one of a person's memberships; null where that holds not today, or is not theirs. */
export function actingFor({ user, belongings, circles }: Belonger, membership: Uuid, today: PlainDate): Actor | null {
  const acting = belongings.find(({ id }) => id === membership)
  if (acting === undefined || today < acting.since || (acting.until !== null && acting.until <= today)) return null
  return {
    user,
    agency: acting.agency,
    otherAgencies: belongings.map(({ agency }) => agency).filter((agency) => agency !== acting.agency),
    roles: acting.roles,
    circles: circles.filter(({ heldFor }) => heldFor === membership),
  }
}
