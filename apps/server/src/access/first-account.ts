// Accounts made by whoever runs the host, through the owner's connection: the first administrator and the demonstration's people.
import { accessClasses, maskOf, type AccessClass } from '@komar/domain/access/classes'
import type { Database } from '../db/query.ts'
import { createAgency } from './agencies.ts'
import { insertAccount, type NewAccount } from './accounts.ts'
import { faultOfPassword, hashPassword, type PasswordFault } from './password.ts'

/** Whether somebody can administer this host already. */
export async function hasAdministrator(owner: Database): Promise<boolean> {
  const text = `select from komar.account where 'administrator' = any (roles) and disabled_at is null limit 1`
  return (await owner.query(text)).rowCount === 1
}

export type FirstAdministrator = { id: string; user: string; displayName: string; password: string; agencyId: string }

/** Makes the host's own agency and its first administrator, who chose the password; answers what is wrong with it, or null. */
export async function createFirstAdministrator(
  owner: Database,
  given: FirstAdministrator,
): Promise<PasswordFault | null> {
  const fault = faultOfPassword(given.password, [given.user, given.displayName])
  if (fault !== null) return fault
  const agency = {
    id: given.agencyId,
    code: 'host',
    nameEn: 'Host',
    nameKm: 'ម្ចាស់ប្រព័ន្ធ',
    kind: 'host',
    isState: false,
  } as const
  await createAgency(owner, agency)
  const { id, user, displayName } = given
  const account = {
    id,
    user,
    displayName,
    agency: agency.id,
    roles: ['administrator'],
    language: 'en',
  } satisfies NewAccount
  await createAccountWithPassword(owner, account, given.password)
  return null
}

/** Makes an account that can sign in at once with this password. */
export async function createAccountWithPassword(owner: Database, account: NewAccount, password: string): Promise<void> {
  await insertAccount(owner, account)
  await owner.query('update komar.account set must_change_password = false where id = $1', [account.id])
  await owner.query('insert into komar.account_secret (account, password_hash) values ($1, $2)', [
    account.id,
    await hashPassword(password),
  ])
}

/**
 * For whoever runs the host, when nobody who may do it in the app can get in: takes a second factor away, ends the person's sessions and
 * writes it down. False where there is no such account.
 */
export async function takeSecondFactorAway(owner: Database, user: string): Promise<boolean> {
  const taken = await owner.query(
    `with who as (select id, agency from komar.account where login = $1),
       factor as (delete from komar.second_factor f using who where f.account = who.id),
       passkeys as (delete from komar.passkey p using who where p.account = who.id),
       codes as (delete from komar.recovery_code r using who where r.account = who.id),
       sessions as (delete from komar.session s using who where s.account = who.id)
     insert into komar.read_log (account, agency, subject, what, reason)
     select id, agency, id, 'account.second-factor-reset', 'by whoever runs the host' from who`,
    [user.trim().toLowerCase()],
  )
  return taken.rowCount === 1
}

/** Puts an account into a circle, with all classes unless said; the role still narrows what it sees. */
export async function putIntoCircle(
  owner: Database,
  given: { account: string; circle: number; since: string; until?: string; classes?: readonly AccessClass[] },
): Promise<void> {
  await owner.query('insert into komar.user_circle (user_id, circle, mask, since, until) values ($1, $2, $3, $4, $5)', [
    given.account,
    given.circle,
    maskOf(given.classes ?? accessClasses),
    given.since,
    given.until ?? null,
  ])
}
