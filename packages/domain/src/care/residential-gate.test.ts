// The gate of a children's home: the story passes; without any one piece it names exactly that piece.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses, maskOf } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { agencies, day, entry, people, planned, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { edtf } from '../time/edtf.ts'
import {
  approval,
  approvalBody,
  changed,
  home,
  homeOptions,
  homePlan,
  homeStory,
  without,
} from './home-story.fixture.ts'
import { warningSignsAnswered, warningSignsSeen } from './warning-kinds.ts'

const pack = cambodia()
type Entries = Record<string, Recorded>

function missing(entries: Entries = homeStory(), act: Recorded = approval(), today = '2013-09-25'): string[] {
  const world = worldOf(Object.values(entries), pack, day(today))
  return rule(gateFor(act.kind)?.checks(act, world) ?? [], allClasses).pieces.map(({ code }) => code)
}

function body(changes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...approvalBody, ...changes }).filter(([, value]) => value !== undefined))
}

test('the story passes', () => {
  expect(missing()).toEqual([])
})

describe('what must have been decided', () => {
  test('each other way was asked, and why not', () => {
    for (const tier of [0, 1, 2, 3]) {
      const options = homeOptions.map((option) =>
        option.tier === tier ? { tier, argumentsAgainst: 'Too far' } : option,
      )
      expect(missing(changed(homeStory(), 'decided', { options }))).toEqual(['residential.higher-option-excluded'])
    }
  })

  test('the decision is full, for a home, and in force', () => {
    expect(missing(changed(homeStory(), 'decided', { chosenTier: 2 }))).toEqual(['residential.decided'])
    expect(missing(changed(homeStory(), 'decided', { type: 'interim' }))).toEqual(['residential.decided'])
    expect(missing(without(homeStory(), 'decided', 'declared'))).toHaveLength(5)
    expect(missing(changed(homeStory(), 'decided', { until: '2013-09-24' }))).toContain('residential.decided')
  })
})

describe('the home', () => {
  test.each([
    [{ registration: 'not-registered' }, 'residential.registered'],
    [{ registration: 'not-known' }, 'residential.registered'],
    [{ fitness: 'not-fit' }, 'residential.fit'],
  ])('%o', (inspection, code) => {
    expect(missing(changed(homeStory(), 'inspected', inspection))).toEqual([code])
  })

  test('was inspected in the last twelve months', () => {
    const inspectedOn = (date: string) => {
      const { inspected, ...rest } = homeStory()
      if (inspected === undefined) throw new Error('no inspection')
      return { ...rest, inspected: { ...inspected, occurred: edtf(date) } }
    }
    expect(missing(inspectedOn('2012-09-25'))).toEqual([])
    expect(missing(inspectedOn('2012-09-24'))).toEqual(['residential.inspected'])
    expect(missing(without(homeStory(), 'inspected'))).toEqual([
      'residential.registered',
      'residential.inspected',
      'residential.fit',
    ])
  })

  test('is a home, and named', () => {
    expect(missing(changed(homeStory(), 'home', { relation: 'foster-carer' }))).toEqual(['residential.is-a-home'])
    expect(missing(homeStory(), approval(approvalBody, { also: [] }))).toEqual([
      'residential.is-a-home',
      'residential.registered',
      'residential.inspected',
      'residential.fit',
    ])
  })
})

describe('the ground', () => {
  test.each([
    [[], ['residential.ground-named', 'residential.under-three-ground']],
    [['disability'], ['residential.not-disability-alone', 'residential.under-three-ground']],
    [['want-of-means'], ['residential.not-want-of-means-alone', 'residential.under-three-ground']],
    [['no-family-place'], ['residential.under-three-ground']],
    [['medical-need', 'disability'], []],
  ])('%o for a child of two', (grounds, codes) => {
    expect(missing(homeStory(), approval(body({ grounds })))).toEqual(codes)
  })

  test('from three on, no family place is enough; disability alone never', () => {
    const older = changed(homeStory(), 'born', { born: '2009-02-10' })
    expect(missing(older, approval(body({ grounds: ['no-family-place'] })))).toEqual([])
    expect(missing(older, approval(body({ grounds: ['disability'] })))).toEqual(['residential.not-disability-alone'])
  })
})

describe('for how long', () => {
  test('three months, then it is looked at again', () => {
    expect(missing(homeStory(), approval(body({ until: '2013-12-25' })))).toEqual([])
    const older = changed(homeStory(), 'born', { born: '2009-02-10' })
    expect(missing(older, approval(body({ until: '2013-12-26' })))).toEqual(['residential.review-in-time'])
  })

  test('under three, three months in all', () => {
    const entries = changed({ ...homeStory(), first: approval() }, 'decided', { until: '2014-12-20' })
    const again = approval(body({ until: '2014-01-31' }), { id: testId(2000), seq: 80 })
    expect(missing(entries, again, '2013-12-15')).toEqual(['residential.under-three-short'])
    const older = changed(entries, 'born', { born: '2009-02-10' })
    expect(missing(older, again, '2013-12-15')).toEqual([])
  })
})

