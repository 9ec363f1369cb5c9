// What was asked before, over assessments of any type and agency.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { agencies, day, entry, people, testId } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import {
  askedElsewhere,
  childInterviews,
  closedTopics,
  lastAnswer,
  lastAsked,
  tooSoonAfter,
  topicsOf,
} from './asked-before.ts'
import { doNotAskFlagged } from './asking-kinds.ts'
import * as kinds from './kinds.ts'
import { childAssess } from './state.ts'

const pack = cambodia()
const topics = topicsOf(pack)
const { child } = people
const first = testId(601)
const second = testId(602)

function section(seq: number, assessment: string, type: string, id: string, on: string, answers: object[]): Recorded {
  const body = { assessment, type, questionnaire: type, questionnaireVersion: '2026-11-22', section: id, answers }
  return entry(seq, kinds.careAnswered, child, on, body, { agency: agencies.ngo.id })
}
const state = (...entries: Recorded[]) => childAssess(settled(entries))

const entryBond = section(1, first, 'entry', 'bond-and-safety', '2014-01-10', [
  { item: 'E13.1', value: 'badly', toldBy: 'mother', seen: true, seenWords: 'Red eyes' },
  { item: 'E12.1', missing: 'not-asked' },
  { item: 'E11.2', missing: 'prefers-not-to-say' },
])

describe('already asked', () => {
  const asked = askedElsewhere(state(entryBond), second)

  test('the same question, or the same topic in another questionnaire', () => {
    expect(lastAsked('E13.1', asked, topics)).toMatchObject({
      type: 'entry',
      on: '2014-01-10',
      agency: agencies.ngo.id,
    })
    expect(lastAsked('B9', asked, topics)?.item).toBe('E13.1')
    expect(lastAsked('R10.1', asked, topics)?.item).toBe('E13.1')
    expect(lastAsked('P12', asked, topics)).toBeUndefined()
  })

  test('"not asked" was not asked; "prefers not to say" was', () => {
    expect(asked.map(({ item }) => item)).toEqual(['E13.1', 'E11.2'])
  })

  test('the assessment that goes on does not count against itself', () => {
    expect(askedElsewhere(state(entryBond), first)).toEqual([])
  })

  test('what is confirmed is the value alone: who tells it and what is seen is asked again', () => {
    expect(lastAnswer('E13.1', asked)).toEqual({ values: ['badly'] })
    expect(lastAnswer('E11.2', asked)).toBeUndefined()
  })

  test('rows are confirmed whole, and the latest assessment counts', () => {
    const early = section(2, testId(603), 'entry', 'who-and-how', '2013-01-01', [
      { item: 'E1.1.1', group: 'E1.1', row: 0, value: 'Old', toldBy: 'mother' },
    ])
    const late = section(3, first, 'entry', 'who-and-how', '2014-01-01', [
      { item: 'E1.1.1', group: 'E1.1', row: 0, value: 'New', toldBy: 'mother' },
      { item: 'E1.1.2', group: 'E1.1', row: 1, missing: 'does-not-know' },
    ])
    const found = askedElsewhere(state(late, early), null)
    expect(lastAnswer('E1.1', found)).toEqual({ rows: [{ 'E1.1.1': { values: ['New'] } }] })
  })
})

describe('one planned interview a child in 30 days', () => {
  const told = section(4, first, 'periodic', 'feeling', '2014-01-10', [
    { item: 'P14.2', value: 'Home', toldBy: 'child' },
  ])

  test('counts what the child told in any assessment', () => {
    const days = childInterviews(state(told, entryBond), second)
    expect(days).toEqual(['2014-01-10'])
    expect(tooSoonAfter(days, day('2014-02-08'), pack)).toBe('2014-01-10')
    expect(tooSoonAfter(days, day('2014-02-09'), pack)).toBeNull()
  })

  test('what the mother told is no interview of the child', () => {
    expect(childInterviews(state(entryBond), second)).toEqual([])
  })
})

test('a flag closes a topic until its day, and says nothing of why', () => {
  const flag = entry(5, doNotAskFlagged, child, '2014-01-10', {
    topics: ['violence', 'losses'],
    notAsked: 'child',
    whoseWish: 'own',
    askInstead: 'The specialist',
    until: '2014-06-30',
  })
  expect([...closedTopics(state(flag), day('2014-06-30')).keys()]).toEqual(['violence', 'losses'])
  expect(closedTopics(state(flag), day('2014-07-01')).size).toBe(0)
})
