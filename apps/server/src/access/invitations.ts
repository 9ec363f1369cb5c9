// One-time links to set one's own password: made and withdrawn by administrators, opened and used by whoever has the token. The database
// decides in what state a link is, once for everybody who comes at the same moment.
import type { FreshInvitation } from '@komar/contract/accounts'
import { invitationSchema, type Invitation } from '@komar/contract/invitations'
import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { asNobody } from '../db/as-actor.ts'
import { instantSql } from '../db/instant-sql.ts'
import { firstRow, oneRow, rows, type Database } from '../db/query.ts'
import { hashToken } from '../http/session-cookie.ts'

/** Makes a link for an account; its old password, its sessions and its earlier links end. */
export function makeInvitation(db: Database, account: string, days: number): Promise<FreshInvitation> {
  return makeLink(db, 'make_invitation', account, days)
}

/** Makes a link by which a person ties their account to the identity provider; its earlier links end. */
export function makeProviderLink(db: Database, account: string, days: number): Promise<FreshInvitation> {
  return makeLink(db, 'make_provider_link', account, days)
}

type LinkMaker = 'make_invitation' | 'make_provider_link'

async function makeLink(db: Database, by: LinkMaker, account: string, days: number): Promise<FreshInvitation> {
  const token = randomBytes(32).toString('base64url')
  const made = await oneRow(
    db,
    z.object({ until: z.iso.datetime() }),
    `select ${instantSql('made.until')} as "until" from (select komar.${by}($1, $2, $3, $4) as until) made`,
    [randomUUID(), account, hashToken(token), days],
  )
  return { token, until: made.until }
}

const invitationRow = z.object({
  id: z.uuid(),
  purpose: invitationSchema.shape.purpose,
  made: z.iso.datetime(),
  madeBy: z.string(),
  until: z.iso.datetime(),
  state: z.enum(['open', 'used', 'withdrawn', 'expired']),
})

/** Links made for an account, the latest first, as far as the actor may see them. */
export async function listInvitations(db: Database, account: string): Promise<Invitation[]> {
  return rows(
    db,
    invitationRow,
    `select i.id, i.purpose, ${instantSql('i.made_at')} as "made", coalesce(b.display_name, '') as "madeBy", ${instantSql('i.until')} as "until",
       case when i.used_at is not null then 'used' when i.withdrawn_at is not null then 'withdrawn'
         when i.until <= now() then 'expired' else 'open' end as state
     from komar.invitation i left join komar.account b on b.id = i.made_by
     where i.account = $1 order by i.made_at desc, i.id`,
    [account],
  )
}

/** Whether there was such a link that was open and the actor may withdraw. */
export async function withdrawInvitation(db: Database, id: string): Promise<boolean> {
  const row = z.object({ withdrawn: z.boolean() })
  return (await oneRow(db, row, 'select komar.withdraw_invitation($1) as withdrawn', [id])).withdrawn
}

const openedRow = z.object({
  state: z.enum(['open', 'used', 'ended']),
  purpose: invitationSchema.shape.purpose,
  user: z.string(),
  displayName: z.string(),
  language: z.enum(['en', 'km']),
  agency: z.object({ nameEn: z.string(), nameKm: z.string() }).nullable(),
  until: z.iso.datetime(),
})
export type OpenedRow = z.output<typeof openedRow>

/** What a link is for; undefined where there never was such a one. */
export async function openInvitation(pool: Pool, token: string): Promise<OpenedRow | undefined> {
  const text = `select state, purpose, login as "user", display_name as "displayName", language,
      case when name_en is not null then jsonb_build_object('nameEn', name_en, 'nameKm', name_km) end as agency, ${instantSql('until')} as "until"
    from komar.open_invitation($1)`
  return asNobody(pool, (db) => firstRow(db, openedRow, text, [hashToken(token)]))
}

/** Sets the password if the link is open; answers the state in which it was found, null where there is none. */
export async function acceptInvitation(
  pool: Pool,
  token: string,
  passwordHash: string,
): Promise<OpenedRow['state'] | null> {
  const row = z.object({ state: openedRow.shape.state.nullable() })
  const values = [hashToken(token), passwordHash]
  return (await asNobody(pool, (db) => oneRow(db, row, 'select komar.accept_invitation($1, $2) as state', values)))
    .state
}
