import { expect, test } from 'vitest'
import { indicatorCatalogueSchema } from '@komar/domain/insight/indicator-catalogue'
import catalogue from './indicators.json' with { type: 'json' }

test('all twenty-five indicators are there, each with its parts or with why it has none', () => {
  const { indicators } = indicatorCatalogueSchema.parse(catalogue)
  expect(indicators).toHaveLength(25)
  expect(indicators.filter(({ notRecorded }) => notRecorded !== undefined).map(({ number }) => number)).toEqual([
    5, 6, 23, 24,
  ])
})
