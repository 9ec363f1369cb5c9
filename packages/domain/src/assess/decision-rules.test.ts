// The rules of a decision that hold whatever its kind: who declares what, who may take it, when it begins, who was heard, what stays owed.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses, maskOf } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import {
  agencies,
  day,
  entry,
  leaveBody,
  measuresInPlace,
  member,
  panel,
  people,
  story,
  testId,
  worldOf,
} from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import * as register from '../register/kinds.ts'
import { circumstanceStated } from './decision-kinds.ts'
import * as kinds from './kinds.ts'

const pack = cambodia()
type Body = Record<string, unknown>
type Entries = Record<string, Recorded>

function without(...names: string[]): Entries {
  return Object.fromEntries(
    Object.entries(story()).filter(([name]) => !['decided', 'declared', ...names].includes(name)),
  )
}

function pieces(body: Body, entries: Entries = without(), today = '2013-09-20', seen = allClasses, more = {}) {
  const fields = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  const act = entry(60, kinds.decisionMade, people.child, today, fields, { author: people.supervisor, ...more })
  const checks = gateFor(act.kind)?.checks(act, worldOf(Object.values(entries), pack, day(today))) ?? []
  return rule(checks, seen).pieces
}

function missing(...args: Parameters<typeof pieces>): string[] {
  return pieces(...args).map(({ code }) => code)
}

const stay = { ...leaveBody, outcome: 'stay', chosenTier: undefined, until: '2014-02-09', measures: measuresInPlace }
const alone = [member('Worker', agencies.ngo.id, { isChair: true })]
const interim = { ...stay, type: 'interim', until: '2013-10-04', options: [], panel: alone }
const view = { whose: 'mother', about: 'leave', freely: 'yes' }

function heard(number: number, body: Body, on = '2013-09-10'): Recorded {
  return entry(number, kinds.viewHeard, people.child, on, body)
}

describe('members', () => {
  const [chair, independent] = panel

  test('declare an interest, or that there is none', () => {
    const silent = { ...independent, hasInterest: undefined }
    expect(missing({ ...leaveBody, panel: [chair, silent] })).toEqual(['panel.interest-declared'])
    expect(missing({ ...leaveBody, panel: [chair, { ...silent, hasInterest: true }] })).toEqual([
      'panel.interest-declared',
    ])
    expect(missing({ ...leaveBody, panel: [chair, { ...silent, interest: 'Runs a foster programme' }] })).toEqual([])
  })

  test('by phone: the time of the call, and the text read back', () => {
    const called = { ...independent, presence: 'phone' }
    expect(missing({ ...leaveBody, panel: [chair, { ...called, isReadBack: true }] })).toEqual([
      'panel.phone-time-noted',
    ])
    expect(missing({ ...leaveBody, panel: [chair, { ...called, calledAt: '9:30' }] })).toEqual([
      'panel.phone-read-back',
    ])
    expect(missing({ ...leaveBody, panel: [chair, { ...called, calledAt: '9:30', isReadBack: true }] })).toEqual([])
  })

  test('two agencies without the state authority are never a panel, not even to renew', () => {
    const other = testId(24)
    const former = entry(71, kinds.decisionMade, people.child, '2013-09-20', { ...stay, until: '2013-12-20' })
    const two = [member('One', agencies.ngo.id, { isChair: true }), member('Two', other)]
    const renewal = { ...stay, isRenewal: true, from: '2013-12-20', options: [], assessment: undefined, panel: two }
    expect(missing(renewal, { ...without(), former }, '2013-12-20')).toContain('panel.not-two-others')
    expect(missing({ ...leaveBody, panel: two })).toContain('panel.state-authority-votes')
  })

  test('nobody decides on an assessment of their own', () => {
    const author = { author: people.worker }
    expect(missing(leaveBody, without(), '2013-09-20', allClasses, author)).toEqual(['decision.author-did-not-assess'])
  })
})

describe('one agency alone', () => {
  test('names the nearest other one that makes it a panel', () => {
    expect(missing(interim)).toEqual(['interim.second-agency-named'])
    expect(missing({ ...interim, secondAgency: agencies.welfare.id })).toEqual([])
    for (const useless of [agencies.ngo.id, agencies.prisons.id, testId(99)]) {
      expect(missing({ ...interim, secondAgency: useless })).toEqual(['interim.second-agency-named'])
    }
    const ministry = [member('Office', agencies.welfare.id, { isChair: true })]
    expect(missing({ ...interim, panel: ministry, secondAgency: agencies.ngo.id })).toEqual([])
  })

  test('is not alone with two', () => {
    const both = [...alone, member('Office', agencies.welfare.id)]
    expect(missing({ ...interim, panel: both })).toEqual([])
  })
})

