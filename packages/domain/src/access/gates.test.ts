// The gates of allocation and grants.
import { expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { rule } from '../chronicle/gate.ts'
import type { AgencyId } from '../chronicle/entry.ts'
import type { Kind } from '../chronicle/kind.ts'
import { agencies, day, entry, people, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { allClasses, maskOf } from './classes.ts'
import * as kinds from './kinds.ts'

const pack = cambodia()
const grant = {
  agency: agencies.ngo.id,
  classes: ['identity', 'care'],
  purpose: 'Family visit',
  until: '2014-10-01',
  legalBasis: 'duty',
}

function missing(kind: Kind, body: Record<string, unknown>): string[] {
  const act = entry(60, kind, people.child, '2013-10-01', body)
  const world = { ...worldOf([], pack, day('2013-10-01')), authorReads: maskOf(['identity', 'care', 'notes']) }
  return rule(gateFor(act.kind)?.checks(act, world) ?? [], allClasses).pieces.map(({ code }) => code)
}

test('a grant of what one may read oneself, for a year at most', () => {
  expect(missing(kinds.granted, grant)).toEqual([])
  expect(missing(kinds.granted, { ...grant, classes: ['identity', 'health'] })).toEqual([
    'access.classes-are-mine-to-grant',
  ])
  expect(missing(kinds.granted, { ...grant, classes: ['notes'] })).toEqual(['access.notes-stay-own'])
  expect(missing(kinds.granted, { ...grant, until: '2013-10-01' })).toEqual(['access.grant-ends-ahead'])
  expect(missing(kinds.granted, { ...grant, until: '2013-10-02' })).toEqual([])
  expect(missing(kinds.granted, { ...grant, until: '2014-10-02' })).toEqual(['access.grant-within-a-year'])
  expect(missing(kinds.granted, { ...grant, agency: testId(99) })).toEqual(['access.agency-known'])
})

test('a child is handed on by the agency responsible for it, or by the state authority, and by who sees its care', () => {
  const handedOn = (first: AgencyId, by: AgencyId, authorReads = allClasses) => {
    const before = entry(61, kinds.allocated, people.child, '2013-09-01', { agency: first })
    const act = { ...entry(62, kinds.allocated, people.child, '2013-10-01', { agency: agencies.ngo.id }), agency: by }
    const world = { ...worldOf([before], pack, day('2013-10-01')), authorReads }
    return rule(gateFor(act.kind)?.checks(act, world) ?? [], allClasses).pieces.map(({ code }) => code)
  }
  expect(handedOn(agencies.ngo.id, agencies.ngo.id)).toEqual([])
  expect(handedOn(agencies.ngo.id, agencies.welfare.id)).toEqual([])
  expect(handedOn(agencies.welfare.id, agencies.ngo.id)).toEqual(['access.responsible-hands-on'])
  expect(handedOn(agencies.ngo.id, agencies.ngo.id, maskOf(['identity']))).toEqual(['access.classes-are-mine-to-grant'])
})

test('an allocation to an agency that exists', () => {
  expect(missing(kinds.allocated, { agency: agencies.welfare.id })).toEqual([])
  expect(missing(kinds.allocated, { agency: testId(99) })).toEqual(['access.agency-known'])
})
