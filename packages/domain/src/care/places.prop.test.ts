// A refusal about a place is a list to work through: whatever is missing from a carer's final approval or from an emergency, mending
// exactly what the gate names makes it pass, and nothing is named that was not taken away.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { day, entry, people, story, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor, type GateCode } from '../gates.ts'
import { emergencyOrdered } from './emergency-kinds.ts'
import { carerApproved } from './kinds.ts'

const pack = cambodia()
const runs = { numRuns: 100, seed: 20131008 }

type Pieces = Record<string, readonly GateCode[]>

const ofApproval = {
  statedHousehold: ['carer.household-stated'],
  communeWord: ['carer.commune-word'],
  whyThisChild: ['carer.why-this-child'],
  isPaidOrPromised: ['carer.payment-asked'],
  saidOfMother: ['carer.said-of-mother'],
  takesChildToMother: ['carer.said-of-mother'],
  ownChildrensView: ['carer.own-children-heard'],
  meansInBadMonth: ['carer.means-asked'],
  whenChildIsDifficult: ['carer.difficult-days'],
  hitsOrLocksIn: ['carer.beating-asked'],
} as const satisfies Pieces

function approvalRefused(lacking: ReadonlySet<string>): string[] {
  const { approved: _approved, visited, household, ...rest } = story()
  const visit = visited && { ...visited, body: { salt: visited.body.salt, ...without(visited.body, lacking) } }
  const entries = [visit, lacking.has('statedHousehold') ? undefined : household].filter((each) => each !== undefined)
  const body = { assessment: testId(1044), approval: 'final', capacity: 1, until: '2014-09-15', communeWord: 'agrees' }
  const more = { also: [people.child], author: people.supervisor }
  const act = entry(60, carerApproved, people.aunt, '2013-09-15', without(body, lacking), more)
  return missing(act, [...Object.values(rest), ...entries], '2013-09-15')
}

const ofEmergency = {
  placesTried: ['emergency.nearer-place-tried'],
  carer: ['emergency.carer-named'],
  soonEnough: ['emergency.ends-in-time'],
  notAhead: ['emergency.not-ahead'],
} as const satisfies Pieces

function emergencyRefused(lacking: ReadonlySet<string>): string[] {
  const tried = { place: 'other-parent', whoWasAsked: 'The father', whyNot: 'No answer' }
  const body = {
    ground: 'violence',
    whatHappened: 'Blows',
    on: lacking.has('notAhead') ? '2013-10-02' : '2013-10-01',
    place: 'known-kin',
    carer: people.aunt,
    placesTried: lacking.has('placesTried') ? [] : [tried],
    until: lacking.has('soonEnough') ? '2013-11-15' : '2013-10-15',
  }
  const kept = lacking.has('carer') ? without(body, new Set(['carer'])) : body
  const act = entry(60, emergencyOrdered, people.child, '2013-10-01', kept, { also: [people.aunt] })
  return missing(act, Object.values(story()), '2013-10-01')
}

function without(body: Record<string, unknown>, lacking: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !lacking.has(name)))
}

function missing(act: Recorded, entries: readonly Recorded[], today: string): string[] {
  const checks = gateFor(act.kind)?.checks(act, worldOf(entries, pack, day(today))) ?? []
  return rule(checks, allClasses).pieces.map(({ code }) => code)
}

describe.each([
  ['the final approval of a carer', ofApproval as Pieces, approvalRefused],
  ['an emergency', ofEmergency as Pieces, emergencyRefused],
] as const)('%s', (_, pieces, refusal) => {
  test('names what is missing, all of it and nothing else', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(pieces)), (taken) => {
        const named = refusal(new Set(taken))
        const explained = new Set<string>(taken.flatMap((name) => pieces[name] ?? []))
        expect(new Set(named)).toEqual(explained)
        const left = taken.filter((name) => !(pieces[name] ?? []).some((code) => named.includes(code)))
        expect(refusal(new Set(left))).toEqual([])
      }),
      runs,
    )
  })
})
