// Consent for each agency by itself: when a yes holds, what a later no does, and on what a grant may rest.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { agencies, day, entry, people, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { childFile } from '../insight/child-file.ts'
import { settled } from '../settled.ts'
import { allClasses, maskOf } from './classes.ts'
import { consentsOf, consentTo } from './consent.ts'
import * as kinds from './kinds.ts'

const pack = cambodia()
const yes = {
  whose: 'mother',
  purpose: 'Visits by the family agency',
  agencies: [
    { agency: agencies.ngo.id, agrees: true },
    { agency: agencies.prisons.id, agrees: false },
  ],
  isReadAloud: true,
  witness: 'A cousin',
  isWitnessStaff: false,
  isFreeToRefuse: true,
  understood: 'own-language',
}
type Body = Record<string, unknown>

function said(number: number, on: string, more: Body = {}): Recorded {
  const body = Object.fromEntries(Object.entries({ ...yes, ...more }).filter(([, value]) => value !== undefined))
  return entry(number, kinds.consentStated, people.child, on, body)
}

describe('consent', () => {
  test('is a yes or a no for each agency, the prison included', () => {
    const found = consentsOf(settled([said(1, '2013-09-01')]))
    expect(found.map(({ agency, isInForce, agrees }) => [agency, isInForce, agrees])).toEqual([
      [agencies.ngo.id, true, true],
      [agencies.prisons.id, false, false],
    ])
    expect(consentTo(settled([said(1, '2013-09-01')]), agencies.welfare.id)).toBeNull()
  })

  test.each([
    ['not-read-aloud', { isReadAloud: false }],
    ['no-witness', { witness: undefined }],
    ['witness-is-staff', { isWitnessStaff: true }],
    ['not-understood', { understood: 'no' }],
    ['not-free', { isFreeToRefuse: false }],
  ])('does not hold: %s', (fault, more) => {
    const consent = consentTo(settled([said(1, '2013-09-01', more)]), agencies.ngo.id)
    expect(consent).toMatchObject({ agrees: true, isInForce: false, faults: [fault] })
  })

  test('is withdrawn by a later no, and given again by a later yes', () => {
    const no = said(2, '2013-09-10', { agencies: [{ agency: agencies.ngo.id, agrees: false }] })
    const again = said(3, '2013-09-20')
    const after = (entries: Recorded[]) => consentTo(settled([said(1, '2013-09-01'), ...entries]), agencies.ngo.id)
    expect(after([no])).toMatchObject({ isInForce: false, isWithdrawn: true })
    expect(after([no, again])).toMatchObject({ isInForce: true, isWithdrawn: false })
  })
})

describe('a grant', () => {
  const grant = { agency: agencies.ngo.id, classes: ['identity', 'care'], purpose: 'Visits', until: '2014-03-01' }
  const pieces = (more: Body, entries: Recorded[] = [], seen = allClasses) => {
    const act = entry(60, kinds.granted, people.child, '2013-10-01', { ...grant, ...more })
    const checks = gateFor(act.kind)?.checks(act, worldOf(entries, pack, day('2013-10-01'))) ?? []
    return rule(checks, seen).pieces
  }
  const missing = (...args: Parameters<typeof pieces>) => pieces(...args).map(({ code }) => code)

  test('says on what it rests', () => {
    expect(missing({})).toEqual(['access.legal-basis-given'])
    expect(missing({ legalBasis: 'duty' })).toEqual([])
    expect(missing({ legalBasis: 'danger' })).toEqual(['access.danger-explained'])
    expect(missing({ legalBasis: 'danger', basisReason: 'An outsider asked for the child' })).toEqual([])
  })

  test('on consent: of that very agency, and holding', () => {
    const consent = { legalBasis: 'consent' }
    expect(missing(consent)).toEqual(['access.consent-in-force'])
    expect(missing(consent, [said(1, '2013-09-01')])).toEqual([])
    expect(missing({ ...consent, agency: agencies.prisons.id }, [said(1, '2013-09-01')])).toEqual([
      'access.consent-in-force',
    ])
    const no = said(2, '2013-09-10', { agencies: [{ agency: agencies.ngo.id, agrees: false }] })
    expect(missing(consent, [said(1, '2013-09-01'), no])).toEqual(['access.consent-in-force'])
    const [piece] = pieces(consent, [], maskOf(['identity']))
    expect(piece?.status).toBe('cannot-tell')
  })

  test('that rests on a consent which is withdrawn is ended the same day', () => {
    const given = entry(61, kinds.granted, people.child, '2013-09-02', { ...grant, legalBasis: 'consent' })
    const no = said(62, '2013-09-10', { agencies: [{ agency: agencies.ngo.id, agrees: false }] })
    const codes = (entries: Recorded[]) =>
      childFile(people.child, entries, pack).deadlines.map(({ code, due }) => [code, due])
    expect(codes([said(1, '2013-09-01'), given])).not.toContainEqual(['access.consent-withdrawn', '2013-09-10'])
    expect(codes([said(1, '2013-09-01'), given, no])).toContainEqual(['access.consent-withdrawn', '2013-09-10'])
    const ended = {
      ...entry(63, kinds.granted, people.child, '2013-09-11', { reason: 'Withdrawn' }),
      retracts: given.id,
    }
    expect(codes([said(1, '2013-09-01'), given, no, ended])).not.toContainEqual([
      'access.consent-withdrawn',
      '2013-09-10',
    ])
  })
})
