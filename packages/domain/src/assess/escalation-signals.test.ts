// What a decision leaves to be done: the second agency, the ministry, a gap, a review after something changed, a carer named in time.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import type { Recorded } from '../chronicle/entry.ts'
import {
  agencies,
  entry,
  leaveBody,
  measuresInPlace,
  people,
  planBody,
  planned,
  story,
  testId,
} from '../example-entries.fixture.ts'
import * as care from '../care/kinds.ts'
import { childFile } from '../insight/child-file.ts'
import * as register from '../register/kinds.ts'
import { circumstanceStated } from './decision-kinds.ts'
import * as kinds from './kinds.ts'

const pack = cambodia()
type Entries = Record<string, Recorded>

function found(entries: Entries, code: string): Deadline[] {
  return childFile(people.child, Object.values(entries), pack).deadlines.filter((each) => each.code === code)
}

/** Inside since June 2013, with an aunt known. */
function inside(): Entries {
  const { registered, born, kin } = story()
  if (!registered || !born || !kin) throw new Error('the story changed')
  const resides = entry(4, register.residenceBegan, people.child, '2013-06-01', { facility: people.prison })
  return { registered, born, kin: { ...kin, occurred: resides.occurred }, resides }
}

function decided(number: number, from: string, until: string, more: Record<string, unknown> = {}, on = from): Recorded {
  const body = { ...leaveBody, outcome: 'stay', measures: measuresInPlace, from, until, ...more }
  return entry(number, kinds.decisionMade, people.child, on, body)
}

function told(number: number, on: string, circumstance: string, isSo = true): Recorded {
  return entry(number, circumstanceStated, people.child, on, { circumstance, isSo })
}

test('an interim decision of one agency reminds each day until another decision is taken', () => {
  const alone = decided(46, '2013-06-10', '2013-06-24', { type: 'interim', secondAgency: agencies.welfare.id })
  const [reminder] = found({ ...inside(), alone }, 'assess.second-agency-awaited')
  expect(reminder).toMatchObject({ opens: '2013-06-10', due: '2013-06-10', breachFrom: null, harm: 2 })
  const full = decided(47, '2013-06-20', '2013-09-10')
  expect(found({ ...inside(), alone, full }, 'assess.second-agency-awaited')).toEqual([])
})

describe('the ministry', () => {
  const interim = { type: 'interim' }
  const one = decided(46, '2013-06-10', '2013-06-24', interim)
  const two = decided(47, '2013-06-24', '2013-07-08', interim)

  test('is owed the next one when a row has reached its end', () => {
    expect(found({ ...inside(), one }, 'assess.ministry-level-owed')).toEqual([])
    const [owed] = found({ ...inside(), one, two }, 'assess.ministry-level-owed')
    expect(owed).toMatchObject({
      opens: '2013-06-24',
      due: '2013-07-08',
      breachFrom: '2013-07-09',
      params: { times: 2 },
    })
    const full = decided(48, '2013-07-08', '2013-09-08')
    expect(found({ ...inside(), one, two, full }, 'assess.ministry-level-owed')).toEqual([])
  })

  test('after three decisions past the limit', () => {
    const overstay = (number: number, from: string, until: string) => decided(number, from, until, { type: 'overstay' })
    const row = {
      one: overstay(46, '2014-02-10', '2014-03-12'),
      two: overstay(47, '2014-03-12', '2014-04-11'),
      three: overstay(48, '2014-04-11', '2014-05-11'),
    }
    const { three: _three, ...before } = row
    expect(found({ ...inside(), ...before }, 'assess.ministry-level-owed')).toEqual([])
    expect(found({ ...inside(), ...row }, 'assess.ministry-level-owed')).toHaveLength(1)
    expect(found({ ...inside(), ...row }, 'law.limit')[0]?.breachFrom).toBe('2014-02-10')
  })
})

describe('a gap', () => {
  const first = decided(46, '2013-06-10', '2013-07-10')
  const later = decided(47, '2013-07-11', '2013-09-10', {}, '2013-06-20')

  test('that a withdrawn decision left is a breach on its first day', () => {
    expect(found({ ...inside(), first, later }, 'assess.decision-gap')).toEqual([])
    const shortened = decided(46, '2013-06-10', '2013-06-24')
    const [gap] = found({ ...inside(), shortened, later }, 'assess.decision-gap')
    expect(gap).toMatchObject({ breachFrom: '2013-06-25', classes: ['identity'], harm: 1 })
    expect(found({ ...inside(), later }, 'assess.decision-gap')[0]?.breachFrom).toBe('2013-06-16')
  })

  test('ends with the next decision', () => {
    const shortened = decided(46, '2013-06-10', '2013-06-24')
    const after = decided(48, '2013-08-01', '2013-10-01')
    expect(found({ ...inside(), shortened, later, after }, 'assess.decision-gap')).toEqual([])
  })
})

