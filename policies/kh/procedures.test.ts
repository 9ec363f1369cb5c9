import { proceduresSchema } from '@komar/domain/assess/procedures'
import { expect, test } from 'vitest'
import json from './procedures.json' with { type: 'json' }

const procedures = proceduresSchema.parse(json)

test('time limits of the practice guide', () => {
  expect(procedures.assessments.entryCheckWithin).toMatchObject({ value: 24, unit: 'hours' })
  expect(procedures.assessments.entryFullWithin).toMatchObject({ value: 14, unit: 'days' })
  expect(procedures.assessments.birthWithin).toMatchObject({ value: 7, unit: 'days' })
  expect(procedures.assessments.afterIncidentWithin).toMatchObject({ value: 7, unit: 'days' })
  expect(procedures.decisions.interim).toMatchObject({
    lasts: { value: 14 },
    times: { value: 2 },
    maySeparate: { value: false },
  })
  expect(procedures.decisions.stayUnderOneLastsAtMost.value).toBe(3)
  expect(procedures.decisions.stayFromOneLastsAtMost.value).toBe(6)
  expect(procedures.emergency.reviewWithin).toMatchObject({ value: 72, unit: 'hours' })
  expect(procedures.emergency.placeEndsAfter).toMatchObject({ value: 14, unit: 'days' })
})

test('a planned separation under five: three meetings over fourteen days', () => {
  const { count, overDays, ageBelow } = procedures.separation.meetingsUnderFive
  expect([count.value, overDays.value, ageBelow.value]).toEqual([3, 14, 5])
})

test('follow-up: call on day 2, visits by day 7, 14 and 30, sooner under three', () => {
  const { callOnDay, visits, firstVisitUnderThreeWithin } = procedures.followUp
  expect([callOnDay, visits.first, visits.second, visits.third].map((each) => each.value)).toEqual([2, 7, 14, 30])
  expect(firstVisitUnderThreeWithin).toMatchObject({ value: 48, unit: 'hours' })
})

test('poverty alone never refuses, and that is read in a public source', () => {
  expect(procedures.care.povertyAloneRefuses).toMatchObject({ value: false, status: 'sourced' })
})

test('a draft says so: nobody has adopted it', () => {
  expect([procedures.status, procedures.adoptedBy, procedures.adoptedOn]).toEqual(['draft', null, null])
})
