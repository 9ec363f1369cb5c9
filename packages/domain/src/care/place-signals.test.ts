// What is owed around a place outside, each with the entry that meets it.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Recorded } from '../chronicle/entry.ts'
import type { Kind } from '../chronicle/kind.ts'
import { entry, people, story, testId } from '../example-entries.fixture.ts'
import { childFile } from '../insight/child-file.ts'
import * as carer from './carer-kinds.ts'
import { approval, changed, home, homeStory } from './home-story.fixture.ts'
import * as kinds from './kinds.ts'
import { warningSignsAnswered, warningSignsSeen } from './warning-kinds.ts'

const pack = cambodia()
const { child, aunt, supervisor } = people
const ours = [
  'care.warning-signs',
  'care.approval-ending',
  'care.approval-unanswered',
  'care.support-overdue',
  'care.home-not-approved',
  'care.home-not-registered',
  'care.home-review',
  'care.home-inspection',
]

function owed(entries: readonly Recorded[]): Record<string, [string, string | null]> {
  const seen = entries.filter(({ subject, also }) => subject === child || also.includes(child))
  return Object.fromEntries(
    childFile(child, seen, pack).deadlines.flatMap(({ code, due, breachFrom }) =>
      ours.includes(code) ? [[code, [due, breachFrom]]] : [],
    ),
  )
}

const told = Object.values(story())
const about = (number: number, kind: Kind, on: string, body: Record<string, unknown>, of = aunt) =>
  entry(number, kind, of, on, body, { also: [child] })
const placed = (tier: number, of = aunt) =>
  entry(
    90,
    kinds.placementBegan,
    child,
    '2013-10-15',
    { tier, carer: of, isParentsOwnArrangement: false },
    { also: [of] },
  )

describe('a carer', () => {
  test('nothing is owed before the move', () => {
    expect(owed(told)).toEqual({})
  })

  test('once the child is there, the approval is renewed before it ends', () => {
    expect(owed([...told, placed(2)])).toEqual({ 'care.approval-ending': ['2014-09-15', '2014-09-16'] })
  })

  test('a parent’s own arrangement needs no approval', () => {
    const own = placed(2)
    expect(owed([...told, { ...own, body: { ...own.body, isParentsOwnArrangement: true } }])).toEqual({})
  })

  test('the authority answers within 15 working days, else it is taken further', () => {
    const ask = about(91, carer.approvalAsked, '2013-09-20', { askedOf: 'The district', approvalStep: 'asked' })
    expect(owed([...told, ask])).toEqual({ 'care.approval-unanswered': ['2013-10-11', '2013-10-12'] })
    const further = about(92, carer.approvalAsked, '2013-10-14', { askedOf: 'The province', approvalStep: 'escalated' })
    expect(owed([...told, ask, further])).toEqual({ 'care.approval-unanswered': ['2013-11-04', '2013-11-05'] })
    const no = about(93, carer.approvalAsked, '2013-10-20', {
      askedOf: 'The province',
      approvalStep: 'refused',
      why: 'No',
    })
    expect(owed([...told, ask, further, no])).toEqual({})
    const final = about(94, kinds.carerApproved, '2013-10-10', {
      assessment: testId(1044),
      approval: 'final',
      capacity: 1,
      until: '2014-10-10',
    })
    expect(owed([...told, ask, final])).toEqual({})
  })

  test('promised support comes whole by its day', () => {
    const plan = about(95, carer.supportPlanned, '2013-09-20', {
      what: 'Rice',
      promisedBy: 'Commune',
      by: '2013-10-01',
    })
    const due = { 'care.support-overdue': ['2013-10-01', '2013-10-02'] }
    const gave = (isComplete: boolean, support?: string) =>
      about(96, carer.supportGiven, '2013-09-25', { what: 'Rice', isComplete, ...(support && { support }) })
    expect(owed([...told, plan])).toEqual(due)
    expect(owed([...told, plan, gave(false, plan.id)])).toEqual(due)
    expect(owed([...told, plan, gave(true)])).toEqual(due)
    expect(owed([...told, plan, gave(true, plan.id)])).toEqual({})
  })
})

test('warning signs are acted upon the same day', () => {
  const seen = entry(97, warningSignsSeen, child, '2013-09-20', { signs: ['payment'] })
  expect(owed([...told, seen])).toEqual({ 'care.warning-signs': ['2013-09-20', '2013-09-21'] })
  const answer = (finding: string) =>
    entry(
      98,
      warningSignsAnswered,
      child,
      '2013-09-20',
      { warning: seen.id, whatWasDone: 'Asked', finding },
      { author: supervisor },
    )
  expect(owed([...told, seen, answer('no-danger')])).toEqual({})
  expect(owed([...told, seen, answer('danger-goes-on')])).toEqual({
    'care.warning-signs': ['2013-09-20', '2013-09-21'],
  })
})

describe('a children’s home', () => {
  const all = Object.values(homeStory())

  test('approved: looked at every three months, inspected every twelve', () => {
    expect(owed([...all, approval(), placed(4, home)])).toEqual({
      'care.home-review': ['2013-12-20', '2013-12-21'],
      'care.home-inspection': ['2014-03-01', '2014-03-02'],
    })
  })

  test('a child in one without approval is a breach from its first day', () => {
    expect(owed([...all, placed(4, home)])).toMatchObject({ 'care.home-not-approved': ['2013-10-15', '2013-10-15'] })
  })

  test('and so is one in a home that is not registered', () => {
    const changedHome = Object.values(changed(homeStory(), 'inspected', { registration: 'not-registered' }))
    expect(owed([...changedHome, approval(), placed(4, home)])).toMatchObject({
      'care.home-not-registered': ['2013-10-15', '2013-10-15'],
    })
    const nameless = entry(90, kinds.placementBegan, child, '2013-10-15', { tier: 4, isParentsOwnArrangement: false })
    expect(Object.keys(owed([...all, nameless])).toSorted()).toEqual([
      'care.home-inspection',
      'care.home-not-approved',
      'care.home-not-registered',
    ])
  })
})