describe('the ministry', () => {
  const queued = { ...interim, secondAgency: agencies.welfare.id }
  const before = (number: number, from: string, until: string) =>
    entry(number, kinds.decisionMade, people.child, from, { ...queued, from, until })
  const two = { one: before(71, '2013-08-22', '2013-09-05'), two: before(72, '2013-09-05', '2013-09-19') }

  test('decides after the row has reached its end, by name and on a day that has come', () => {
    expect(missing(queued, two)).toEqual(['interim.not-too-often'])
    const when = (date: string) => ({ ...queued, ministryLevel: { who: 'Director of child welfare', when: date } })
    expect(missing(when('2013-09-20'), two)).toEqual([])
    expect(missing(when('2013-09-21'), two)).toEqual(['decision.ministry-decided-before'])
  })
})

describe('no day without a decision', () => {
  const former = entry(71, kinds.decisionMade, people.child, '2013-09-20', { ...stay, until: '2013-12-20' })

  test('it begins by today, or when the one before it ends', () => {
    expect(missing({ ...stay, from: '2013-09-21' })).toEqual(['decision.leaves-no-gap'])
    expect(missing({ ...stay, from: '2013-12-21' }, { ...without(), former })).toEqual([])
    expect(missing({ ...stay, from: '2013-12-22' }, { ...without(), former })).toEqual(['decision.leaves-no-gap'])
  })

  test('it lasts until the next one begins', () => {
    const short = { ...stay, from: '2013-09-01', until: '2013-09-18' }
    expect(missing(short, { ...without(), former }, '2013-10-01')).toEqual(['decision.leaves-no-gap'])
    expect(missing({ ...short, until: '2013-09-19' }, { ...without(), former }, '2013-10-01')).toEqual([])
  })

  test('nothing is asked of a child who does not live inside', () => {
    expect(missing({ ...stay, from: '2013-09-21' }, without('resides'))).toEqual([])
  })
})

describe('who was heard', () => {
  test('a small child by two who know it', () => {
    const born = entry(2, register.birthStated, people.child, '2012-10-10', { born: '2012-10-10' })
    const rest = { ...without('childHeard', 'childOnSeparation'), born }
    const small = { ...stay, until: '2013-12-20' }
    const nurse = { who: 'Nurse', sees: 'Calm when carried' }
    const say = (seenBy?: unknown) => heard(40, { whose: 'child', about: 'stay', stance: 'undecided', seenBy })
    expect(missing(small, { ...rest, seen: say() })).toEqual(['decision.child-heard-as-its-age'])
    expect(missing(small, { ...rest, seen: say([nurse, nurse]) })).toEqual(['decision.child-heard-as-its-age'])
    expect(missing(small, { ...rest, seen: say([nurse, { who: 'Mother', sees: 'Sleeps' }]) })).toEqual([])
  })

  test('who is ten or older has its words read back', () => {
    const born = entry(2, register.birthStated, people.child, '2003-01-10', { born: '2003-01-10' })
    const rest = { ...without('childHeard', 'childOnSeparation'), born }
    const body = { whose: 'child', about: 'leave', stance: 'agrees' }
    expect(missing(leaveBody, { ...rest, said: heard(40, body) })).toEqual(['decision.child-heard-as-its-age'])
    expect(missing(leaveBody, { ...rest, said: heard(40, { ...body, isReadBack: true }) })).toEqual([])
  })

  test('no time serves for a fortnight', () => {
    const body = { whose: 'child', about: 'leave', stance: 'could-not-be-asked', whyNot: 'no-time' }
    const rest = without('childHeard', 'childOnSeparation')
    const late = { ...rest, later: heard(40, body, '2013-09-06') }
    expect(missing(leaveBody, late, '2013-09-20')).toEqual([])
    expect(missing({ ...leaveBody, from: '2013-09-21' }, late, '2013-09-21')).toEqual(['decision.child-heard'])
  })

  test.each([
    ['in private', { inPrivate: 'no' }],
    ['in words that she understands', { understood: 'no' }],
    ['freely', { freely: 'no' }],
  ])('the mother %s', (_, more) => {
    const rest = without('motherHeard', 'motherOnSeparation')
    expect(missing(leaveBody, { ...rest, said: heard(41, { ...view, stance: 'agrees', ...more }) })).toEqual([
      'decision.mother-heard',
    ])
  })

  test('a father who is known, unless he has no rights', () => {
    const father = entry(
      75,
      register.kinRegistered,
      testId(94),
      '2013-09-01',
      { names: { latin: 'Sok' }, relation: 'father' },
      { also: [people.child] },
    )
    const his = { whose: 'father', about: 'leave', stance: 'agrees', freely: 'yes' }
    expect(missing(leaveBody, { ...without(), father })).toEqual(['decision.father-heard'])
    expect(missing(leaveBody, { ...without(), father, said: heard(76, his) })).toEqual([])
    const none = heard(76, { ...his, stance: 'could-not-be-asked', hasRights: 'no' })
    expect(missing(leaveBody, { ...without(), father, none })).toEqual([])
  })

  test('who disagrees was offered legal help', () => {
    const no = (more: Body) => ({
      ...without('motherOnSeparation'),
      no: heard(77, { ...view, stance: 'disagrees', ...more }),
    })
    expect(missing(leaveBody, no({}))).toEqual(['decision.legal-help-offered'])
    expect(missing(leaveBody, no({ legalHelp: 'not-offered' }))).toEqual(['decision.legal-help-offered'])
    expect(missing(leaveBody, no({ legalHelp: 'declined' }))).toEqual([])
  })
})

