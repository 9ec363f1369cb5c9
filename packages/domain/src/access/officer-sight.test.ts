// What a prison officer reads about a child is a list that someone wrote down, with what each kind is read for (practice.md part 3,
// G-O1: name, room, limit date, measures they owe, outcome and date of the decision, appointments; not reasons, opinions, kin, health
// detail, complaints). A new kind that a prison would read fails here, until its name stands below with a reason.
import { expect, test } from 'vitest'
import { kinds } from '../kinds.ts'
import { classBit } from './classes.ts'
import { readsOf } from './roles.ts'

const readByOfficers: Readonly<Record<string, string>> = {
  'register.child-registered': 'name',
  'register.birth-stated': 'limit date',
  'register.birth-settled': 'limit date',
  'register.relation-stated': 'name of the carer in custody',
  'register.residence-began': 'where the child lives',
  'register.residence-ended': 'where the child lives',
  'register.arrival-explained': 'how the child came, which prisons record themselves',
  'register.papers-stated': 'papers that the prison asks for',
  'register.child-looked-for': 'where the child lives',
  'register.died': 'that the child no longer lives there',
  'register.merged': 'one child, one record',
  'register.looked-alike': 'one child, one record',
  'access.allocated': 'who is responsible',
  'assess.identity-answered': 'the papers asked at the door',
  'assess.custody-answered': 'who came with whom, which prisons record themselves',
  'assess.conditions-answered': 'the place, the bed, the food',
  'assess.decision-declared': 'outcome and date of the decision, measures they owe',
  'care.memory-picture-kept':
    'a picture has the class of the name (practice.md part 2), and the prison lets the camera in',
  'assess.measure-confirmed': 'measures they owe',
  'assess.letter-sent': 'what they are written to about',
  'assess.letter-acknowledged': 'what they are written to about',
  'assess.letter-answered': 'what they are written to about',
}

const officer = readsOf(['prison-officer'])

test('prison officers read of a child only what the list names', () => {
  const read = kinds.filter(({ subject, class: guard }) => subject === 'child' && (officer & classBit(guard)) !== 0)
  expect(read.map(({ name }) => name).filter((name) => !Object.hasOwn(readByOfficers, name))).toEqual([])
})

test('of relatives and other people outside they read nothing', () => {
  const read = kinds.filter(({ subject, class: guard }) => subject === 'kin' && (officer & classBit(guard)) !== 0)
  expect(read).toEqual([])
})

test('reasons, opinions, views, consent, care and complaints have a class that they do not read', () => {
  for (const guard of ['care', 'health', 'psychology', 'legal', 'safeguarding', 'notes'] as const) {
    expect([guard, officer & classBit(guard)]).toEqual([guard, 0])
  }
})
