// The clock's corners against the enumeration of every consistent choice, on small ranges around a change of law.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edtf } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { addDays, addMonths, compareDates, fromDayNumber, plainDate, toDayNumber } from '../time/plain-date.ts'
import { statutoryClock } from './clock.ts'
import type { Limit } from './pack.ts'
import { limitDates } from './past.ts'

const base = plainDate('2012-02-20')
const evidence = { source: 'test', status: 'verified' } as const

type Range = [PlainDate, PlainDate]
type Stay = { start: Range; end: Range }

function day(offset: number): PlainDate {
  return addDays(base, offset)
}

function daysOf([first, last]: Range): PlainDate[] {
  const length = toDayNumber(last) - toDayNumber(first) + 1
  return Array.from({ length }, (_, index) => addDays(first, index))
}

function product<Item>(lists: readonly (readonly Item[])[]): Item[][] {
  return lists.reduce<Item[][]>((sets, list) => sets.flatMap((set) => list.map((item) => [...set, item])), [[]])
}

function versionsOf(stay: Stay): Range[] {
  return product([daysOf(stay.start), daysOf(stay.end)]).flatMap(([first, last]) =>
    first !== undefined && last !== undefined && first <= last ? [[first, last] satisfies Range] : [],
  )
}

/** A range of days as EDTF can only be written as a day ("about" is 15 days wide), so ranges are handed over directly. */
const range = (minimum: number, maximum: number, width: number) =>
  fc
    .tuple(fc.integer({ min: minimum, max: maximum }), fc.integer({ min: 0, max: width }))
    .map(([first, length]): Range => [day(first), day(first + length)])

type Case = { birth: Range; starts: [Range, Range]; months: [number, number, number]; stays: Stay[]; asOf: PlainDate }

const stay = fc
  .tuple(range(-12, 14, 3), range(-8, 18, 3))
  .map(([start, end]): Stay => ({ start, end }))
  .filter(({ start, end }) => start[0] <= end[1])

const cases: fc.Arbitrary<Case> = fc.record({
  birth: range(-110, -50, 4),
  starts: fc.tuple(range(-6, -1, 2), range(4, 8, 3)),
  months: fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })),
  stays: fc.array(stay, { minLength: 0, maxLength: 2 }),
  asOf: fc.integer({ min: -15, max: 22 }).map(day),
})

function isPast(date: PlainDate, birth: PlainDate, starts: readonly PlainDate[], months: readonly number[]): boolean {
  const version = starts.filter((start) => start <= date).length
  return date >= addMonths(birth, months[version] ?? 0)
}

const window = Array.from({ length: 40 }, (_, index) => day(index - 15))

function enumerate({ birth, starts, months, stays, asOf }: Case) {
  const counts: number[] = []
  const firsts: (PlainDate | null)[] = []
  for (const start of product(starts.map(daysOf)))
    for (const born of daysOf(birth)) {
      const pastDays = window.filter((date) => isPast(date, born, start, months))
      for (const version of product(stays.map(versionsOf))) {
        const over = pastDays.filter((date) => version.some(([first, last]) => first <= date && date <= last))
        counts.push(over.filter((date) => date <= asOf).length)
        firsts.push(over[0] ?? null)
      }
    }
  const known = firsts.filter((date) => date !== null).toSorted(compareDates)
  return {
    daysOver: { min: Math.min(...counts), max: Math.max(...counts) },
    firstDayPast: { earliest: known[0] ?? null, latest: firsts.includes(null) ? null : (known.at(-1) ?? null) },
  }
}

function clockOf({ birth, starts, months, stays, asOf }: Case) {
  const limits: Limit[] = [
    { from: null, months: months[0], ...evidence },
    ...starts.map(([first, last], index) => ({
      from: edtf(`${first}/${last}`),
      months: months[index + 1] ?? 0,
      ...evidence,
    })),
  ]
  return statutoryClock({
    birth: edtf(`${birth[0]}/${birth[1]}`),
    inPrison: stays.map(({ start, end }) => ({
      first: { earliest: start[0], latest: start[1] },
      last: { earliest: end[0], latest: end[1] },
    })),
    rules: { limits, missingDay: { rule: 'next-day' } },
    asOf,
    leadMonths: 0,
  })
}

describe('the clock over every consistent choice', () => {
  test('gives exactly the fewest and the most days over, and the earliest and the latest first day past', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const { daysOver, firstDayPast } = clockOf(input)
        expect({ daysOver, firstDayPast }).toEqual(enumerate(input))
      }),
      { seed: 2013, numRuns: 300 },
    )
  })

  test('says past or within only when every choice does', () => {
    fc.assert(
      fc.property(cases, (input) => {
        const always = { ...input, stays: [{ start: [day(-15), day(-15)], end: [day(25), day(25)] } satisfies Stay] }
        const { state, daysLeft } = clockOf(always)
        const answers = product([...input.starts.map(daysOf), daysOf(input.birth)]).map((choice) =>
          isPast(input.asOf, choice[2] ?? base, choice.slice(0, 2), input.months),
        )
        const expected = answers.every(Boolean) ? 'past' : answers.some(Boolean) ? 'may-be-past' : 'within'
        expect(state).toBe(expected)
        expect(daysLeft === null).toBe(expected === 'past')
        expect(daysLeft?.min === 0).toBe(expected === 'may-be-past')
      }),
      { seed: 2013, numRuns: 500 },
    )
  })

  test('a later birth, known or not, never makes the limit come earlier', () => {
    const rules = { limits: [{ from: null, months: 36, ...evidence }], missingDay: { rule: 'next-day' } } as const
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 0, max: 400 }), (number, more) => {
        const sooner = limitDates(edtf(fromDayNumber(11_000 + number)), rules)
        const later = limitDates(edtf(fromDayNumber(11_000 + number + more)), rules)
        expect(sooner.earliest <= later.earliest).toBe(true)
        expect(sooner.latest).toBe(sooner.earliest)
      }),
      { seed: 2013 },
    )
  })
})
