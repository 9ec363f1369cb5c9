import { describe, expect, test } from 'vitest'
import { findScasNorm, scasNorms, scasT } from './scas-norms.ts'

describe('the norm of a child', () => {
  test.each([
    ['parent', 'male', 6, 16],
    ['parent', 'male', 11, 16],
    ['parent', 'male', 12, 11.8],
    ['parent', 'female', 8, 15.9],
    ['parent', 'female', 18, 12.6],
    ['preschool', 'male', 3, 23.64],
    ['preschool', 'male', 4, 19.87],
    ['preschool', 'male', 5, 18.12],
    ['preschool', 'male', 6, 23.79],
    ['parent', 'male', 5, null],
    ['parent', 'male', 19, null],
    ['preschool', 'female', 4, null],
    ['child', 'male', 9, null],
  ] as const)('%s, %s, %i years: mean total %s', (version, sex, ageYears, mean) => {
    expect(findScasNorm(scasNorms, version, { sex, ageYears })?.scales.total?.[0] ?? null).toBe(mean)
  })

  test('none is loaded where none is given', () => {
    expect(findScasNorm([], 'parent', { sex: 'male', ageYears: 8 })).toBeNull()
  })

  test('the means of the sub-scales make the mean of the total', () => {
    for (const { version, scales } of scasNorms) {
      if (version !== 'parent') continue
      const { total, ...rest } = scales
      const sum = Object.values(rest).reduce((all, [mean]) => all + mean, 0)
      expect(Math.abs(sum - (total?.[0] ?? 0))).toBeLessThan(0.5)
    }
  })
})

describe('a T-score', () => {
  const norm = findScasNorm(scasNorms, 'parent', { sex: 'male', ageYears: 8 })
  if (norm === null) throw new Error('no norm')

  test.each([
    [16, 'total', 50],
    [27.6, 'total', 60],
    [28, 'total', 60],
    [4.4, 'total', 40],
    [21.8, 'total', 55],
    [0, 'panic', 44],
    [null, 'total', null],
  ] as const)('of %s on %s is %s', (score, scale, t) => {
    expect(scasT(score, scale, norm)).toBe(t)
  })

  test('is rounded half up', () => {
    const round = { ...norm, scales: { total: [10, 20] as const } }
    expect(scasT(11, 'total', round)).toBe(51)
    expect(scasT(9, 'total', round)).toBe(50)
  })

  test('needs a line for the scale', () => {
    const boys = findScasNorm(scasNorms, 'preschool', { sex: 'male', ageYears: 4 })
    if (boys === null) throw new Error('no norm')
    expect(scasT(3, 'social', boys)).toBeNull()
    expect(scasT(34.83, 'total', boys)).toBe(60)
  })
})
