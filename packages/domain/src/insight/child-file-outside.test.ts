// A child's file after it has left, and what the chronicle asks about itself. Days are the story's.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import * as access from '../access/kinds.ts'
import * as assess from '../assess/kinds.ts'
import * as care from '../care/kinds.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { agencies, entry, people, planned, story, testId } from '../example-entries.fixture.ts'
import * as register from '../register/kinds.ts'
import { birthSettled } from '../register/life-kinds.ts'
import { childFile, statusLine, type ChildFile } from './child-file.ts'

const pack = cambodia()
type Entries = Record<string, Recorded>

function fileOf(entries: Entries): ChildFile {
  return childFile(people.child, Object.values(entries), pack)
}

function deadlines(entries: Entries): Record<string, Deadline> {
  return Object.fromEntries(fileOf(entries).deadlines.map((deadline) => [deadline.code, deadline]))
}

const moved = (more: Record<string, unknown> = {}, day = '2013-10-15') =>
  entry(
    70,
    care.placementBegan,
    people.child,
    day,
    { tier: 2, carer: people.aunt, isParentsOwnArrangement: false, ...more },
    { also: [people.aunt] },
  )
const left = (route: string, day = '2013-10-15') =>
  entry(71, register.residenceEnded, people.child, day, { facility: people.prison, route })
const followUp = (number: number, day: string, more: Record<string, unknown> = {}) =>
  entry(number, care.followUpDone, people.child, day, {
    way: 'visit',
    isChildSeen: true,
    isChildAlone: false,
    isSleepingPlaceSeen: true,
    concern: 'none',
    ...more,
  })
const met = (number: number, day: string, more: Record<string, unknown> = {}) =>
  entry(number, care.contactHeld, people.child, day, { way: 'visit', hasHappened: true, ...more })

describe('after leaving', () => {
  const agreed = { ...story(), plan: planned() }

  test('a planned move: the child lives with its aunt even before the prison confirms it', () => {
    const file = fileOf({ ...agreed, moved: moved() })
    expect(file.whereabouts).toMatchObject({ is: 'placed', carer: people.aunt, tier: 2 })
    expect(file.departure).toMatchObject({ way: 'planned' })
    expect(file.stay).toBeNull()
    const found = deadlines({ ...agreed, moved: moved() })
    expect(found['care.departure-unconfirmed']).toMatchObject({
      due: '2013-10-22',
      duty: 'prison',
      classes: ['identity'],
    })
    expect(found['care.departed-without-plan']).toBeUndefined()
    expect(found['law.limit']).toBeUndefined()
    expect(statusLine(file)).toMatchObject({ inFacility: null, firstDayPast: null, approachFrom: null })
    expect(deadlines({ ...agreed, moved: moved(), left: left('kin') })['care.departure-unconfirmed']).toBeUndefined()
  })

  test('a plan whose day comes with nobody gone', () => {
    expect(deadlines(agreed)['care.move-overdue']).toMatchObject({ due: '2013-10-15' })
  })

  test('without a plan: a breach of prison and social affairs together, until someone has seen the child', () => {
    const gone = deadlines({ ...story(), left: left('kin') })
    expect(gone['care.departed-without-plan']).toMatchObject({ breachFrom: '2013-10-15', duty: 'both', harm: 1 })
    expect(gone['care.follow-up-visit']).toMatchObject({ due: '2013-10-17' })
    expect(deadlines({ ...story(), left: left('unknown') })['care.departed-without-plan']).toBeDefined()
    expect(
      deadlines({ ...story(), left: left('kin'), seen: followUp(73, '2013-10-20') })['care.departed-without-plan'],
    ).toBeUndefined()
    const notSeen = followUp(73, '2013-10-20', { isChildSeen: false })
    expect(deadlines({ ...story(), left: left('kin'), notSeen })['care.departed-without-plan']).toBeDefined()
  })

  test('a plan for another time is no plan for this', () => {
    expect(deadlines({ ...agreed, left: left('kin', '2013-10-11') })['care.departed-without-plan']).toBeDefined()
    expect(deadlines({ ...agreed, left: left('kin', '2013-10-12') })['care.departed-without-plan']).toBeUndefined()
    expect(deadlines({ ...agreed, left: left('kin', '2013-11-16') })['care.departed-without-plan']).toBeDefined()
  })

  test('an arrangement of the parents’ own is visited in a fortnight, and is no breach', () => {
    const own = deadlines({ ...story(), left: left('parents-own-arrangement') })
    expect(own['care.own-arrangement-visit']).toMatchObject({ due: '2013-10-29', breachFrom: null })
    expect(own['care.departed-without-plan']).toBeUndefined()
    const told = deadlines({ ...story(), left: left('kin'), moved: moved({ isParentsOwnArrangement: true }) })
    expect(told['care.departed-without-plan']).toBeUndefined()
    expect(
      deadlines({ ...story(), left: left('parents-own-arrangement'), seen: followUp(73, '2013-10-20') })[
        'care.own-arrangement-visit'
      ],
    ).toBeUndefined()
  })

  test.each([
    ['with-mother', []],
    ['died', ['care.death-unreported']],
    ['hospital', []],
  ])('%s: no breach, no separation to follow', (route, asked) => {
    const found = Object.keys(deadlines({ ...story(), left: left(route) })).filter((code) => code.startsWith('care.'))
    expect(found).toEqual(asked)
  })

  test('a responsible agency is still needed', () => {
    const { allocated: _allocated, ...unallocated } = story()
    expect(deadlines({ ...unallocated, left: left('kin') })['access.agency-missing']).toMatchObject({
      due: '2013-10-22',
    })
    expect(deadlines({ ...unallocated, left: left('died') })['access.agency-missing']).toBeUndefined()
  })

  test('contact: on the planned day, weekly in the first month, fortnightly to half a year under five, then monthly', () => {
    const due = (...contacts: Recorded[]) => {
      const entries = { ...agreed, moved: moved(), ...Object.fromEntries(contacts.map((each) => [each.id, each])) }
      const { due: day, breachFrom } = deadlines(entries)['care.contact-due'] ?? {}
      return [day, breachFrom]
    }
    expect(due()).toEqual(['2013-10-22', '2013-11-16'])
    expect(due(met(74, '2013-10-22'))).toEqual(['2013-10-29', '2013-11-23'])
    expect(due(met(74, '2013-11-20'))).toEqual(['2013-12-04', '2013-12-21'])
    expect(due(met(74, '2014-05-01'))).toEqual(['2014-05-31', '2014-06-02'])
    expect(due(met(74, '2013-10-22', { way: 'call' }))).toEqual(['2013-10-22', '2013-11-16'])
    expect(due(met(74, '2013-10-22', { hasHappened: false, cause: 'money' }))).toEqual(['2013-10-22', '2013-11-16'])
  })

  test('follow-up: a call, the first visit on the planned day, then by the schedule', () => {
    const start = deadlines({ ...agreed, moved: moved() })
    expect(start['care.follow-up-call']).toMatchObject({ due: '2013-10-17' })
    expect(start['care.follow-up-visit']).toMatchObject({ due: '2013-10-17', breachFrom: '2013-10-18' })
    const visited = deadlines({ ...agreed, moved: moved(), first: followUp(75, '2013-10-17') })
    expect(visited['care.follow-up-call']).toBeUndefined()
    expect(visited['care.follow-up-visit']).toMatchObject({ due: '2013-10-29', breachFrom: '2013-11-06' })
    const called = deadlines({ ...agreed, moved: moved(), call: followUp(75, '2013-10-17', { way: 'call' }) })
    expect(called['care.follow-up-visit']).toMatchObject({ due: '2013-10-17' })
  })

  test('a grave concern is acted upon the next day, until the next follow-up', () => {
    const grave = followUp(75, '2013-10-17', { concern: 'act' })
    expect(deadlines({ ...agreed, moved: moved(), grave })['care.follow-up-concern']).toMatchObject({
      due: '2013-10-18',
      harm: 1,
    })
    const calm = followUp(76, '2013-10-18')
    expect(deadlines({ ...agreed, moved: moved(), grave, calm })['care.follow-up-concern']).toBeUndefined()
  })
})

