// What a letter says, and above all what it does not: secrets are planted wherever a chronicle can hold them, and none is printed.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { entry, people, story, testId } from '../example-entries.fixture.ts'
import { childFile } from '../insight/child-file.ts'
import { letterFacts } from './letter-facts.ts'
import * as register from '../register/kinds.ts'
import { givenName } from '../register/names.ts'
import { plainDate } from '../time/plain-date.ts'
import * as assess from './kinds.ts'
import {
  careLetterPurposes,
  letterLanguages,
  letterPurposes,
  type Addressee,
  type LetterPurpose,
} from './letter-kinds.ts'
import { answerDueFor, letterText, officeLine, type LetterFacts } from './letter-text.ts'

const pack = cambodia()
const { child, mother, aunt } = people
const secret = 'PLANTED'
const sentOn = plainDate('2014-12-12')

/** Everything in the story says the secret where it may say something, names and code of the child excepted. */
function planted(): Recorded[] {
  const declared = entry(90, assess.decisionDeclared, child, '2013-09-20', {
    decision: testId(1046),
    type: 'full',
    outcome: 'stay',
    from: '2013-09-20',
    until: '2013-12-20',
    measures: [{ measure: 2, class: 'C', state: 'owed', dutyHolder: secret, due: '2014-01-15' }],
  })
  const charge = entry(91, register.custodyBegan, mother, '2013-01-01', {
    place: 'prison',
    legalStatus: 'pre-trial',
    charge: 'theft',
    toldBy: secret,
  })
  const note = entry(92, register.noteWritten, child, '2013-01-01', { note: secret })
  const entries = [...Object.values(story()), declared, charge, note]
  return entries.map((each) => ({ ...each, body: each.id === testId(1001) ? each.body : spoilt(each.body) }))
}

function spoilt(body: Recorded['body']): Recorded['body'] {
  const said = JSON.stringify(body, (key, value: unknown) => {
    const isFreeText = typeof value === 'string' && (/ /.test(value) || ['latin', 'who', 'toldBy'].includes(key))
    return isFreeText ? `${secret} ${value}` : value
  })
  return JSON.parse(said) as Recorded['body'] // the same members
}

const file = childFile(child, planted(), pack)
const occasion = {
  sentOn,
  printedOn: plainDate('2014-12-13'),
  agency: { en: 'Child welfare office', km: 'ការិយាល័យ' },
  isDemonstration: false,
}

function factsOf(purpose: LetterPurpose, addressee: Addressee = 'prison-director'): LetterFacts {
  const body = {
    to: 'The office',
    addressee,
    purpose,
    measures: purpose === 'measures-owed' ? [2, 3] : [],
    answerDue: answerDueFor(sentOn, pack),
    aboutDay: plainDate('2014-02-10'),
    decision: testId(1046),
  }
  return letterFacts(file, body, occasion)
}

const everyPurpose = [...letterPurposes, ...careLetterPurposes]

describe('no story', () => {
  test('the secrets are really there', () => {
    expect(JSON.stringify(planted()).split(secret).length).toBeGreaterThan(20)
    expect(JSON.stringify(file)).toContain(secret)
  })

  test.each(everyPurpose.flatMap((purpose) => letterLanguages.map((language) => [purpose, language] as const)))(
    '%s, %s: none of them is printed',
    (purpose, language) => {
      const printed = JSON.stringify(letterText(factsOf(purpose), pack, language))
      expect(printed).not.toContain(secret)
      for (const id of [child, mother, aunt]) expect(printed).not.toContain(id)
      expect(printed).not.toMatch(/undefined|null|NaN/)
    },
  )
})

