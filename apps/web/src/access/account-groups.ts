// The accounts as an administrator reads them: by agency, those who cannot sign in any more apart.
import type { Account } from '@komar/contract/accounts'
import type { Agency } from '@komar/contract/session'

export type AccountGroup = { agency: Agency; accounts: Account[] }

export type GroupedAccounts = { active: AccountGroup[]; disabled: Account[] }

/** Agencies in the order given, without those that have nobody; people by name. */
export function groupAccounts(accounts: readonly Account[], agencies: readonly Agency[]): GroupedAccounts {
  const sorted = accounts.toSorted((a, b) => a.displayName.localeCompare(b.displayName) || a.user.localeCompare(b.user))
  const active = sorted.filter(({ disabledAt }) => disabledAt === null)
  const groups = agencies.map((agency) => ({ agency, accounts: active.filter((each) => each.agency === agency.id) }))
  return {
    active: groups.filter((group) => group.accounts.length > 0),
    disabled: sorted.filter(({ disabledAt }) => disabledAt !== null),
  }
}
