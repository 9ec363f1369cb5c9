import { expect, test } from 'vitest'
import json from '../../../../policies/kh/measures.json' with { type: 'json' }
import { plainDate } from '../time/plain-date.ts'
import { classAMeasures, measureCatalogueSchema, measureDue, measuresThatApply, nextCheckDue } from './measures.ts'

const catalogue = measureCatalogueSchema.parse(json)
const day = plainDate('2014-01-31')

function measure(number: number) {
  const found = catalogue.measures.find((row) => row.number === number)
  if (!found) throw new Error(`no measure ${number}`)
  return found
}

test('class A is due the same day, B within 30 days, C is built up', () => {
  expect(measureDue(catalogue, 'A', day)).toBe('2014-01-31')
  expect(measureDue(catalogue, 'B', day)).toBe('2014-03-02')
  expect(measureDue(catalogue, 'C', day)).toBeNull()
})

test('a weekly measure is looked at again after 7 days; some wait for an event', () => {
  expect(nextCheckDue(measure(1), day)).toBe('2014-02-07')
  expect(nextCheckDue(measure(8), day)).toBeNull()
})

test('measures for some mothers and children only', () => {
  const numbers = (isPregnantOrBreastfeeding: boolean, isForeignOrMinority: boolean) =>
    measuresThatApply(catalogue, { isPregnantOrBreastfeeding, isForeignOrMinority }).map((row) => row.number)
  expect(numbers(true, true)).toHaveLength(21)
  expect(numbers(false, true)).not.toContain(5)
  expect(numbers(false, true)).not.toContain(7)
  expect(numbers(true, false)).not.toContain(21)
  expect(numbers(false, false)).toHaveLength(18)
})

test('a number is never used twice', () => {
  const twice = { ...catalogue, measures: [measure(1), measure(1)] }
  expect(measureCatalogueSchema.safeParse(twice).success).toBe(false)
  expect(classAMeasures({ ...catalogue, measures: [measure(2), measure(10)] })).toEqual([2])
})
