import { describe, expect, test } from 'vitest'
import { entryQuestionnaire } from '../../../../policies/kh/questionnaires.ts'
import type { AskingContext, SectionAnswers } from './answers.ts'
import { comparisonHolds, itemsThatApply, mayBeOfAge, questionsAsked, sectionProgress } from './enable-when.ts'
import type { Comparison } from './questionnaire.ts'

const entry = entryQuestionnaire()
const full: AskingContext = { form: 'full', class: 'care' }
const short: AskingContext = { form: 'short', class: 'care' }

function section(id: string) {
  const found = entry.sections.find((each) => each.id === id)
  if (!found) throw new Error(`no section ${id}`)
  return found
}
function asked(id: string, answers: SectionAnswers, context: AskingContext): string[] {
  return questionsAsked(section(id), answers, context).map(({ item, row }) =>
    row === undefined ? item.linkId : `${item.linkId}#${row}`,
  )
}

describe('comparisons', () => {
  const lookUp = (linkId: string) =>
    ({
      chosen: { values: ['a', 'b'] },
      number: { values: ['១២'] },
      silent: { missing: 'does-not-know' as const },
      both: { values: [false], missing: 'not-asked' as const },
    })[linkId]
  const holds = (question: string, operator: Comparison['operator'], answer: Comparison['answer']) =>
    comparisonHolds({ question, operator, answer }, lookUp)

  test('hold of any value given', () => {
    expect(holds('chosen', '=', 'b')).toBe(true)
    expect(holds('chosen', '=', 'c')).toBe(false)
    expect(holds('chosen', '!=', 'a')).toBe(true)
    expect(holds('chosen', 'exists', true)).toBe(true)
  })

  test.each([
    ['<', 13],
    ['<=', 12],
    ['>=', 12],
    ['>', 11],
  ] as const)('12, typed in Khmer, %s %i', (operator, right) => {
    expect(holds('number', operator, right)).toBe(true)
    expect(holds('chosen', operator, right)).toBe(false)
  })

  test.each([
    ['<', 12],
    ['<=', 11],
    ['>=', 13],
    ['>', 12],
  ] as const)('12 is not %s %i', (operator, right) => {
    expect(holds('number', operator, right)).toBe(false)
  })

  test('a missing code is neither yes nor no', () => {
    for (const question of ['silent', 'both', 'never-asked'])
      for (const answer of [true, false, 'yes', 'no'])
        expect([holds(question, '=', answer), holds(question, '!=', answer)]).toEqual([false, false])
    expect(holds('silent', 'exists', true)).toBe(false)
    expect(holds('silent', 'exists', false)).toBe(true)
  })
})

describe('age', () => {
  const band = { fromMonths: 24, untilMonths: 60 }
  test.each([
    [23, 23, false],
    [24, 24, true],
    [59, 59, true],
    [60, 60, false],
    [12, 24, true],
    [59, 80, true],
    [0, 23, false],
  ])('%i–%i months: %s', (minMonths, maxMonths, expected) => {
    expect(mayBeOfAge(band, { minMonths, maxMonths })).toBe(expected)
  })

  test('unknown age skips nothing', () => {
    expect([
      mayBeOfAge(band, undefined),
      mayBeOfAge(band, null),
      mayBeOfAge(undefined, { minMonths: 0, maxMonths: 0 }),
    ]).toEqual([true, true, true])
  })

  test('each age has its own way to be heard', () => {
    const groups = (months: number) =>
      itemsThatApply(section('childs-view'), {}, { ...full, age: { minMonths: months, maxMonths: months } })
        .filter(({ item }) => item.type === 'group')
        .map(({ item }) => item.linkId)
    expect([3, 24, 60, 120].map(groups)).toEqual([['V1'], ['V2'], ['V3'], ['V4']])
    const uncertain = itemsThatApply(section('childs-view'), {}, { ...full, age: { minMonths: 50, maxMonths: 70 } })
    expect(uncertain.filter(({ item }) => item.type === 'group').map(({ item }) => item.linkId)).toEqual(['V2', 'V3'])
  })
})

describe('form and class', () => {
  test('the short check asks the ★ questions only', () => {
    expect(asked('place', {}, short)).toEqual(['E9.1', 'E9.2', 'E9.3'])
    expect(asked('place', {}, full)).toEqual(['E9.1', 'E9.2', 'E9.3', 'E10'])
    expect(asked('bond-and-safety', {}, short)).toEqual([])
  })

  test('an officer or monitor is asked no more than the ★ questions in any form', () => {
    expect(asked('health-today', {}, { form: 'full', class: 'conditions' })).toEqual(['E6'])
  })

  test('the first words say who will see this, by the class it is written in', () => {
    const read = (context: AskingContext) =>
      itemsThatApply(section('first-words'), {}, context).map(({ item }) => item.linkId)
    expect(read(short)).toContain('F1.4')
    expect(read(short)).not.toContain('F1.5')
    expect(read({ form: 'short', class: 'custody' })).toContain('F1.5')
    expect(read({ form: 'short', class: 'custody' })).not.toContain('F1.4')
  })
})

describe('rows', () => {
  const rows: SectionAnswers = {
    'E1.1': {
      rows: [
        { 'E1.1.3': { values: ['with-mother'] } },
        { 'E1.1.3': { values: ['father'] } },
        { 'E1.1.3': { missing: 'not-asked' } },
      ],
    },
  }
  test('a condition looks into its own row', () => {
    expect(asked('who-and-how', rows, short).filter((id) => id.startsWith('E1.1.4'))).toEqual(['E1.1.4#1'])
  })

  test('without a row nothing is asked of it', () => {
    expect(asked('who-and-how', {}, short)[0]).toBe('E1.2')
  })

  test('an inner answer outside its row is not read', () => {
    const stray: SectionAnswers = { 'E1.1': { rows: [{}] }, 'E1.1.3': { values: ['father'] } }
    expect(asked('who-and-how', stray, short)).not.toContain('E1.1.4#0')
  })
})

test('progress counts a missing code as an answer', () => {
  expect(sectionProgress(section('place'), {}, full)).toEqual({
    asked: 4,
    answered: 0,
    withoutValue: 0,
    requiredOpen: ['E9.1', 'E9.3'],
  })
  const answers: SectionAnswers = {
    'E9.1': { values: ['mother-and-child'] },
    'E9.3': { missing: 'does-not-know' },
    E10: { values: [] },
  }
  expect(sectionProgress(section('place'), answers, full)).toEqual({
    asked: 4,
    answered: 2,
    withoutValue: 1,
    requiredOpen: [],
  })
  const twoChildren: SectionAnswers = { 'E1.1': { rows: [{}, {}] } }
  expect(sectionProgress(section('who-and-how'), twoChildren, short).requiredOpen).toContain('E1.1.1#1')
})

test('any of several conditions is enough where the item says so', () => {
  expect(asked('health-today', { 'E8.1': { values: ['partly'] } }, full)).toContain('E8.2')
  expect(asked('health-today', { 'E8.1': { values: ['no'] } }, full)).not.toContain('E8.2')
})