describe('what was owed', () => {
  const food = measuresInPlace.map((row) =>
    row.measure === 4 ? { ...row, measure: 10, class: 'B', state: 'owed' } : row,
  )
  const listed = [...measuresInPlace, ...food.filter(({ measure }) => measure === 10)]
  const former = entry(71, kinds.decisionMade, people.child, '2013-06-20', {
    ...stay,
    from: '2013-06-20',
    until: '2013-09-19',
    measures: listed,
  })

  test('stays on the list until somebody saw it', () => {
    expect(missing(stay, { ...without(), former })).toEqual(['decision.owed-measure-kept'])
    expect(missing({ ...stay, measures: listed }, { ...without(), former })).toEqual([])
    const seen = entry(72, kinds.measureConfirmed, people.child, '2013-07-01', {
      measure: 10,
      isInPlace: true,
      proof: 'seen-by-monitor',
    })
    expect(missing(stay, { ...without(), former, seen })).toEqual([])
  })

  test('cannot be told by who does not read conditions', () => {
    const [piece] = pieces(stay, { ...without(), former }, '2013-09-20', maskOf(['identity', 'care']))
    expect(piece).toMatchObject({ code: 'decision.owed-measure-kept', status: 'cannot-tell' })
    expect(piece?.params).toBeUndefined()
  })
})

test.each(['illness', 'new-baby', 'sentence', 'incident'])('after %s a stay is not simply renewed', (circumstance) => {
  const former = entry(71, kinds.decisionMade, people.child, '2013-09-20', { ...stay, until: '2013-12-20' })
  const two = [member('Worker', agencies.welfare.id), member('Head', agencies.welfare.id, { isChair: true })]
  const renewal = { ...stay, isRenewal: true, from: '2013-12-20', options: [], assessment: undefined, panel: two }
  const told = (isSo: boolean) => entry(73, circumstanceStated, people.child, '2013-11-01', { circumstance, isSo })
  expect(missing(renewal, { ...without(), former, told: told(true) }, '2013-12-20')).toEqual([
    'decision.renewal-unchanged',
  ])
  expect(missing(renewal, { ...without(), former, told: told(false) }, '2013-12-20')).toEqual([])
})

/** What can be lacking, each with its code, and the body that lacks it. */
const faults: Readonly<Record<string, (body: typeof leaveBody) => Body>> = {
  'panel.one-chair': (body) => ({ ...body, panel: body.panel.map((each) => ({ ...each, isChair: false })) }),
  'panel.interest-declared': (body) => ({
    ...body,
    panel: body.panel.map((each, index) => (index === 1 ? { ...each, hasInterest: undefined } : each)),
  }),
  'decision.tier-fits-outcome': (body) => ({ ...body, chosenTier: undefined }),
  'decision.option-answered': (body) => ({ ...body, options: body.options.slice(0, 4) }),
  'decision.assessment-finished': (body) => ({ ...body, assessment: undefined }),
  'decision.leaves-no-gap': (body) => ({ ...body, from: '2013-09-25' }),
}
const lackingEntries: Readonly<Record<string, string[]>> = {
  'decision.mother-heard': ['motherHeard', 'motherOnSeparation'],
  'decision.child-heard': ['childHeard', 'childOnSeparation'],
}

test('a refusal names what is missing and nothing else: mending exactly that makes it pass', () => {
  const names = [...Object.keys(faults), ...Object.keys(lackingEntries)]
  fc.assert(
    fc.property(fc.subarray(names), (taken) => {
      const body = taken.reduce<Body>((known, name) => faults[name]?.(known as typeof leaveBody) ?? known, leaveBody)
      const entries = without(...taken.flatMap((name) => lackingEntries[name] ?? []))
      expect([...new Set(missing(body, entries))].toSorted()).toEqual(taken.toSorted())
    }),
    { numRuns: 200, seed: 20131008 },
  )
})
