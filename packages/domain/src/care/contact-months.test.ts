// Contact as months: a meeting counts most, a talk adds and never replaces it, a miss keeps its cause.
import { expect, test } from 'vitest'
import { day, entry, people } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import { contactMonths, missesBySide, sideOf } from './contact-months.ts'
import * as kinds from './kinds.ts'
import { childCare } from './state.ts'

const contact = (number: number, on: string, way: string, cause?: string) =>
  entry(number, kinds.contactHeld, people.child, on, {
    way,
    hasHappened: cause === undefined,
    ...(cause === undefined ? {} : { cause }),
  })

const { contacts } = childCare(
  settled([
    contact(1, '2013-10-22', 'visit'),
    contact(2, '2013-10-29', 'call'),
    contact(3, '2013-11-05', 'call'),
    contact(4, '2013-11-12', 'visit', 'prison'),
    contact(5, '2014-01-05', 'visit', 'money'),
    contact(6, '2014-01', 'visit', 'prison'),
  ]),
)

test('each month shows the most that happened in it', () => {
  const months = contactMonths(contacts, day('2013-10-15'), day('2014-02-01'))
  expect(months.map(({ month, shows }) => `${month} ${shows}`)).toEqual([
    '2013-10 met',
    '2013-11 spoke',
    '2013-12 nothing',
    '2014-01 missed',
    '2014-02 nothing',
  ])
  expect(months[1]?.missed).toHaveLength(1)
})

test('misses lie on a side, which is where to help', () => {
  expect(missesBySide(contacts)).toEqual([
    { side: 'prison', count: 2 },
    { side: 'means', count: 1 },
  ])
  expect(sideOf('child-did-not-want')).toBe('child')
  expect(sideOf('unknown')).toBe('not-known')
})

test('no more than twenty years are drawn, and a child who moved today has one month', () => {
  expect(contactMonths([], day('1900-01-01'), day('2014-02-01'))).toHaveLength(240)
  expect(contactMonths([], day('2014-02-01'), day('2014-02-01'))).toHaveLength(1)
})
