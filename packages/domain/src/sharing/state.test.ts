// A recommendation waits for a reply, then for its promise, and is done when somebody saw it done.
import { describe, expect, test } from 'vitest'
import type { Recorded } from '../chronicle/entry.ts'
import { entry, people } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import { plainDate } from '../time/plain-date.ts'
import * as kinds from './kinds.ts'
import { adviceLedger, adviceStateOn, factsOfAdvice } from './state.ts'

const { prison } = people
const given = entry(70, kinds.adviceGiven, prison, '2014-10-01', {
  to: 'Prison director',
  advice: 'Open the yard on days when the day-care is closed.',
  followsFrom: 'Visit of September',
  replyDue: '2014-10-22',
})
const answered = (body: Record<string, unknown>) =>
  entry(71, kinds.adviceAnswered, prison, '2014-10-20', { advice: given.id, ...body })
const looked = (number: number, day: string, outcome: string) =>
  entry(number, kinds.adviceFollowed, prison, day, { advice: given.id, outcome })
const stateOn = (entries: readonly Recorded[], day: string) =>
  adviceLedger(settled(entries)).map((advice) => adviceStateOn(factsOfAdvice(advice), plainDate(day)))

describe('a recommendation', () => {
  test('waits for its reply until the day, then it is overdue', () => {
    expect(stateOn([given], '2014-10-22')).toEqual(['waiting'])
    expect(stateOn([given], '2014-10-23')).toEqual(['reply-overdue'])
  })

  test('accepted with a day is overdue once that has passed; without one it stays accepted', () => {
    const promised = answered({ reply: 'accepted', promisedBy: '2014-11-30' })
    expect(stateOn([given, promised], '2014-11-30')).toEqual(['accepted'])
    expect(stateOn([given, promised], '2014-12-01')).toEqual(['promise-overdue'])
    expect(stateOn([given, answered({ reply: 'accepted-in-part' })], '2015-06-01')).toEqual(['accepted'])
  })

  test('refused is refused, and still done when it was done', () => {
    const refused = answered({ reply: 'refused' })
    expect(stateOn([given, refused], '2015-06-01')).toEqual(['refused'])
    expect(stateOn([given, refused, looked(72, '2015-02-01', 'done')], '2015-06-01')).toEqual(['done'])
  })

  test('the last look stands: undone again is not done', () => {
    expect(
      stateOn([given, looked(72, '2014-10-10', 'done'), looked(73, '2014-12-10', 'not-done')], '2014-12-11'),
    ).toEqual(['reply-overdue'])
  })

  test('a corrected one keeps its reply', () => {
    const corrected = {
      ...entry(74, kinds.adviceGiven, prison, '2014-10-01', { ...given.body, to: 'Director' }),
      replaces: given.id,
    }
    const toNew = entry(75, kinds.adviceAnswered, prison, '2014-10-20', { advice: corrected.id, reply: 'refused' })
    expect(stateOn([given, corrected, toNew], '2015-06-01')).toEqual(['refused'])
  })
})
