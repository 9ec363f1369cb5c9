// Accounts, read and written. Row-level security lets only an administrator do so, and never with their own account.
import type { Account } from '@komar/contract/accounts'
import { roles, type Role } from '@komar/domain/access/roles'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { firstRow, rows, type Database } from '../db/query.ts'

const accountRow = z.object({
  id: z.uuid(),
  user: z.string(),
  displayName: z.string(),
  agency: z.uuid(),
  roles: z.array(z.enum(roles)),
  language: z.enum(['en', 'km']),
  mustChangePassword: z.boolean(),
  disabledAt: z.iso.datetime().nullable(),
  lastDay: z.iso.date().nullable(),
  hasSecondFactor: z.boolean(),
  hasPassword: z.boolean(),
  isTied: z.boolean(),
})
/** As the database knows it: what the host's settings say of the identity provider is added by the routes. */
export type AccountRow = z.output<typeof accountRow>

const columns = `id, login as "user", display_name as "displayName", agency, roles, language,
  must_change_password as "mustChangePassword", ${instantSql('disabled_at')} as "disabledAt",
  (select case when bool_and(m.until is not null) then (max(m.until) - 1)::text end
    from komar.agency_membership m where m.account = account.id) as "lastDay",
  komar.account_has_second_factor(id) as "hasSecondFactor", komar.account_has_password(id) as "hasPassword",
  komar.account_is_tied(id) as "isTied"`

/** All accounts that the actor may see, in the order of their logins, each with the membership of today. */
export async function listAccounts(db: Database): Promise<AccountRow[]> {
  await db.query('select komar.list_memberships_of_today(null)')
  return rows(db, accountRow, `select ${columns} from komar.account order by login`)
}

/** One account, if the actor may see it. */
export async function findAccount(db: Database, id: string): Promise<AccountRow | undefined> {
  return firstRow(db, accountRow, `select ${columns} from komar.account where id = $1`, [id])
}

export type NewAccount = Pick<Account, 'id' | 'user' | 'displayName' | 'agency' | 'roles' | 'language'>

/** Adds an account. It cannot sign in until its person has set a password. */
export async function insertAccount(db: Database, account: NewAccount): Promise<void> {
  await db.query(
    `insert into komar.account (id, login, display_name, agency, roles, language) values ($1, $2, $3, $4, $5, $6)`,
    [account.id, account.user, account.displayName, account.agency, account.roles, account.language],
  )
}

export type AccountChange = {
  displayName?: string | undefined
  roles?: readonly Role[] | undefined
  isDisabled?: boolean | undefined
}

/** Changes what is given; answers whether there was such an account that the actor may change. */
export async function updateAccount(db: Database, id: string, change: AccountChange): Promise<boolean> {
  const changed = await db.query(
    `update komar.account set display_name = coalesce($2, display_name), roles = coalesce($3, roles),
       disabled_at = case $4::boolean when true then coalesce(disabled_at, now()) when false then null else disabled_at end
     where id = $1`,
    [id, change.displayName ?? null, change.roles ?? null, change.isDisabled ?? null],
  )
  return changed.rowCount === 1
}
