import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, plainDate } from '../time/plain-date.ts'
import { proposeWaves, type Waiting } from './proposed-waves.ts'
import { visitRounds } from './visit-rounds.ts'

const today = plainDate('2014-12-12')
const on = (days: number) => addDays(today, days)

describe('visitRounds', () => {
  it('puts children of one place into one round, on the day of the most pressing, and leaves later ones out', () => {
    const visits = [
      { child: 'a', place: '0802', due: on(5), harm: 2 },
      { child: 'b', place: '0802', due: on(2), harm: 3 },
      { child: 'c', place: '0701', due: on(1), harm: 2 },
      { child: 'd', place: '0701', due: on(15), harm: 1 },
    ]
    expect(visitRounds(visits, today, 14)).toEqual([
      { place: '0701', on: on(1), isLate: false, visits: [visits[2]] },
      { place: '0802', on: on(2), isLate: false, visits: [visits[0], visits[1]] },
    ])
  })

  it('plans for today what is already late, the place with most children first', () => {
    const late = { place: '0802', due: on(-3), harm: 2 }
    const rounds = visitRounds(
      [
        { ...late, child: 'a', place: '0701' },
        { ...late, child: 'b' },
        { ...late, child: 'c' },
      ],
      today,
      14,
    )
    expect(rounds.map(({ place, on: day, isLate }) => [place, day, isLate])).toEqual([
      ['0802', today, true],
      ['0701', today, true],
    ])
  })

  it('forgets nobody who is due in time and invents nobody', () => {
    const visit = fc.record({
      child: fc.constantFrom('a', 'b', 'c'),
      place: fc.constantFrom('0701', '0802', null),
      due: fc.integer({ min: -30, max: 30 }).map(on),
      harm: fc.integer({ min: 1, max: 5 }),
    })
    fc.assert(
      fc.property(fc.array(visit), (visits) => {
        const rounds = visitRounds(visits, today, 14)
        expect(rounds.flatMap((round) => round.visits)).toHaveLength(visits.filter(({ due }) => due <= on(14)).length)
        expect(new Set(rounds.map(({ place }) => place)).size).toBe(rounds.length)
        for (const round of rounds) expect(round.visits.every(({ place }) => place === round.place)).toBe(true)
      }),
      { seed: 20141212, numRuns: 200 },
    )
  })
})

describe('proposeWaves', () => {
  const child = (name: string, more: Partial<Waiting> = {}): Waiting => ({
    child: name,
    bornLatest: on(-400),
    insideSince: on(-300),
    pastFrom: on(700),
    ...more,
  })

  it('takes first who is past the limit, then the youngest, then who has been inside longest', () => {
    const waves = proposeWaves(
      [
        child('older', { bornLatest: on(-900) }),
        child('baby', { bornLatest: on(-40), insideSince: on(-40) }),
        child('past', { bornLatest: on(-1500), pastFrom: today }),
        child('longer', { insideSince: on(-350) }),
        child('shorter'),
      ],
      today,
      2,
    )
    expect(waves).toEqual([
      { wave: 1, by: on(7), children: ['past', 'baby'] },
      { wave: 2, by: on(14), children: ['longer', 'shorter'] },
      { wave: 3, by: on(21), children: ['older'] },
    ])
  })

  it('proposes nothing for nobody, and at least one child a week', () => {
    expect(proposeWaves([], today, 5)).toEqual([])
    expect(proposeWaves([child('a'), child('b')], today, 0)).toHaveLength(2)
  })
})
