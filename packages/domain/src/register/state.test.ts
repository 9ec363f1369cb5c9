import { describe, expect, it } from 'vitest'
import type { Recorded } from '../chronicle/entry.ts'
import { entry, people, testId } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import * as kinds from './kinds.ts'
import { carerRegister, childRegister } from './state.ts'

const { child } = people
const mother = testId(501)
const [here, there] = [testId(601), testId(602)]

function childOf(...entries: Recorded[]) {
  return childRegister(settled(entries))
}
function born(number: number, date: string, basis: Recorded['basis']): Recorded {
  return entry(number, kinds.birthStated, child, '2013-07-01', { born: date }, { basis })
}
function began(number: number, facility: string, occurred: string): Recorded {
  return entry(number, kinds.residenceBegan, child, occurred, { facility })
}
function ended(number: number, occurred: string, route = 'kin'): Recorded {
  return entry(number, kinds.residenceEnded, child, occurred, { route })
}

describe('a child', () => {
  it('of whom nothing is known has no name, no code, and an unknown sex and birth', () => {
    const nobody = childOf()
    expect(nobody).toMatchObject({
      names: null,
      sex: 'unknown',
      code: null,
      residences: [],
      relations: [],
      arrivals: [],
    })
    expect(nobody.birth).toEqual({ claims: [], range: { earliest: null, latest: null } })
  })

  it('has the name, relations and arrival that were stated', () => {
    const registered = entry(1, kinds.childRegistered, child, '2013-07-01', {
      names: { latin: 'Sok' },
      sex: 'male',
      code: 'K-0001',
    })
    const related = entry(
      2,
      kinds.relationStated,
      child,
      '2013-07-01',
      { carer: mother, relation: 'mother' },
      { also: [mother] },
    )
    const arrived = entry(3, kinds.arrivalExplained, child, '2013-07-01', { how: 'born-in-custody' })
    const found = childOf(registered, related, arrived)
    expect(found).toMatchObject({ names: { latin: 'Sok' }, sex: 'male', code: 'K-0001' })
    expect(found.relations).toEqual([{ carer: mother, relation: 'mother' }])
    expect(found.arrivals).toEqual([{ how: 'born-in-custody', entry: arrived }])
  })
})

describe('two birth dates', () => {
  it('run from the earliest to the latest where nobody saw a document', () => {
    const { range } = childOf(born(1, '2011-05', 'told'), born(2, '2010-03-04', 'seen')).birth
    expect(range).toEqual({ earliest: '2010-03-04', latest: '2011-05-31' })
    expect(childOf(born(1, '2010-03-04', 'seen'), born(2, '2011-05', 'told')).birth.range).toEqual(range)
  })
  it('give way to one that rests on a document, and both stay claimed', () => {
    const { range, claims } = childOf(born(1, '2011-05', 'told'), born(2, '2010-03-04', 'document')).birth
    expect(range).toEqual({ earliest: '2010-03-04', latest: '2010-03-04' })
    expect(claims.map(({ isDocument }) => isDocument)).toEqual([false, true])
  })
  it('leave an end open where one of them does', () => {
    const { range } = childOf(born(1, '2011-05', 'told'), born(2, '../2010', 'told')).birth
    expect(range).toEqual({ earliest: null, latest: '2011-05-31' })
    expect(childOf(born(1, '../2010', 'told'), born(2, '2011-05', 'told')).birth.range).toEqual(range)
  })
})

