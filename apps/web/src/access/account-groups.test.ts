import type { Account } from '@komar/contract/accounts'
import type { Agency } from '@komar/contract/session'
import { describe, expect, it } from 'vitest'
import { groupAccounts } from './account-groups.ts'

function agency(id: string): Agency {
  return { id, code: id, nameEn: id, nameKm: id, kind: 'health', isState: true }
}

function account(user: string, agencyId: string, disabledAt: string | null = null): Account {
  return {
    id: user,
    user,
    displayName: user.toUpperCase(),
    agency: agencyId,
    roles: ['clinician'],
    language: 'km',
    mustChangePassword: false,
    hasSecondFactor: false,
    hasPassword: true,
    provider: null,
    disabledAt,
    lastDay: null,
  }
}

describe('accounts', () => {
  it('stand by agency and name, and those disabled apart', () => {
    const accounts = [
      account('sok', 'b'),
      account('dara', 'b'),
      account('old', 'b', '2014-01-01T00:00:00Z'),
      account('chan', 'a'),
    ]
    const { active, disabled } = groupAccounts(accounts, [agency('a'), agency('b'), agency('empty')])
    expect(active.map(({ agency: { id }, accounts: held }) => [id, held.map(({ user }) => user)])).toEqual([
      ['a', ['chan']],
      ['b', ['dara', 'sok']],
    ])
    expect(disabled.map(({ user }) => user)).toEqual(['old'])
  })
})
