// The gate of approving a carer. Poverty never refuses: it asks for a plan of support.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { agencies, day, entry, people, story, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { kinRegistered } from '../register/kinds.ts'
import { settled } from '../settled.ts'
import { approvalAsked, supportPlanned } from './carer-kinds.ts'
import * as kinds from './kinds.ts'
import { approvalOn, kinCare } from './state.ts'
import { warningSignsSeen } from './warning-kinds.ts'

const pack = cambodia()
const body = { assessment: testId(1044), approval: 'final', capacity: 1, until: '2014-09-15', communeWord: 'agrees' }

function missing(
  changes: Record<string, unknown> = {},
  visit: Record<string, unknown> = {},
  act: Partial<Recorded> = {},
  extra: Recorded[] = [],
): string[] {
  const entries = Object.entries(story()).flatMap(([name, each]) => {
    if (name === 'approved') return []
    return [name === 'visited' ? { ...each, body: defined({ ...each.body, ...visit }) } : each]
  })
  const approval = {
    ...entry(60, kinds.carerApproved, people.aunt, '2013-09-15', defined({ ...body, ...changes }), {
      also: [people.child],
      author: people.supervisor,
    }),
    ...act,
  }
  const world = worldOf([...entries, ...extra], pack, day('2013-09-15'))
  return rule(gateFor(approval.kind)?.checks(approval, world) ?? [], allClasses).pieces.map(({ code }) => code)
}

/** Bodies come in as JSON: a member that says nothing is not there. */
function defined<Body extends object>(given: Body): Body {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Body // the same members, fewer
}

test('the story passes', () => {
  expect(missing()).toEqual([])
  expect(missing({ approval: 'provisional', until: '2013-10-15' })).toEqual([])
})

describe('after a visit by someone else', () => {
  test('there was one', () => {
    expect(missing({ assessment: testId(98) })).toEqual(['carer.assessed'])
  })

  test('who assessed does not approve', () => {
    expect(missing({}, {}, { author: people.worker })).toEqual(['carer.approver-is-not-assessor'])
  })

  test.each([
    [{ recommendation: 'do-not-approve' }, 'carer.recommended'],
    [{ isSleepingPlaceSeen: false }, 'carer.sleeping-place-seen'],
    [{ hasHouseholdTalk: false }, 'carer.household-talked-with'],
    [{ references: 1 }, 'carer.references'],
  ])('%o', (visit, code) => {
    expect(missing({}, visit)).toEqual([code])
  })

  test('want of means asks for support, and never refuses', () => {
    expect(missing({}, { needsMaterialSupport: true })).toEqual(['carer.support-plan'])
    expect(missing({}, { needsMaterialSupport: true, supportPlan: 'Rice and school things' })).toEqual([])
    expect(
      missing({}, { needsMaterialSupport: true, supportPlan: 'Rice', recommendation: 'approve-with-support' }),
    ).toEqual([])
  })
})

describe('by whom and how long', () => {
  test('the final word is the state authority’s', () => {
    expect(missing({}, {}, { agency: agencies.ngo.id })).toEqual(['carer.final-by-state-authority'])
    const provisional = { approval: 'provisional', until: '2013-10-15' }
    expect(missing(provisional, {}, { agency: agencies.ngo.id })).toEqual(['carer.authority-asked'])
    const ask = entry(51, approvalAsked, people.aunt, '2013-09-14', { askedOf: 'The district', approvalStep: 'asked' })
    expect(missing(provisional, {}, { agency: agencies.ngo.id }, [ask])).toEqual([])
  })

  test('thirty days provisionally, a year finally', () => {
    expect(missing({ approval: 'provisional', until: '2013-10-16' })).toEqual(['carer.approval-not-too-long'])
    expect(missing({ until: '2014-09-16' })).toEqual(['carer.approval-not-too-long'])
  })
})

describe('for how many', () => {
  const here = (child: number, number: number) =>
    entry(
      number,
      kinds.placementBegan,
      testId(child),
      '2013-09-01',
      { tier: 2, carer: people.aunt, isParentsOwnArrangement: false },
      { also: [people.aunt] },
    )

  test('no more than the visit found room for', () => {
    expect(missing({ capacity: 3 })).toEqual(['carer.capacity-as-assessed'])
  })

  test('a place is left', () => {
    expect(missing({}, {}, {}, [here(81, 50)])).toEqual(['carer.capacity-left'])
    expect(missing({ capacity: 2 }, {}, {}, [here(81, 50)])).toEqual([])
    expect(missing({ capacity: 2 }, {}, {}, [here(81, 50), here(82, 51)])).toEqual(['carer.capacity-left'])
  })

  test('renewing for a child who is there already needs no further place', () => {
    expect(missing({}, {}, { also: [testId(81)] }, [here(81, 50)])).toEqual([])
  })
})