describe('residences', () => {
  it('end by a departure, with its route', () => {
    const { residences } = childOf(began(1, here, '2013-01-10'), ended(2, '2013-06-01', 'kin'))
    expect(residences).toEqual([
      { id: testId(1001), facility: here, carer: null, from: '2013-01-10', to: '2013-06-01', route: 'kin' },
    ])
  })
  it('end by a later one elsewhere: a transfer', () => {
    const { residences } = childOf(began(2, there, '2013-03-01'), began(1, here, '2013-01-10'))
    expect(residences.map(({ facility, to, route }) => [facility, to, route])).toEqual([
      [here, '2013-03-01', 'transfer'],
      [there, null, null],
    ])
  })
  it('stated twice by two people are one stay', () => {
    expect(childOf(began(1, here, '2013-01-10'), began(2, here, '2013-01-12')).residences).toHaveLength(1)
  })
  it('may begin again after a departure, in the same facility', () => {
    const again = childOf(
      began(1, here, '2013-01-10'),
      ended(2, '2013-02-01'),
      began(3, here, '2013-05-01'),
      ended(4, '2013-06-01', 'with-mother'),
    )
    expect(again.residences.map(({ from, to, route }) => [from, to, route])).toEqual([
      ['2013-01-10', '2013-02-01', 'kin'],
      ['2013-05-01', '2013-06-01', 'with-mother'],
    ])
  })
  it('a second departure, or one with no stay, changes nothing', () => {
    expect(childOf(ended(1, '2013-01-01')).residences).toEqual([])
    const twice = childOf(began(1, here, '2013-01-10'), ended(2, '2013-02-01', 'kin'), ended(3, '2013-03-01', 'foster'))
    expect(twice.residences.map(({ to, route }) => [to, route])).toEqual([['2013-02-01', 'kin']])
  })
})

describe('a carer in custody', () => {
  const held = (number: number, occurred: string, place: 'police' | 'facility') =>
    entry(number, kinds.custodyBegan, mother, occurred, {
      place,
      cause: 'arrest',
      legalStatus: 'pre-trial',
      charge: 'theft',
      ...(place === 'facility' ? { facility: here } : {}),
    })
  const freed = (number: number, occurred: string) =>
    entry(number, kinds.custodyEnded, mother, occurred, { how: 'bail' })
  const carer = (...entries: Recorded[]) => carerRegister(settled(entries))

  it('of whom nothing is known is nowhere', () => {
    expect(carer()).toEqual({ names: null, sex: 'unknown', born: null, custody: [], legal: null, pregnancies: [] })
  })
  it('moves from the police to a prison, is freed, and may be held again', () => {
    const { custody } = carer(
      held(4, '2014-01-01', 'police'),
      held(2, '2013-01-03', 'facility'),
      held(1, '2013-01-01', 'police'),
      freed(3, '2013-06-01'),
    )
    expect(custody.map(({ place, facility, from, to, how }) => [place, facility, from, to, how])).toEqual([
      ['police', null, '2013-01-01', '2013-01-03', 'moved'],
      ['facility', here, '2013-01-03', '2013-06-01', 'bail'],
      ['police', null, '2014-01-01', null, null],
    ])
  })
  it('freed twice, or before being held, is freed once', () => {
    expect(carer(freed(1, '2013-01-01')).custody).toEqual([])
    const { custody } = carer(held(1, '2013-01-01', 'police'), freed(2, '2013-02-01'), freed(3, '2013-03-01'))
    expect(custody.map(({ to }) => to)).toEqual(['2013-02-01'])
  })
  it('has the last legal position said of her, by the day it was so', () => {
    const convicted = entry(1, kinds.custodyChanged, mother, '2013-05-01', {
      legalStatus: 'convicted',
      charge: 'fraud',
      sentenceMonths: 24,
    })
    expect(carer(convicted, held(2, '2013-01-01', 'police')).legal).toMatchObject({
      legalStatus: 'convicted',
      sentenceMonths: 24,
    })
    expect(carer(convicted, held(2, '2013-06-01', 'police')).legal).toMatchObject({
      legalStatus: 'pre-trial',
      charge: 'theft',
    })
  })
  it('has her name, sex and birth, and each pregnancy with its end', () => {
    const registered = entry(1, kinds.carerRegistered, mother, '2013-01-01', {
      names: { latin: 'Mealea' },
      sex: 'female',
      born: '1985',
    })
    const pregnant = entry(2, kinds.pregnancyRecorded, mother, '2013-02-01', { due: '2013-09' })
    const another = entry(3, kinds.pregnancyRecorded, mother, '2014-02-01', {})
    const birth = entry(4, kinds.pregnancyEnded, mother, '2013-09-02', { pregnancy: pregnant.id, outcome: 'birth' })
    const found = carer(registered, pregnant, another, birth)
    expect(found).toMatchObject({ names: { latin: 'Mealea' }, sex: 'female', born: '1985' })
    expect(found.pregnancies).toEqual([
      { id: pregnant.id, due: '2013-09', outcome: 'birth', from: '2013-02-01' },
      { id: another.id, due: null, outcome: null, from: '2014-02-01' },
    ])
  })
})
