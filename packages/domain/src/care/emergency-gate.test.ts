// The gate of an emergency asks little; its review asks what was owed. The legal limit, a transfer and a punishment are no grounds.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses, maskOf } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { day, entry, people, story, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { childFile } from '../insight/child-file.ts'
import * as register from '../register/kinds.ts'
import { emergencyGrounds, emergencyOrdered, emergencyReviewed, emergencyTold } from './emergency-kinds.ts'
import { changed, without } from './home-story.fixture.ts'
import * as care from './kinds.ts'
import { warningSignsSeen } from './warning-kinds.ts'

const pack = cambodia()
type Entries = Record<string, Recorded>

const orderBody = {
  ground: 'mother-in-hospital',
  whatHappened: 'She was taken to the hospital in the night',
  on: '2013-10-01',
  place: 'known-kin',
  carer: people.aunt,
  placesTried: [{ place: 'other-parent', whoWasAsked: 'The father', whyNot: 'No answer on three calls' }],
  until: '2013-10-15',
}

function order(changes: Record<string, unknown> = {}, more: Partial<Recorded> = {}): Recorded {
  const body = Object.fromEntries(
    Object.entries({ ...orderBody, ...changes }).filter(([, value]) => value !== undefined),
  )
  return entry(80, emergencyOrdered, people.child, '2013-10-01', body, { also: [people.aunt], ...more })
}

function missing(act: Recorded, entries: Entries = story(), today = '2013-10-01'): string[] {
  const world = worldOf(Object.values(entries), pack, day(today))
  return rule(gateFor(act.kind)?.checks(act, world) ?? [], allClasses).pieces.map(({ code }) => code)
}

describe('an order', () => {
  test('needs no plan, no approval and no decision', () => {
    expect(missing(order(), without(story(), 'approved', 'decided', 'declared', 'visited'))).toEqual([])
  })

  test.each(['limit', 'over-the-age', 'transfer', 'punishment'])('%s is never a ground', (ground) => {
    expect(emergencyOrdered.body.safeParse(order({ ground }).body).success).toBe(false)
    expect(emergencyGrounds).not.toContain(ground)
  })

  test.each([
    [{ placesTried: [] }, ['emergency.nearer-place-tried']],
    [{ placesTried: [{ place: 'other-parent', whyNot: 'Far' }] }, ['emergency.nearer-place-tried']],
    [{ carer: undefined }, ['emergency.carer-named']],
    [{ place: 'other-parent' }, ['emergency.carer-fits-place']],
    [{ on: '2013-10-02' }, ['emergency.not-ahead']],
    [{ until: '2013-10-16' }, ['emergency.ends-in-time']],
    [{ until: '2013-09-30' }, ['emergency.ends-in-time']],
  ])('%o', (changes, codes) => {
    expect(missing(order(changes))).toEqual(codes)
  })

  test('the hospital with the mother has no carer', () => {
    const tried = [...orderBody.placesTried, { place: 'known-kin', whoWasAsked: 'The aunt', whyNot: 'Ill' }]
    const place = { place: 'hospital-with-mother', placesTried: tried }
    expect(missing(order(place))).toEqual(['emergency.carer-fits-place'])
    expect(missing(order({ ...place, carer: undefined }, { also: [] }))).toEqual([])
  })

  test('a foster carer in an emergency is approved already', () => {
    const tried = ['other-parent', 'known-kin', 'hospital-with-mother'].map((place) => ({
      place,
      whoWasAsked: 'Someone',
      whyNot: 'Cannot',
    }))
    const entries = changed(story(), 'kin', { relation: 'foster-carer' })
    expect(missing(order({ place: 'emergency-foster', placesTried: tried }), entries)).toEqual([])
    expect(missing(order({ place: 'emergency-foster', placesTried: tried }), without(entries, 'approved'))).toEqual([
      'emergency.foster-carer-approved',
    ])
    expect(missing(order({ place: 'emergency-foster', placesTried: orderBody.placesTried }), entries)).toHaveLength(2)
  })

  test('a warning about the carer holds it; one about the child does not', () => {
    const seen = (also: Recorded['also']) =>
      entry(79, warningSignsSeen, people.child, '2013-09-30', { signs: ['payment'] }, { also })
    expect(missing(order(), { ...story(), seen: seen([people.aunt]) })).toEqual(['emergency.carer-without-warning'])
    expect(missing(order(), { ...story(), seen: seen([]) })).toEqual([])
  })

  test('fourteen days are not renewed by moving on, and begin anew after a return', () => {
    const first = order({}, { seq: 55, id: testId(3000) })
    const again = order({ on: '2013-10-10', until: '2013-10-24' }, { id: testId(3001), seq: 90 })
    expect(missing(again, { ...story(), first }, '2013-10-10')).toEqual(['emergency.ends-in-time'])
    const back = review({ order: first.id, emergencyOutcome: 'back-with-mother' })
    expect(missing(again, { ...story(), first, back }, '2013-10-10')).toEqual([])
  })

  test('a day in between does not begin them anew: a rescue is not refused, and the breach of the first stands', () => {
    const first = order({}, { seq: 55, id: testId(3000) })
    const next = order({ on: '2013-10-16', until: '2013-10-30' }, { seq: 90, id: testId(3001) })
    const third = order({ on: '2013-10-20', until: '2013-11-03' }, { seq: 91, id: testId(3002) })
    expect(missing(next, { ...story(), first }, '2013-10-16')).toEqual([])
    expect(missing(third, { ...story(), first, next }, '2013-10-20')).toEqual(['emergency.ends-in-time'])
    const ends = (entries: Entries) =>
      childFile(
        people.child,
        Object.values(entries).filter(({ subject, also }) => [subject, ...also].includes(people.child)),
        pack,
      ).deadlines.find(({ code }) => code === 'care.emergency-place-ends')?.due
    expect(ends({ ...story(), first, next })).toBe('2013-10-15')
    const back = entry(60, register.residenceBegan, people.child, '2013-10-12', { facility: people.otherPrison })
    expect(ends({ ...story(), first, back, next })).toBe('2013-10-30')
  })
})

