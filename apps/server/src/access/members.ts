// Where people are signed in, and to which agencies they belong. The database decides who may see and end what.
import type { AgencyMembership, SignedInSession } from '@komar/contract/members'
import { roles, type Role } from '@komar/domain/access/roles'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { oneRow, rows, type Database } from '../db/query.ts'

const sessionRow = z.object({
  id: z.uuid(),
  device: z.uuid(),
  label: z.string(),
  agency: z.uuid(),
  since: z.iso.datetime(),
  lastUsed: z.iso.datetime(),
  isThis: z.boolean(),
})

/** Live sessions of an account, the last used first. */
export async function listSessions(db: Database, account: string): Promise<SignedInSession[]> {
  const text = `select id, device, label, agency, ${instantSql('since')} as "since", ${instantSql('last_used')} as "lastUsed",
      is_this as "isThis"
    from komar.sessions_of($1)`
  return rows(db, sessionRow, text, [account])
}

/** Ends one session of an account, or (null) all of it but the actor's own; answers how many the actor ended. */
export async function endSessions(db: Database, account: string, session: string | null): Promise<number> {
  const row = z.object({ ended: z.int() })
  return (await oneRow(db, row, 'select komar.end_sessions($1, $2) as ended', [account, session])).ended
}

const membershipRow = z.object({
  id: z.uuid(),
  agency: z.uuid(),
  roles: z.array(z.enum(roles)),
  since: z.iso.date(),
  lastDay: z.iso.date().nullable(),
})

/** Agencies of an account, the latest first. */
export async function listAgencyMemberships(db: Database, account: string): Promise<AgencyMembership[]> {
  const text = `select id, agency, roles, since::text, (until - 1)::text as "lastDay"
    from komar.agency_membership where account = $1 order by since desc, until desc nulls first, id`
  return rows(db, membershipRow, text, [account])
}

type NewMembership = { agency: string; roles: readonly Role[]; since: string }

/** An account belongs to one agency more, or again. */
export async function beginMembership(
  db: Database,
  account: string,
  { agency, roles: held, since }: NewMembership,
): Promise<'begun' | 'not-found' | 'overlaps'> {
  const row = z.object({ outcome: z.enum(['begun', 'not-found', 'overlaps']) })
  const text = 'select komar.begin_membership($1, $2, $3, $4) as outcome'
  return (await oneRow(db, row, text, [account, agency, held, since])).outcome
}

/** Ends a membership after a day; answers whether it was one that is not over. */
export async function endMembership(
  db: Database,
  at: { account: string; membership: string; lastDay: string },
): Promise<boolean> {
  const row = z.object({ ended: z.boolean() })
  const text = `select coalesce((select komar.end_membership(m.id, $3) from komar.agency_membership m where m.id = $2 and m.account = $1), false) as ended`
  return (await oneRow(db, row, text, [at.account, at.membership, at.lastDay])).ended
}
