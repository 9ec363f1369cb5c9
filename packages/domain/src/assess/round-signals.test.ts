import { describe, expect, it } from 'vitest'
import { allClasses } from '../access/classes.ts'
import { mayRead } from '../access/policy.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { agencies, day, entry, people } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import { complaintMade } from './complaint-kinds.ts'
import { roundAnswered } from './round-kinds.ts'
import { roundDeadlines } from './round-signals.ts'

const limits = { illLookedAtWithin: { value: 1 }, frightActedWithin: { value: 1 }, notSeenAgainWithin: { value: 14 } }
const since = day('2014-01-10')
const asked = (number: number, on: string, body: Record<string, unknown>) =>
  entry(number, roundAnswered, people.child, on, body, { agency: agencies.ngo.id })
const due = (entries: readonly Recorded[], hereSince = since as typeof since | null) =>
  roundDeadlines(settled(entries), hereSince, limits)
const codes = (entries: readonly Recorded[]) => due(entries).map(({ code }) => code)

describe('what a round heard', () => {
  const worst = asked(1, '2014-02-01', { eats: 'no', ill: 'yes', frightened: 'yes', freely: 'yes' })

  it('is acted upon the next day, and shown to nobody but safeguarding and who asked', () => {
    expect(due([worst]).map(({ code, due: by }) => `${code} ${by}`)).toEqual([
      'assess.child-ill 2014-02-02',
      'assess.child-not-eating 2014-02-02',
      'assess.fright-told 2014-02-02',
    ])
    for (const each of due([worst]))
      expect(each).toMatchObject({ classes: ['safeguarding'], agencies: [agencies.ngo.id] })
  })

  it('asks for nothing where all is well, or nobody could ask', () => {
    expect(codes([asked(1, '2014-02-01', { eats: 'yes', ill: 'no', frightened: 'no', freely: 'yes' })])).toEqual([])
    expect(codes([asked(1, '2014-02-01', { eats: 'not-asked', ill: 'not-asked', frightened: 'not-asked' })])).toEqual(
      [],
    )
    expect(codes([asked(1, '2014-02-01', {})])).toEqual([])
  })

  it('ends with a later answer that says otherwise, and not with "not asked"', () => {
    const well = { eats: 'yes', ill: 'no', frightened: 'no', freely: 'yes' }
    expect(codes([worst, asked(2, '2014-02-08', well)])).toEqual([])
    expect(codes([worst, asked(2, '2014-02-08', { eats: 'not-asked', ill: 'does-not-know' })])).toHaveLength(3)
  })

  it('is not taken back in the guard’s hearing, which asks for another talk', () => {
    const heard = { eats: 'yes', ill: 'no', frightened: 'no', freely: 'no' }
    expect(codes([worst, asked(2, '2014-02-08', heard)])).toEqual([
      'assess.child-ill',
      'assess.child-not-eating',
      'assess.fright-told',
      'assess.not-heard-freely',
    ])
  })

  it('ends, for fear, with a complaint since', () => {
    const complaint = entry(2, complaintMade, people.child, '2014-02-02', {
      complainant: 'mother',
      way: 'voice',
      words: 'She is shouted at',
      about: ['treatment'],
      isAppeal: false,
    })
    expect(codes([worst, complaint])).toEqual(['assess.child-ill', 'assess.child-not-eating'])
  })

  it('is asked after for nobody who has left or was elsewhere then', () => {
    expect(due([worst], null)).toEqual([])
    expect(due([worst], day('2014-02-05'))).toEqual([])
  })

  it('is never read by a prison officer of the same circle', () => {
    const circle = { circle: 1, mask: allClasses, since: day('2013-01-01'), until: null }
    const officer = {
      user: people.officer,
      agency: agencies.prisons.id,
      roles: ['prison-officer'] as const,
      circles: [circle],
    }
    const shown = { class: roundAnswered.class, agency: agencies.ngo.id, subjects: [people.child] }
    expect(mayRead(officer, shown, new Map([[people.child, [circle]]]), day('2014-02-02')).allowed).toBe(false)
  })
})
