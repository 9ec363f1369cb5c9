import { describe, expect, test } from 'vitest'
import { reliableChange, sdqChangeFigures } from './reliable-change.ts'

const evidence = { source: 'made up', status: 'practice' } as const

describe('a change', () => {
  // SD 10, reliability 0.5: the standard error of a difference is 10, so 19.6 is the edge.
  const figures = { sd: 10, reliability: 0.5, evidence }

  test.each([
    [0, 20, 'higher', 2],
    [0, 19.6, 'none', 1.96],
    [20, 0, 'lower', -2],
    [19.6, 0, 'none', -1.96],
    [5, 5, 'none', 0],
  ] as const)('from %d to %d is %s', (before, after, direction, index) => {
    const found = reliableChange(before, after, figures)
    expect(found.direction).toBe(direction)
    expect(found.index).toBeCloseTo(index, 12)
    expect(found.change).toBe(after - before)
    expect(found.threshold).toBeCloseTo(19.6, 12)
  })

  test('counts sooner on a more reliable scale, and one of no reliability has twice the variance', () => {
    expect(reliableChange(0, 10, { sd: 10, reliability: 0.9, evidence }).direction).toBe('higher')
    expect(reliableChange(0, 10, { sd: 10, reliability: 0, evidence }).index).toBeCloseTo(1 / Math.SQRT2, 12)
  })

  test.each([
    [0, 0.8, 'The standard deviation is not above 0'],
    [-1, 0.8, 'The standard deviation is not above 0'],
    [Number.NaN, 0.8, 'The standard deviation is not above 0'],
    [5, 1, 'The reliability is not from 0 to below 1'],
    [5, -0.1, 'The reliability is not from 0 to below 1'],
    [5, Number.NaN, 'The reliability is not from 0 to below 1'],
  ])('needs an SD and a reliability that can be: %d, %d', (sd, reliability, words) => {
    expect(() => reliableChange(0, 1, { sd, reliability, evidence })).toThrow(new RangeError(words))
  })
})

test('the figures for the SDQ, and how sure each is', () => {
  const { parent, teacher, self } = sdqChangeFigures
  expect(teacher.total).toMatchObject({ sd: 6, reliability: 0.73, evidence: { status: 'sourced' } })
  expect([teacher.emotional?.sd, teacher.conduct?.sd, teacher.hyperactivity?.sd, teacher.prosocial?.sd]).toEqual([
    1.9, 1.6, 2.8, 2.4,
  ])
  expect(teacher.peer).toBeUndefined()
  expect(parent).toEqual({ total: expect.objectContaining({ sd: 5.8, reliability: 0.82 }) })
  expect(self).toEqual({ total: expect.objectContaining({ sd: 5.2, reliability: 0.8 }) })
  expect([parent.total?.evidence.status, self.total?.evidence.status]).toEqual(['recollection', 'recollection'])
})
