import { describe, expect, it } from 'vitest'
import { accountFaults, agencyFaults, refusedField, roleFaults } from './account-faults.ts'
import { classesFor, splitByRole } from './role-rules.ts'

describe('a new account', () => {
  it('needs a name, a fit user name, an agency and a role, each said beside its field', () => {
    const faults = accountFaults({ displayName: ' ', user: 'a b', agency: '', roles: [], language: 'km' })
    expect(faults.map(({ field }) => field)).toEqual(['displayName', 'user', 'agency', 'roles'])
    const fit = {
      displayName: 'Dara',
      user: 'dara.sok',
      agency: 'x',
      roles: ['monitor' as const],
      language: 'en' as const,
    }
    expect(accountFaults(fit)).toEqual([])
  })

  it('holds the roles of administrator and analyst alone', () => {
    expect(roleFaults(['administrator']).length).toBe(0)
    expect(roleFaults(['administrator', 'monitor'])[0]?.id).toBe('account.role-alone')
    expect(roleFaults(['monitor', 'social-worker', 'supervisor', 'clinician', 'specialist'])[0]?.id).toBe(
      'account.roles-too-many',
    )
  })
})

describe('an agency', () => {
  it('needs both names, a code and a kind', () => {
    const faults = agencyFaults({ nameKm: '', nameEn: '', code: 'Ab c', kind: '', isState: false })
    expect(faults.map(({ field }) => field)).toEqual(['nameKm', 'nameEn', 'code', 'kind'])
    expect(agencyFaults({ nameKm: 'ឈូក', nameEn: 'Lotus', code: 'lotus', kind: 'health', isState: true })).toEqual([])
  })
})

describe('a refusal of the host', () => {
  it('stands beside the field that it names', () => {
    const fields = ['user', 'roles'] as const
    expect(refusedField({ code: 'request.conflict' }, fields, 'user')).toBe('user')
    const named = { code: 'request.malformed', fields: [{ path: '/body/roles', code: 'stands-alone' }] } as const
    expect(refusedField({ ...named, fields: [...named.fields] }, fields, 'user')).toBe('roles')
    expect(refusedField({ code: 'host.failed' }, fields, 'user')).toBeNull()
  })
})

describe('the classes of a circle', () => {
  it('are those that the roles can read or write, and none for an administrator', () => {
    expect(classesFor(['prison-officer'])).toEqual(['identity', 'custody', 'conditions'])
    expect(classesFor(['administrator'])).toEqual([])
  })

  it('wider than the roles are said apart, for roles can change', () => {
    const split = splitByRole(['identity', 'care'], ['prison-officer'])
    expect(split).toEqual({ passed: ['identity'], beyond: ['care'] })
  })
})
