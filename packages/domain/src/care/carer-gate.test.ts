// The gate of approving a carer. Poverty never refuses: it asks for a plan of support.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { agencies, day, entry, people, story, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import * as kinds from './kinds.ts'

const pack = cambodia()
const body = { assessment: testId(1044), approval: 'final', capacity: 1, until: '2014-09-15' }

function missing(
  changes: Record<string, unknown> = {},
  visit: Record<string, unknown> = {},
  act: Partial<Recorded> = {},
  extra: Recorded[] = [],
): string[] {
  const entries = Object.entries(story()).flatMap(([name, each]) => {
    if (name === 'approved') return []
    return [name === 'visited' ? { ...each, body: { ...each.body, ...visit } } : each]
  })
  const approval = {
    ...entry(
      60,
      kinds.carerApproved,
      people.aunt,
      '2013-09-15',
      { ...body, ...changes },
      { also: [people.child], author: people.supervisor },
    ),
    ...act,
  }
  const world = worldOf([...entries, ...extra], pack, day('2013-09-15'))
  return rule(gateFor(approval.kind)?.checks(approval, world) ?? [], allClasses).pieces.map(({ code }) => code)
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
    expect(missing(provisional, {}, { agency: agencies.ngo.id })).toEqual([])
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
