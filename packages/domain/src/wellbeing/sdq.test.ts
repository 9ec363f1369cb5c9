import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SdqAnswer, SdqForm, SdqImpactAnswers, SdqInformant } from './sdq.ts'
import { isSdqForm, scoreSdq, SDQ_NORMS, sdqFiveScales, sdqFormAt, sdqItems, sdqReversed } from './sdq.ts'

const all = (answer: SdqAnswer | null) => Array.from({ length: 25 }, () => answer)
const withItems = (base: SdqAnswer | null, items: Record<number, SdqAnswer | null>) =>
  all(base).map((answer, index) => items[index + 1] ?? (index + 1 in items ? null : answer))
const parent = (items: (SdqAnswer | null)[], impact: SdqImpactAnswers = {}) => scoreSdq(items, impact, 'parent', '4-17')

describe('the key', () => {
  test('uses each of 25 items once, five a scale, five of them reversed', () => {
    const used = sdqFiveScales.flatMap((scale) => [...sdqItems[scale]])
    expect(used.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
    expect(sdqFiveScales.map((scale) => sdqItems[scale].length)).toEqual([5, 5, 5, 5, 5])
    expect(sdqReversed).toEqual([7, 11, 14, 21, 25])
  })

  // One item at a time from all 0: each tells its scale, and whether it is turned round.
  test.each([
    ['emotional', [3, 8, 13, 16, 24]],
    ['conduct', [5, 7, 12, 18, 22]],
    ['hyperactivity', [2, 10, 15, 21, 25]],
    ['peer', [6, 11, 14, 19, 23]],
    ['prosocial', [1, 4, 9, 17, 20]],
  ] as const)('%s', (scale, items) => {
    const base = parent(all(0)).scores
    for (const item of items) {
      const { scores } = parent(withItems(0, { [item]: 2 }))
      expect((scores[scale] ?? 0) - (base[scale] ?? 0)).toBe(sdqReversed.includes(item) ? -2 : 2)
      for (const other of sdqFiveScales) if (other !== scale) expect(scores[other]).toBe(base[other])
    }
  })
})

describe('whole answers', () => {
  test.each([
    [
      0,
      {
        emotional: 0,
        conduct: 2,
        hyperactivity: 4,
        peer: 4,
        prosocial: 0,
        total: 10,
        externalising: 6,
        internalising: 4,
      },
    ],
    [
      1,
      {
        emotional: 5,
        conduct: 5,
        hyperactivity: 5,
        peer: 5,
        prosocial: 5,
        total: 20,
        externalising: 10,
        internalising: 10,
      },
    ],
    [
      2,
      {
        emotional: 10,
        conduct: 8,
        hyperactivity: 6,
        peer: 6,
        prosocial: 10,
        total: 30,
        externalising: 14,
        internalising: 16,
      },
    ],
  ] as const)('all %i', (answer, expected) => {
    expect(parent(all(answer)).scores).toEqual({ ...expected, impact: null })
  })

  test('say which norms the bands are', () => {
    expect(parent(all(0)).norms).toBe('UK bands; no Cambodian norms')
    expect(SDQ_NORMS).toBe('UK bands; no Cambodian norms')
  })
})

describe('missing answers', () => {
  test('the official example: 4 points on 3 items are 7', () => {
    const { scores, missing } = parent(withItems(0, { 3: 2, 8: 2, 13: 0, 16: null, 24: null }))
    expect(scores.emotional).toBe(7)
    expect(missing).toBe(2)
  })

  test.each([
    [{ 3: 1, 8: 1, 13: 1, 16: 1, 24: null }, 5],
    [{ 3: 1, 8: 0, 13: 0, 16: 0, 24: null }, 1],
    [{ 3: 2, 8: 1, 13: 1, 16: 2, 24: null }, 8],
    [{ 3: 1, 8: 0, 13: 0, 16: null, 24: null }, 2],
    [{ 3: 2, 8: 2, 13: null, 16: null, 24: null }, null],
    [{ 3: null, 8: null, 13: null, 16: null, 24: null }, null],
  ] as const)('%j: %s', (items, emotional) => {
    expect(parent(withItems(0, items)).scores.emotional).toBe(emotional)
  })

  test('a reversed item is turned before it is averaged', () => {
    expect(parent(withItems(0, { 7: 2, 5: 2, 12: 2, 18: null, 22: null })).scores.conduct).toBe(7)
  })

  test('a sum with a part missing is missing; the others stand', () => {
    const { scores, band4, band3 } = parent(withItems(1, { 3: null, 8: null, 13: null }))
    expect(scores).toMatchObject({ emotional: null, internalising: null, total: null, externalising: 10, prosocial: 5 })
    expect([band4.emotional, band3.total]).toEqual([null, null])
    expect(parent(withItems(1, { 5: null, 7: null, 12: null })).scores).toMatchObject({
      conduct: null,
      externalising: null,
      total: null,
      internalising: 10,
    })
    expect(parent(withItems(1, { 1: null, 4: null, 9: null })).scores).toMatchObject({ prosocial: null, total: 20 })
  })

  test('nothing answered is nothing scored', () => {
    const { scores, missing } = parent(all(null))
    expect(Object.values(scores).every((score) => score === null)).toBe(true)
    expect(missing).toBe(25)
  })
})

describe('impact', () => {
  const full = { difficulties: 2, distress: 3, home: 2, friends: 1, learning: 3, leisure: 0 } as const

  test('counts what lies above "only a little"', () => {
    expect(parent(all(0), full).scores.impact).toBe(5)
    expect(scoreSdq(all(0), full, 'self', '11-17').scores.impact).toBe(5)
    expect(scoreSdq(all(0), full, 'teacher', '4-17').scores.impact).toBe(4)
    const most = { difficulties: 3, distress: 3, home: 3, friends: 3, learning: 3, leisure: 3 } as const
    expect(parent(all(0), most).scores.impact).toBe(10)
    expect(scoreSdq(all(0), most, 'teacher', '4-17').scores.impact).toBe(6)
  })

  test('has bands, and so has the total', () => {
    expect(parent(all(1), full)).toMatchObject({
      band4: { impact: 'very-high', total: 'very-high' },
      band3: { impact: 'abnormal', total: 'abnormal' },
    })
  })

  test('is 0 without difficulties, and a contradiction is told', () => {
    expect(parent(all(0), { difficulties: 0 })).toMatchObject({ scores: { impact: 0 }, impactContradicts: false })
    expect(parent(all(0), { ...full, difficulties: 0 })).toMatchObject({
      scores: { impact: 0 },
      impactContradicts: true,
    })
    expect(parent(all(0), { difficulties: 0, distress: 0, home: null }).impactContradicts).toBe(false)
    expect(parent(all(0), { difficulties: 0, distress: 1 }).impactContradicts).toBe(true)
    expect(parent(all(0), full).impactContradicts).toBe(false)
    expect(scoreSdq(all(0), { difficulties: 0, home: 3 }, 'teacher', '4-17').impactContradicts).toBe(false)
  })

  test('is missing with an answer missing, but for what a teacher is not asked', () => {
    const { home: _, ...withoutHome } = full
    expect(parent(all(0), withoutHome).scores.impact).toBeNull()
    expect(parent(all(0), { ...full, leisure: null }).scores.impact).toBeNull()
    expect(scoreSdq(all(0), withoutHome, 'teacher', '4-17').scores.impact).toBe(4)
    const { difficulties: __, ...withoutGate } = full
    expect(parent(all(0), withoutGate).scores.impact).toBe(5)
    expect(parent(all(0)).scores.impact).toBeNull()
  })
})

describe('forms', () => {
  test.each([
    [23, 'parent', null],
    [24, 'parent', '2-4'],
    [47, 'teacher', '2-4'],
    [48, 'teacher', '4-17'],
    [96, 'parent', '4-17'],
    [215, 'parent', '4-17'],
    [216, 'parent', null],
    [131, 'self', null],
    [132, 'self', '11-17'],
    [215, 'self', '11-17'],
    [216, 'self', null],
  ] as const)('at %i months, %s: %s', (months, informant, form) => {
    expect(sdqFormAt(months, informant)).toBe(form)
  })

  test('nobody under eleven reports on itself', () => {
    expect(isSdqForm('self', '11-17')).toBe(true)
    expect(isSdqForm('self', '4-17')).toBe(false)
    expect(isSdqForm('teacher', '2-4')).toBe(true)
    expect(() => scoreSdq(all(0), {}, 'self', '2-4')).toThrow('no form 2-4')
  })

  test.each([24, 26, 0])('%i answers are refused', (length) => {
    expect(() =>
      scoreSdq(
        Array.from({ length }, () => 0 as const),
        {},
        'parent',
        '4-17',
      ),
    ).toThrow(`25 answers, not ${length}`)
  })
})

// G8 of product.md, with answers made up to give the report's words.
test('three informants are read side by side: the words of the report', () => {
  const mother = parent(withItems(1, { 6: 2, 23: 2, 1: 2, 4: 2, 9: 2 }))
  const teacher = scoreSdq(withItems(1, { 5: 2, 18: 2 }), {}, 'teacher', '4-17')
  const carer = parent(withItems(1, { 5: 2, 12: 2, 6: 2, 1: 2, 4: 2 }))
  expect(mother.band4).toMatchObject({ peer: 'very-high', prosocial: 'close-to-average' })
  expect(teacher.band4).toMatchObject({ conduct: 'very-high', prosocial: 'slightly-lowered' })
  expect(carer.band4).toMatchObject({ peer: 'very-high', conduct: 'very-high', prosocial: 'slightly-lowered' })
})

const answer = fc.option(fc.constantFrom<SdqAnswer>(0, 1, 2), { nil: null })
const kind = fc.constantFrom<[SdqInformant, SdqForm]>(
  ['parent', '2-4'],
  ['parent', '4-17'],
  ['teacher', '4-17'],
  ['self', '11-17'],
)

test('every score lies in its range, and the sums are sums', () => {
  fc.assert(
    fc.property(fc.array(answer, { minLength: 25, maxLength: 25 }), kind, (items, [informant, form]) => {
      const { scores, band4, band3 } = scoreSdq(items, {}, informant, form)
      for (const scale of sdqFiveScales) {
        const score = scores[scale]
        const answered = sdqItems[scale].filter((item) => items[item - 1] !== null).length
        expect(score === null).toBe(answered < 3)
        if (score !== null) {
          expect(score >= 0 && score <= 10 && Number.isInteger(score)).toBe(true)
          expect(band4[scale]).not.toBeNull()
          expect(band3[scale]).not.toBeNull()
        }
      }
      const { emotional, conduct, hyperactivity, peer, total, externalising, internalising } = scores
      if (total !== null) expect(total).toBe((externalising ?? 99) + (internalising ?? 99))
      if (externalising !== null) expect(externalising).toBe((conduct ?? 99) + (hyperactivity ?? 99))
      if (internalising !== null) expect(internalising).toBe((emotional ?? 99) + (peer ?? 99))
    }),
  )
})