describe('the whole visit, before the final word', () => {
  const provisional = { approval: 'provisional', until: '2013-10-15', communeWord: undefined }

  test.each([
    ['whyThisChild', 'carer.why-this-child'],
    ['isPaidOrPromised', 'carer.payment-asked'],
    ['saidOfMother', 'carer.said-of-mother'],
    ['takesChildToMother', 'carer.said-of-mother'],
    ['ownChildrensView', 'carer.own-children-heard'],
    ['meansInBadMonth', 'carer.means-asked'],
    ['whenChildIsDifficult', 'carer.difficult-days'],
    ['hitsOrLocksIn', 'carer.beating-asked'],
  ])('%s', (field, code) => {
    expect(missing({}, { [field]: undefined })).toEqual([code])
    expect(missing(provisional, { [field]: undefined })).toEqual([])
  })

  test('the household is stated', () => {
    const { household: _household, approved: _approved, ...rest } = story()
    const act = entry(60, kinds.carerApproved, people.aunt, '2013-09-15', body, {
      also: [people.child],
      author: people.supervisor,
    })
    const world = worldOf(Object.values(rest), pack, day('2013-09-15'))
    const codes = rule(gateFor(act.kind)?.checks(act, world) ?? [], allClasses).pieces.map(({ code }) => code)
    expect(codes).toEqual(['carer.household-stated'])
  })

  test('nobody pays, beats or locks in, not even for a month', () => {
    expect(missing(provisional, { isPaidOrPromised: true })).toEqual(['carer.not-paid'])
    expect(missing(provisional, { hitsOrLocksIn: true })).toEqual(['carer.no-beating'])
  })

  test('the commune committee is asked; its no, or its silence, needs a reason', () => {
    expect(missing({ communeWord: undefined })).toEqual(['carer.commune-word'])
    expect(missing({ communeWord: 'no-answer' })).toEqual(['carer.commune-word'])
    expect(missing({ communeWord: 'disagrees', communeReason: 'They do not know the aunt' })).toEqual([])
    expect(missing(provisional)).toEqual([])
  })

  test('want of means as the only reason against is a plan for support, not a refusal', () => {
    const poor = { recommendation: 'do-not-approve', reasonsAgainst: ['means'] }
    expect(missing({}, poor)).toEqual(['carer.support-plan'])
    expect(missing({}, { ...poor, supportPlan: 'Rice' })).toEqual([])
    const promised = entry(
      51,
      supportPlanned,
      people.aunt,
      '2013-09-11',
      { what: 'Rice', promisedBy: 'The commune', by: '2013-10-01' },
      { also: [people.child] },
    )
    expect(missing({}, poor, {}, [promised])).toEqual([])
    expect(missing({}, { ...poor, reasonsAgainst: ['means', 'danger'], supportPlan: 'Rice' })).toEqual([
      'carer.recommended',
    ])
  })
})

describe('by what the carer is', () => {
  const as = (relation: string) =>
    entry(
      52,
      kinRegistered,
      people.aunt,
      '2013-08-21',
      { names: { latin: 'Sok Mealea' }, relation, reason: 'Found out' },
      { also: [people.child], replaces: testId(1007) },
    )

  test('a foster carer is trained, and own children count', () => {
    expect(missing({ capacity: 2 }, {}, {}, [as('foster-carer')])).toEqual(['carer.trained'])
    expect(missing({ capacity: 1 }, { isTrained: true }, {}, [as('foster-carer')])).toEqual(['carer.capacity-left'])
    expect(missing({ capacity: 2 }, { isTrained: true }, {}, [as('foster-carer')])).toEqual([])
  })

  test('a children’s home is approved for each child by itself', () => {
    expect(missing({ communeWord: undefined }, {}, {}, [as('home')])).toEqual(['carer.not-a-home'])
  })

  test('no agency approves for now once more what the authority has refused', () => {
    const ask = (number: number, on: string, approvalStep: string) =>
      entry(number, approvalAsked, people.aunt, on, { askedOf: 'The district', approvalStep })
    const forNow = (...asks: Recorded[]) =>
      missing({ approval: 'provisional', until: '2013-10-15' }, {}, { agency: agencies.ngo.id }, asks)
    expect(forNow()).toEqual(['carer.authority-asked'])
    expect(forNow(ask(54, '2013-09-11', 'asked'))).toEqual([])
    expect(forNow(ask(54, '2013-09-11', 'asked'), ask(55, '2013-09-12', 'refused'))).toEqual(['carer.authority-asked'])
  })

  test('warning signs hold it, about the child or about the carer', () => {
    const seen = (also: Recorded['also']) =>
      entry(53, warningSignsSeen, people.child, '2013-09-12', { signs: ['outsider-offers'] }, { also })
    expect(missing({}, {}, {}, [seen([])])).toEqual(['carer.warnings-answered'])
    expect(missing({}, {}, {}, [seen([people.aunt])])).toEqual(['carer.warnings-answered'])
  })
})

test('a provisional approval goes on while the authority is silent', () => {
  const { approved: _approved, ...rest } = story()
  const provisional = entry(45, kinds.carerApproved, people.aunt, '2013-09-15', {
    ...body,
    approval: 'provisional',
    until: '2013-10-10',
  })
  const ask = (on: string, approvalStep: string) =>
    entry(54, approvalAsked, people.aunt, on, { askedOf: 'The district', approvalStep })
  const holds = (...more: Recorded[]) =>
    approvalOn(kinCare(settled([...Object.values(rest), provisional, ...more]), people.aunt), day('2013-12-01')) !==
    null
  expect(holds()).toBe(false)
  expect(holds(ask('2013-10-01', 'asked'))).toBe(true)
  expect(holds(ask('2013-10-11', 'asked'))).toBe(false)
  expect(holds(ask('2013-10-01', 'asked'), { ...ask('2013-11-01', 'refused'), id: testId(900) })).toBe(false)
})
