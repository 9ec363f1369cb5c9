import { expect, test } from 'vitest'
import { entry, people, story } from '../example-entries.fixture.ts'
import * as kinds from './kinds.ts'
import { kinFile } from './kin-file.ts'

const ofAunt = Object.values(story()).filter(({ subject, also }) => [subject, ...also].includes(people.aunt))

test('a person outside: who, household, approval, children and places', () => {
  const file = kinFile(people.aunt, ofAunt)
  expect(file.registered?.body).toMatchObject({ names: { latin: 'Sok Mealea' }, relation: 'aunt' })
  expect(file.care.ownChildren).toBe(1)
  expect(file.care.approvals.map(({ body }) => body.until)).toEqual(['2014-09-15'])
  expect(file.children).toEqual([people.child])
  expect(file.placesTaken).toBe(0)
})

test('a child who came takes a place; own children take one of a foster carer only', () => {
  const body = { tier: 2, carer: people.aunt, isParentsOwnArrangement: false }
  const came = entry(90, kinds.placementBegan, people.child, '2013-10-15', body, { also: [people.aunt] })
  expect(kinFile(people.aunt, [...ofAunt, came]).placesTaken).toBe(1)
  const foster = ofAunt.map((each) =>
    each.kind === 'register.kin-registered' ? { ...each, body: { ...each.body, relation: 'foster-carer' } } : each,
  )
  expect(kinFile(people.aunt, [...foster, came]).placesTaken).toBe(2)
})

test('of somebody unknown, nothing', () => {
  expect(kinFile(people.aunt, [])).toMatchObject({ registered: null, children: [], placesTaken: 0 })
})