function review(changes: Record<string, unknown> = {}, more: Partial<Recorded> = {}): Recorded {
  const body = {
    order: order().id,
    emergencyOutcome: 'stays-for-now',
    isChildSeen: true,
    motherHeard: 'heard',
    nextStep: 'A decision on 10 October',
    reasons: 'The mother is still ill.',
    ...changes,
  }
  const kept = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  return entry(85, emergencyReviewed, people.child, '2013-10-03', kept, { author: people.supervisor, ...more })
}

describe('its review', () => {
  const ordered = { ...story(), order: order() }

  test('the story passes', () => {
    expect(missing(review(), ordered, '2013-10-03')).toEqual([])
    expect(missing(review({ emergencyOutcome: 'back-with-mother', nextStep: undefined }), ordered)).toEqual([])
  })

  test.each([
    [{ order: testId(99) }, 'emergency-review.order-stands'],
    [{ isChildSeen: false }, 'emergency-review.child-seen'],
    [{ motherHeard: 'could-not-be-heard' }, 'emergency-review.mother-heard'],
    [{ nextStep: undefined }, 'emergency-review.next-step'],
  ])('%o', (changes, code) => {
    expect(missing(review(changes), ordered)).toEqual([code])
  })

  test('is by another than who ordered it', () => {
    expect(missing(review({}, { author: people.worker }), ordered)).toEqual(['emergency-review.by-another'])
  })
})

describe('what is owed afterwards', () => {
  const left = entry(81, register.residenceEnded, people.child, '2013-10-01', { facility: people.prison, route: 'kin' })
  const moved = entry(
    82,
    care.placementBegan,
    people.child,
    '2013-10-01',
    { tier: 2, carer: people.aunt, isParentsOwnArrangement: false },
    { also: [people.aunt] },
  )
  const told = (number: number, whom: string) =>
    entry(number, emergencyTold, people.child, '2013-10-01', { order: order().id, told: whom, how: 'phone' })

  function deadlines(entries: Entries): [string, string, string | null][] {
    const mine = Object.values(entries).filter(({ subject, also }) => [subject, ...also].includes(people.child))
    return childFile(people.child, mine, pack).deadlines.flatMap(({ code, due, breachFrom }) =>
      code.startsWith('care.emergency') || code === 'care.departed-without-plan' ? [[code, due, breachFrom]] : [],
    )
  }

  test('without a record the removal is a breach', () => {
    const codes = deadlines({ ...story(), left, moved }).map(([code]) => code)
    expect(codes).toEqual(['care.departed-without-plan'])
  })

  test('with one, five clocks start instead', () => {
    const owed = new Map(deadlines({ ...story(), left, moved, order: order() }).map(([code, ...rest]) => [code, rest]))
    expect(owed.get('care.departed-without-plan')).toBeUndefined()
    expect(owed.get('care.emergency-supervisor')).toEqual(['2013-10-02', '2013-10-03'])
    expect(owed.get('care.emergency-authority-told')).toEqual(['2013-10-01', '2013-10-02'])
    expect(owed.get('care.emergency-mother-told')).toEqual(['2013-10-01', '2013-10-02'])
    expect(owed.get('care.emergency-review')).toEqual(['2013-10-04', '2013-10-05'])
    expect(owed.get('care.emergency-place-ends')).toEqual(['2013-10-15', '2013-10-16'])
  })

  test('each is met by its own entry, and the place by a plan that passed', () => {
    const all = { ...story(), left, moved, order: order(), one: told(83, 'supervisor'), two: told(84, 'authority') }
    const met = { ...all, three: told(86, 'mother'), review: review() }
    expect(deadlines(met).map(([code]) => code)).toEqual(['care.emergency-place-ends'])
    const plan = entry(87, care.separationPlanned, people.child, '2013-10-08', { ...planOn('2013-10-15') })
    expect(deadlines({ ...met, plan })).toEqual([])
  })

  test('nobody waits for a mother who has died', () => {
    const dead = deadlines({ ...story(), order: order({ ground: 'mother-dead' }) }).map(([code]) => code)
    expect(dead).not.toContain('care.emergency-mother-told')
  })

  test('it is over when the child lives with its mother again', () => {
    const back = entry(88, register.residenceBegan, people.child, '2013-10-05', {
      facility: people.prison,
      carer: people.mother,
    })
    const codes = deadlines({ ...story(), left, moved, order: order(), back }).map(([code]) => code)
    expect(codes).not.toContain('care.emergency-place-ends')
  })
})

function planOn(moveOn: string): Record<string, unknown> {
  return {
    decision: testId(1046),
    carer: people.aunt,
    tier: 2,
    moveOn,
    canVisitNewHome: true,
    hasHealthCard: true,
    hasBirthPaper: true,
    isHardDay: false,
  }
}

test('to a reader without the class a missing piece reads "cannot tell here"', () => {
  const act = order({ placesTried: [] })
  const world = worldOf(Object.values(story()), pack, day('2013-10-01'))
  const ruling = rule(gateFor(act.kind)?.checks(act, world) ?? [], maskOf(['identity', 'custody', 'conditions']))
  expect(ruling.pieces).toEqual([{ code: 'emergency.nearer-place-tried', classes: ['care'], status: 'cannot-tell' }])
})
