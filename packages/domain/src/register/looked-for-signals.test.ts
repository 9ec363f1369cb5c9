import { describe, expect, it } from 'vitest'
import type { Recorded } from '../chronicle/entry.ts'
import { day, entry, people } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import { childLookedFor, type Finding } from './looked-for-kinds.ts'
import { lookedForDeadlines } from './looked-for-signals.ts'

const limits = { goneRecordedWithin: { value: 2 }, notSeenAgainWithin: { value: 14 } }
const since = day('2014-01-10')

function found(number: number, on: string, how: Finding): Recorded {
  return entry(number, childLookedFor, people.child, on, { facility: people.prison, found: how })
}

function due(entries: readonly Recorded[], hereSince = since as typeof since | null): string[] {
  return lookedForDeadlines(settled(entries), hereSince, limits).map(({ code, due: on }) => `${code} ${on}`)
}

describe('lookedForDeadlines', () => {
  it('asks to record that a child left who is said to be gone', () => {
    expect(due([found(1, '2014-02-01', 'said-gone')])).toEqual(['register.gone-unrecorded 2014-02-03'])
  })

  it('asks to look again for a child who was not seen', () => {
    expect(due([found(1, '2014-02-01', 'not-seen')])).toEqual(['register.not-seen 2014-02-15'])
  })

  it('ends with the next round that finds it, with its leaving, and does not reach back to an earlier stay', () => {
    expect(due([found(1, '2014-02-01', 'said-gone'), found(2, '2014-02-08', 'seen')])).toEqual([])
    expect(due([found(1, '2014-02-01', 'not-seen'), found(2, '2014-02-08', 'said-to-be-here')])).toEqual([])
    expect(due([found(1, '2014-02-01', 'said-gone')], null)).toEqual([])
    expect(due([found(1, '2014-01-01', 'said-gone')])).toEqual([])
  })

  it('is the same in whatever order the rounds arrived', () => {
    const rounds = [found(1, '2014-02-01', 'seen'), found(2, '2014-02-08', 'not-seen')]
    expect(due(rounds)).toEqual(due(rounds.toReversed()))
  })
})