describe('a letter says', () => {
  test('what is owed by number, title and day, in the class that was decided', () => {
    const { measures } = letterText(factsOf('measures-owed'), pack, 'en')
    expect(measures).toEqual([
      { number: '2', title: '4 m² a person', due: 'due 15 January 2014' },
      { number: '3', title: expect.stringContaining('Clean water'), due: '' },
    ])
  })

  test('the law in plain words, its source, and that it is not verified', () => {
    const { law } = letterText(factsOf('past-limit'), pack, 'en')
    expect(law[0]).toMatchObject({
      text: expect.stringContaining('completed 3 years'),
      source: expect.stringContaining('article 41'),
      standing: expect.stringContaining('Unverified'),
    })
    const before = letterText({ ...factsOf('past-limit'), sentOn: plainDate('2010-01-01') }, pack, 'en')
    expect(before.law[0]?.text).toContain('6 years')
    const longPast = letterText({ ...factsOf('past-limit'), aboutDay: plainDate('2011-07-12') }, pack, 'en')
    expect(longPast.law[0]?.text).toContain('3 years')
  })

  test('since when the limit is passed, where the day is known', () => {
    expect(letterText(factsOf('past-limit'), pack, 'en').says[0]).toContain(
      'past the age limit, since 10 February 2014.',
    )
    const unknown = letterText({ ...factsOf('past-limit'), aboutDay: null }, pack, 'en').says[0]
    expect(unknown).toContain('past the age limit.')
    expect(letterText({ ...factsOf('death'), aboutDay: null }, pack, 'en').says[0]).toContain('a day that is not known')
  })

  test('that nobody is to put a child out', () => {
    expect(letterText(factsOf('past-limit'), pack, 'en').says.join(' ')).toContain(
      'does not ask anyone to put the child out',
    )
  })

  test('by when to answer, and how that was counted, unless another day was chosen', () => {
    const counted = letterText(factsOf('past-limit'), pack, 'en').asks.join(' ')
    expect(counted).toContain('by 2 January 2015. 15 working days')
    expect(counted).toContain('Public holidays are not taken into account')
    const chosen = letterText({ ...factsOf('past-limit'), answerDue: plainDate('2014-12-20') }, pack, 'en').asks.join(
      ' ',
    )
    expect(chosen).not.toContain('working days')
  })

  test('with holidays in the pack they are counted and the letter says so', () => {
    const publicHolidays = { days: [plainDate('2014-12-15')], source: 'made up', status: 'unverified' as const }
    const withHolidays = { ...pack, law: { ...pack.law, publicHolidays } }
    expect(answerDueFor(sentOn, withHolidays)).toBe('2015-01-05')
    const facts = { ...factsOf('past-limit'), answerDue: plainDate('2015-01-05') }
    expect(letterText(facts, withHolidays, 'en').asks.join(' ')).toContain('and public holidays')
  })

  test.each([
    ['prison-director', 'Child: T-0001, Dara'],
    ['ministry', 'Child: T-0001, Dara'],
    ['court', 'Child: T-0001'],
    ['other', 'Child: T-0001'],
  ] as const)('to %s: %s', (addressee, line) => {
    expect(letterText(factsOf('past-limit', addressee), pack, 'en').child).toBe(line)
  })

  test('that it is a demonstration, on a host of one', () => {
    expect(letterText(factsOf('death'), pack, 'en').demonstration).toBe('')
    expect(letterText({ ...factsOf('death'), isDemonstration: true }, pack, 'km').demonstration).toContain('សាកល្បង')
  })
})

test.each([
  [{ latin: 'Sok Dara', km: 'សុខ ដារ៉ា' }, 'Dara', 'ដារ៉ា'],
  [{ latin: 'Dara' }, 'Dara', 'Dara'],
  [{ km: 'សុខ ដារ៉ា', called: 'Ra' }, 'Ra', 'Ra'],
])('the name by which %j is called', (names, en, km) => {
  expect([givenName(names, 'en'), givenName(names, 'km')]).toEqual([en, km])
})

test('an office stands on a letter in both languages', () => {
  const place = { en: 'Test prison', km: 'ពន្ធនាគារសាកល្បង' }
  expect(officeLine('prison-director', place, pack)).toBe('នាយកពន្ធនាគារសាកល្បង / Director, Test prison')
  expect(officeLine('prison-director', null, pack)).toContain('Director of the prison')
  expect(officeLine('ministry', place, pack)).toContain('Ministry of Social Affairs')
})
