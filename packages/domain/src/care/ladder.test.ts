// The ladder tells for each way out whether it was asked, and what is still to be asked.
import { describe, expect, test } from 'vitest'
import type { Recorded } from '../chronicle/entry.ts'
import { entry, people, story } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import { childAssess } from '../assess/state.ts'
import { homeOptions, homeStory, without } from './home-story.fixture.ts'
import * as kinds from './kinds.ts'
import { ladderOf, unansweredBefore } from './ladder.ts'
import { childCare } from './state.ts'

function standings(entries: readonly Recorded[]): string[] {
  const all = settled(entries.filter(({ subject }) => subject === people.child))
  return ladderOf(childCare(all), childAssess(all).decisions).map(({ standing }) => standing)
}

const asked = (number: number, tier: number, answer: string, why?: string) =>
  entry(number, kinds.optionExplored, people.child, '2013-09-06', { tier, who: 'Someone', answer, ...(why && { why }) })

describe('before a decision', () => {
  test('nobody asked is unasked', () => {
    expect(standings([])).toEqual(['unasked', 'unasked', 'unasked', 'unasked', 'unasked'])
  })

  test.each([
    ['willing', undefined, 'open'],
    ['not-willing', 'Too old', 'excluded'],
    ['not-suitable', 'Violence', 'excluded'],
    ['not-willing', undefined, 'waiting'],
    ['undecided', 'Thinks about it', 'waiting'],
    ['not-reached', 'No number', 'waiting'],
  ])('%s (%s) is %s', (answer, why, standing) => {
    expect(standings([asked(1, 2, answer, why)])[2]).toBe(standing)
  })

  test('one who has not answered keeps a way open after another’s no', () => {
    expect(standings([asked(1, 2, 'not-willing', 'Old'), asked(2, 2, 'not-reached')])[2]).toBe('waiting')
  })
})

test('a decision says what was chosen and what was not', () => {
  const kin = Object.values(story())
  expect(standings(kin)).toEqual(['excluded', 'excluded', 'chosen', 'unasked', 'unasked'])
  const home = Object.values(without(homeStory(), 'option'))
  expect(standings(home)).toEqual(['excluded', 'excluded', 'excluded', 'excluded', 'chosen'])
})

test('what stands before a chosen way unanswered', () => {
  expect(unansweredBefore(homeOptions, 4)).toEqual([])
  expect(unansweredBefore(homeOptions.slice(2), 4)).toEqual([0, 1])
  expect(unansweredBefore([], 1)).toEqual([0])
  expect(unansweredBefore([], 0)).toEqual([])
})
