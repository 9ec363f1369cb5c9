// Special measures: owed, provided, owed and not provided, to be confirmed; two voices, never merged.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { day, entry, leaveBody, measuresInPlace, people, testId } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import * as kinds from './kinds.ts'
import { letterSent } from './letter-kinds.ts'
import { isMissing, measureStateOn, standingMeasures, type StandingMeasure } from './measure-standing.ts'
import { childAssess } from './state.ts'

const { measures } = cambodia()
const owed = { measure: 10, class: 'B', state: 'owed', dutyHolder: 'Director', due: '2013-07-10' }
const stays = { ...leaveBody, outcome: 'stay', from: '2013-06-10', until: '2013-09-10' }
const decided = entry(46, kinds.decisionMade, people.child, '2013-06-10', {
  ...stays,
  measures: [...measuresInPlace, owed],
})

let next = 50
function said(on: string, measure: number, isInPlace: boolean, proof: string): Recorded {
  next += 1
  return entry(next, kinds.measureConfirmed, people.child, on, { measure, isInPlace, proof })
}

function standing(measure: number, confirmations: Recorded[], decision = decided, since: string | null = null) {
  const state = childAssess(settled([decision, ...confirmations]))
  const [last] = state.decisions
  if (last === undefined) throw new Error('no decision')
  const all = standingMeasures(state, last, measures, since === null ? null : day(since))
  const found = all.find((each) => each.measure === measure)
  if (found === undefined) throw new Error(`no measure ${measure}`)
  return found
}

const on = (found: StandingMeasure, date: string) => measureStateOn(found, day(date))

describe('how a measure stands', () => {
  test('owed until its day, then owed and not provided', () => {
    const found = standing(10, [])
    expect(on(found, '2013-07-10')).toBe('owed')
    expect(on(found, '2013-07-11')).toBe('not-provided')
  })

  test('in place by the decision, to be confirmed by somebody who looks', () => {
    expect(on(standing(1, []), '2013-06-12')).toBe('to-confirm')
    const seen = standing(1, [said('2013-06-12', 1, true, 'seen-by-monitor')])
    expect(seen.lookAgainBy).toBe('2013-06-19')
    expect(on(seen, '2013-06-19')).toBe('provided')
    expect(on(seen, '2013-06-20')).toBe('to-confirm')
  })

  test('provided once it is seen, only by a proof that is accepted for it', () => {
    expect(isMissing(standing(10, [said('2013-06-20', 10, true, 'record')]))).toBe(true)
    expect(isMissing(standing(10, [said('2013-06-20', 10, true, 'mother-says')]))).toBe(false)
  })

  test('found missing it is owed from that day: of class A at once', () => {
    const { missing } = standing(1, [said('2013-06-20', 1, false, 'seen-by-monitor')])
    expect(missing).toEqual({ since: '2013-06-20', due: '2013-06-20', isFoundMissing: true })
    const classB = standing(10, [
      said('2013-06-20', 10, true, 'seen-by-monitor'),
      said('2013-06-30', 10, false, 'seen-by-monitor'),
    ])
    expect(on(classB, '2013-07-01')).toBe('not-provided')
  })

  test('an owed one of class A is due at once, whatever day was written', () => {
    const late = { ...owed, measure: 1, class: 'A', due: '2013-12-31' }
    const decision = entry(46, kinds.decisionMade, people.child, '2013-06-10', { ...stays, measures: [late] })
    expect(standing(1, [], decision).missing?.due).toBe('2013-06-10')
  })

  test('an older sight does not answer a later decision that says owed, and another prison does not count', () => {
    expect(isMissing(standing(10, [said('2013-06-01', 10, true, 'seen-by-monitor')]))).toBe(true)
    const gone = [said('2013-06-20', 1, false, 'seen-by-monitor')]
    expect(isMissing(standing(1, gone, decided, '2013-06-21'))).toBe(false)
  })
})

describe('two voices', () => {
  test('stand side by side and are not merged: one no is enough for it to stay owed', () => {
    const found = standing(3, [
      said('2013-06-20', 3, false, 'mother-says'),
      said('2013-06-25', 3, true, 'seen-by-monitor'),
    ])
    expect(found.doVoicesDiffer).toBe(true)
    expect(found.voices['mother-says']?.isInPlace).toBe(false)
    expect(found.voices['seen-by-monitor']?.isInPlace).toBe(true)
    expect(on(found, '2013-06-26')).toBe('not-provided')
  })

  test('agree when the one who said no says yes', () => {
    const found = standing(3, [
      said('2013-06-20', 3, false, 'mother-says'),
      said('2013-06-25', 3, true, 'seen-by-monitor'),
      said('2013-06-26', 3, true, 'mother-says'),
    ])
    expect(found.doVoicesDiffer).toBe(false)
    expect(on(found, '2013-06-27')).toBe('provided')
  })
})

test('the letter about a measure is one that came after it was found missing', () => {
  const letter = (date: string) =>
    entry(90, letterSent, people.child, date, {
      to: 'Director',
      measures: [1],
      answerDue: '2013-08-01',
      decision: testId(1046),
    })
  const gone = said('2013-06-20', 1, false, 'seen-by-monitor')
  expect(standing(1, [gone, letter('2013-06-10')]).letter).toBeNull()
  expect(standing(1, [gone, letter('2013-06-20')]).letter).not.toBeNull()
})