describe('a review before its day', () => {
  const full = decided(46, '2013-06-10', '2013-09-10')
  const code = 'assess.review-after-change'

  test.each(['illness', 'new-baby', 'sentence', 'incident'])('after %s', (cause) => {
    const happened = told(50, '2013-07-01', cause)
    expect(found({ ...inside(), full, happened }, code)).toMatchObject([
      { opens: '2013-07-01', due: '2013-07-08', breachFrom: null, params: { cause }, classes: ['identity', 'care'] },
    ])
    expect(found({ ...inside(), full, before: told(50, '2013-06-01', cause) }, code)).toEqual([])
    const again = decided(47, '2013-07-05', '2013-10-05')
    expect(found({ ...inside(), full, happened, again }, code)).toEqual([])
  })

  test('after a transfer, and a relative found', () => {
    const moved = entry(51, register.residenceBegan, people.child, '2013-07-02', { facility: people.otherPrison })
    expect(found({ ...inside(), full, moved }, code).map(({ params }) => params['cause'])).toEqual(['transfer'])
    const body = { names: { latin: 'Sok' }, relation: 'grandmother' }
    const kin = entry(52, register.kinRegistered, testId(93), '2013-07-03', body, { also: [people.child] })
    expect(found({ ...inside(), full, another: kin }, code).map(({ params }) => params['cause'])).toEqual(['kin-found'])
  })
})

describe('lead time', () => {
  test.each(['disability', 'foreign-national', 'sibling-group', 'sentence-beyond-limit'])(
    'is a year for %s, as long as it is so',
    (reason) => {
      const so = told(50, '2013-06-02', reason)
      expect(found({ ...inside(), so }, 'law.limit-early')[0]?.opens).toBe('2013-02-10')
      expect(found({ ...inside(), so, no: told(51, '2013-06-03', reason, false) }, 'law.limit-early')).toEqual([])
      expect(found(inside(), 'law.limit-early')).toEqual([])
    },
  )

  test('on remand a carer is named from day 14', () => {
    const remand = told(50, '2013-06-02', 'mother-on-remand')
    const code = 'assess.carer-not-named'
    expect(found({ ...inside(), remand }, code)).toMatchObject([{ opens: '2013-06-01', due: '2013-06-15' }])
    expect(found(inside(), code)).toEqual([])
    const named = entry(53, care.optionExplored, people.child, '2013-06-10', {
      tier: 2,
      who: 'Aunt',
      answer: 'willing',
    })
    expect(found({ ...inside(), remand, named }, code)).toEqual([])
    expect(found({ ...inside(), remand, sentenced: told(54, '2013-06-20', 'mother-on-remand', false) }, code)).toEqual(
      [],
    )
  })
})

test('what was owed to a child who is to leave is owed until it goes', () => {
  const owed = { measure: 10, class: 'B', state: 'owed', dutyHolder: 'Director', due: '2013-07-10' }
  const stays = decided(46, '2013-06-10', '2013-09-10', { measures: [owed] })
  const leaves = decided(47, '2013-07-01', '2013-09-10', { outcome: 'leave-to-care', measures: [] })
  expect(found({ ...inside(), stays, leaves }, 'assess.measure-owed')).toHaveLength(1)
})

test('agreement that is withdrawn after the plan is answered the same day', () => {
  const plan = planned(planBody)
  const no = { whose: 'mother', about: 'separation', stance: 'disagrees', freely: 'yes' }
  const said = entry(61, kinds.viewHeard, people.child, '2013-10-10', no)
  const code = 'care.agreement-withdrawn'
  expect(found({ ...story(), plan }, code)).toEqual([])
  expect(found({ ...story(), plan, said }, code)).toMatchObject([
    { due: '2013-10-10', breachFrom: '2013-10-11', harm: 1 },
  ])
  const left = entry(62, register.residenceEnded, people.child, '2013-10-15', { route: 'kin' })
  expect(found({ ...story(), plan, said, left }, code)).toEqual([])
  const father = entry(63, kinds.viewHeard, people.child, '2013-10-11', { ...no, whose: 'father', hasRights: 'no' })
  expect(found({ ...story(), plan, father }, code)).toEqual([])
})