test.each([
  [{ wayBack: undefined }, 'residential.way-back'],
  [{ whoLooksForFamily: undefined }, 'residential.way-back'],
  [{ isAdoptionOffered: true }, 'residential.no-adoption'],
])('%o', (changes, code) => {
  expect(missing(homeStory(), approval(body(changes)))).toEqual([code])
})

test('an agency assesses and recommends, and never approves', () => {
  expect(missing(homeStory(), approval(approvalBody, { agency: agencies.ngo.id }))).toEqual([
    'residential.by-state-authority',
  ])
})

describe('warning signs', () => {
  const seen = entry(66, warningSignsSeen, people.child, '2013-09-22', { signs: ['payment'] }, { also: [home] })
  const answer = (finding: string, more: Partial<Recorded> = {}) =>
    entry(
      67,
      warningSignsAnswered,
      people.child,
      '2013-09-23',
      { warning: seen.id, whatWasDone: 'Talked with the mother and the police', finding },
      { also: [home], author: people.supervisor, ...more },
    )

  test('hold it until a supervisor wrote what was done', () => {
    expect(missing({ ...homeStory(), seen })).toEqual(['residential.warnings-answered'])
    expect(missing({ ...homeStory(), seen, answer: answer('danger-goes-on') })).toEqual([
      'residential.warnings-answered',
    ])
    expect(missing({ ...homeStory(), seen, answer: answer('made-safe') })).toEqual([])
  })

  test('are answered by another than who saw them, about the same people', () => {
    expect(missing({ ...homeStory(), seen }, answer('no-danger'))).toEqual([])
    expect(missing({ ...homeStory(), seen }, answer('no-danger', { author: people.worker }))).toEqual([
      'warning.seen-by-another',
    ])
    expect(missing({ ...homeStory(), seen }, answer('no-danger', { also: [] }))).toEqual(['warning.names-the-same'])
    expect(missing(homeStory(), answer('no-danger'))).toEqual(['warning.stands'])
  })
})

describe('a move into the home', () => {
  const plan = { ...planned(homePlan), also: [home] }
  const approved: Entries = { ...homeStory(), approved: approval() }

  test('passes once the home is approved for this child', () => {
    expect(missing(approved, plan, '2013-10-08')).toEqual([])
    expect(missing(homeStory(), plan, '2013-10-08')).toEqual(['separation.home-approved'])
  })

  test('not into a home whose inspection has lapsed since', () => {
    const { inspected, ...rest } = approved
    if (inspected === undefined) throw new Error('no inspection')
    const late = { ...inspected, occurred: edtf('2012-10-10') }
    expect(missing({ ...rest, late }, plan, '2013-10-08')).toEqual(['separation.home-inspected'])
  })

  test('not under the name of a relative', () => {
    const asKin = { ...planned({ ...homePlan, tier: 2 }), also: [home] }
    expect(missing(changed(approved, 'decided', { chosenTier: 2 }), asKin, '2013-10-08')).toEqual([
      'separation.tier-fits-carer',
      'separation.carer-approved',
      'separation.carer-has-place',
    ])
  })
})

const mends = {
  inspected: ['residential.registered', 'residential.inspected', 'residential.fit'],
  decided: ['residential.decided', 'residential.higher-option-excluded'],
  home: ['residential.is-a-home'],
  wayBack: ['residential.way-back'],
  whoLooksForFamily: ['residential.way-back'],
} as const
const names = ['inspected', 'decided', 'home', 'wayBack', 'whoLooksForFamily'] as const

test('mending what the gate names, and nothing else, makes it pass', () => {
  fc.assert(
    fc.property(fc.subarray([...names]), (taken) => {
      const refusal = (lacking: readonly string[]) =>
        missing(
          without(homeStory(), ...lacking, ...(lacking.includes('decided') ? ['declared'] : [])),
          approval(
            body(Object.fromEntries(lacking.filter((name) => name !== 'home').map((name) => [name, undefined]))),
          ),
        )
      const named = refusal(taken)
      expect(named.length > 0).toBe(taken.length > 0)
      expect(refusal(taken.filter((name) => !mends[name].some((code) => named.includes(code))))).toEqual([])
    }),
    { numRuns: 100, seed: 20131008 },
  )
})

test('to a reader without the class a missing piece reads "cannot tell here"', () => {
  const world = worldOf(Object.values(without(homeStory(), 'inspected')), pack, day('2013-09-25'))
  const ruling = rule(gateFor(approval().kind)?.checks(approval(), world) ?? [], maskOf(['identity', 'custody']))
  expect(ruling.pieces.every(({ status, params }) => status === 'cannot-tell' && params === undefined)).toBe(true)
})
