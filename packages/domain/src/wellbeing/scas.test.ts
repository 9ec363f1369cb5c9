import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ScasScale, ScasVersion } from './scas.ts'
import { scasForms, scasScales, scasVersions, scoreScas } from './scas.ts'

const all = (version: ScasVersion, answer: number | null) =>
  Array.from({ length: scasForms[version].items }, () => answer)

describe.each(scasVersions)('%s', (version) => {
  const form = scasForms[version]

  test('every item is scored once or is a filler', () => {
    const scored = Object.values(form.scales).flat()
    const numbers = [...scored, ...form.fillers].toSorted((one, other) => one - other)
    expect(numbers).toEqual(Array.from({ length: form.items }, (_, index) => index + 1))
  })

  test('one item counts for its scale, its total, and nothing else', () => {
    for (const scale of scasScales) {
      for (const item of form.scales[scale] ?? []) {
        const answers = all(version, 0)
        answers[item - 1] = 2
        const { scales, total } = scoreScas(version, answers)
        expect(total).toBe(2)
        for (const other of scasScales) {
          const expected = form.scales[other] === undefined ? null : other === scale ? 2 : 0
          expect(scales[other]).toBe(expected)
        }
      }
    }
  })

  test('a missing answer takes its scale and the total with it, and is counted', () => {
    for (const scale of scasScales) {
      const [item, second] = form.scales[scale] ?? []
      if (item === undefined || second === undefined) continue
      const answers = all(version, 1)
      answers[item - 1] = null
      answers[second - 1] = null
      const { scales, total, missing } = scoreScas(version, answers)
      expect(scales[scale]).toBeNull()
      expect(total).toBeNull()
      expect([missing[scale], missing.total]).toEqual([2, 2])
      for (const other of scasScales) {
        if (other !== scale && form.scales[other] !== undefined) expect(scales[other]).toBe(form.scales[other].length)
      }
    }
  })

  test('the sub-scales make the total', () => {
    const answers = fc.array(fc.integer({ min: 0, max: form.highest }), {
      minLength: form.items,
      maxLength: form.items,
    })
    fc.assert(
      fc.property(answers, (given) => {
        const { scales, total } = scoreScas(version, given)
        expect(Object.values(scales).reduce<number>((sum, score) => sum + (score ?? 0), 0)).toBe(total)
      }),
    )
  })

  test('a wrong number of answers, or a wrong answer, is refused', () => {
    expect(() => scoreScas(version, all(version, 0).slice(1))).toThrow(
      `has ${form.items} answers, not ${form.items - 1}`,
    )
    for (const wrong of [-1, form.highest + 1, 0.5, Number.NaN]) {
      const answers = all(version, 0)
      answers[4] = wrong
      expect(() => scoreScas(version, answers)).toThrow(`Answer 5 of the ${version} form is not 0 to ${form.highest}`)
    }
  })
})

test('the highest totals', () => {
  expect(scoreScas('child', all('child', 3)).total).toBe(114)
  expect(scoreScas('parent', all('parent', 3)).total).toBe(114)
  expect(scoreScas('preschool', all('preschool', 4)).total).toBe(112)
  expect(scoreScas('child', all('child', null))).toMatchObject({
    total: null,
    missing: { total: 38, panic: 9, physical: 5 },
  })
})

test('fillers of the child form count for nothing', () => {
  const answers = all('child', 0)
  for (const filler of [11, 17, 26, 31, 38, 43]) answers[filler - 1] = null
  expect(scoreScas('child', answers)).toMatchObject({ total: 0, missing: { total: 0 } })
})

test('the ages and the lengths of the forms', () => {
  const lengths = (version: ScasVersion): Partial<Record<ScasScale, number>> =>
    Object.fromEntries(Object.entries(scasForms[version].scales).map(([scale, items]) => [scale, items.length]))
  expect(lengths('child')).toEqual({ separation: 6, social: 6, ocd: 6, panic: 9, physical: 5, gad: 6 })
  expect(lengths('parent')).toEqual({ separation: 6, social: 6, ocd: 6, panic: 9, physical: 5, gad: 6 })
  expect(lengths('preschool')).toEqual({ separation: 5, social: 6, ocd: 5, physical: 7, gad: 5 })
  expect(scasVersions.map((version) => scasForms[version].years)).toEqual([
    { from: 8, to: 15 },
    { from: 6, to: 18 },
    { from: 2, to: 6 },
  ])
})
