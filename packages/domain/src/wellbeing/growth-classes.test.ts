import { expect, test } from 'vitest'
import { growthClass } from './growth-classes.ts'

test.each([
  ['haz', -2, 'none'],
  ['haz', -2.01, 'moderate'],
  ['haz', -3, 'moderate'],
  ['haz', -3.01, 'severe'],
  ['haz', -6, 'severe'],
  ['haz', -6.01, null],
  ['haz', 6.01, null],
  ['waz', -6, 'severe'],
  ['waz', 5.01, null],
  ['whz', -5, 'severe'],
  ['whz', -5.01, null],
  ['baz', -2.5, 'moderate'],
  ['baz', null, null],
] as const)('%s of %s: %s', (index, z, name) => {
  expect(growthClass(index, z)).toBe(name)
})
