import { classesOf } from '@komar/domain/access/classes'
import { writesOf, type Role } from '@komar/domain/access/roles'
import { kindNamed } from '@komar/domain/kinds'
import { describe, expect, it } from 'vitest'
import { actionsFor, carerActions, facilityActions, recordActions } from './actions.ts'

const names = (role: Role, country = 'kh'): string[] =>
  actionsFor({ roles: [role], mayWrite: classesOf(writesOf([role])), host: { country } }).map(({ name }) => name)

describe('actionsFor', () => {
  it('names only kinds that there are', () => {
    const all = [...recordActions, ...carerActions, ...facilityActions].flatMap(({ kinds }): readonly string[] => kinds)
    expect(all.filter((name) => kindNamed(name) === undefined)).toEqual([])
  })

  it('gives an officer arrival, transfer and departure, and nothing of care or decisions', () => {
    const officer = names('prison-officer')
    expect(officer).toEqual(expect.arrayContaining(['arrival', 'birth-date', 'transfer', 'departure', 'entry-check']))
    for (const name of ['kin', 'view', 'decision', 'separation-plan', 'contact', 'note']) {
      expect(officer).not.toContain(name)
    }
  })

  it('leaves decisions and approvals to supervisors', () => {
    expect(names('social-worker')).toEqual(expect.arrayContaining(['view', 'kin', 'separation-plan', 'follow-up']))
    expect(names('social-worker')).not.toContain('decision')
    expect(names('supervisor')).toEqual(expect.arrayContaining(['decision', 'carer-approval', 'allocation']))
  })

  it('gives an analyst nothing', () => {
    expect(names('analyst')).toEqual([])
  })
})