/** The moment at which an entry of that day came in. */
function entryOn(day: string): Pick<Recorded, 'received'> {
  const { received } = entry(1, access.allocated, people.child, day, {})
  return received === undefined ? {} : { received }
}

describe('the chronicle itself', () => {
  const corrected = (number: number, body: Record<string, unknown>, more: Partial<Recorded> = {}): Recorded => ({
    ...entry(
      number,
      register.birthStated,
      people.child,
      '2013-09-25',
      { reason: 'A slip', ...body },
      { replaces: testId(1002) },
    ),
    ...more,
  })

  test('two corrections that differ ask a person', () => {
    const found = deadlines({
      ...story(),
      one: corrected(80, { born: '2011-03-10' }),
      two: corrected(81, { born: '2011-04-10' }),
    })
    expect(found['chronicle.correction-disputed']).toMatchObject({
      key: testId(1002),
      due: '2013-10-09',
      classes: ['identity'],
    })
  })

  test('an act that stood on what was withdrawn gets a second look, and is not undone', () => {
    const withdrawn = {
      ...entry(82, assess.assessmentFinished, people.child, '2013-09-30', { reason: 'Not done' }),
      retracts: testId(1042),
    }
    expect(deadlines({ ...story(), withdrawn })['chronicle.stands-on-withdrawn']).toBeUndefined()
    const plan = planned()
    const undone = {
      ...entry(83, assess.decisionMade, people.child, '2013-10-09', { reason: 'Appeal' }),
      retracts: testId(1046),
    }
    expect(deadlines({ ...story(), plan, undone })['chronicle.stands-on-withdrawn']).toMatchObject({
      classes: ['care'],
    })
  })

  test('a birth date changed near the limit rests on a document and a second agency', () => {
    const code = 'law.birth-date-change-unconfirmed'
    const later = { born: '2011-09-10' }
    expect(deadlines({ ...story(), one: corrected(80, later) })[code]).toMatchObject({ due: '2013-10-09' })
    expect(deadlines({ ...story(), one: corrected(80, later, { basis: 'document' }) })[code]).toBeDefined()
    const backed = corrected(80, later, { basis: 'document', agency: agencies.ngo.id })
    expect(deadlines({ ...story(), backed })[code]).toBeDefined()
    const settling = { claim: testId(1002), born: '2011-09-10', documentSeen: 'A birth paper' }
    const settledNow = entry(81, birthSettled, people.child, '2013-09-30', settling)
    expect(deadlines({ ...story(), backed, settledNow })[code]).toBeUndefined()
    const early = corrected(80, later, entryOn('2013-02-09'))
    expect(deadlines({ ...story(), early })[code]).toBeUndefined()
  })
})
