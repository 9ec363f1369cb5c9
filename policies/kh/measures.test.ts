import { classAMeasures, measureCatalogueSchema } from '@komar/domain/assess/measures'
import { expect, test } from 'vitest'
import json from './measures.json' with { type: 'json' }

const catalogue = measureCatalogueSchema.parse(json)

test('has the 21 measures of the practice guide, numbered in order', () => {
  expect(catalogue.measures.map((row) => row.number)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
})

test('has the classes of the practice guide: A protects life, safety and dignity', () => {
  expect(classAMeasures(catalogue)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 16])
  const classes = catalogue.measures.map((row) => row.parts.map((part) => part.class).join('/'))
  expect(classes.join(' ')).toBe('A A/C A A A A A A A B B B B B B A B B B B B')
})

test('what is weekly in the practice guide is looked at every 7 days', () => {
  const weekly = catalogue.measures.filter((row) => row.check.everyDays === 7).map((row) => row.number)
  expect(weekly).toEqual([1, 3, 4, 5, 10, 11, 16])
})

test('every text is in Khmer script and in English', () => {
  const texts = catalogue.measures.flatMap((row) => row.parts.map((part) => part.text))
  expect(texts.every(({ en, km }) => /[a-z]/.test(en) && /[\u1780-\u17ff]/u.test(km))).toBe(true)
})
