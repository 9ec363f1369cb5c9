import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNumber, valueFault } from './answer-values.ts'
import type { AnswerValue } from './answers.ts'
import type { ItemType, QuestionnaireItem } from './questionnaire.ts'

const text = { en: 'Question', km: 'សំណួរ' }
const sets = {
  optionSets: {
    set: [
      { code: 'yes', text },
      { code: 'no', text },
    ],
  },
}

function item(type: ItemType, more: Partial<QuestionnaireItem> = {}): QuestionnaireItem {
  return { linkId: 'E1', type, text, ...more }
}
const id = '018f3c5e-7b1a-7c3d-9e2f-0123456789ab'
const kilograms = item('quantity', { unit: 'kg', minimum: 0.5, maximum: 80 })

describe('a value fits its question', () => {
  test.each<[QuestionnaireItem, AnswerValue]>([
    [item('boolean'), false],
    [item('choice', { options: 'set' }), 'no'],
    [item('open-choice', { options: 'set' }), { text: 'something else' }],
    [item('text'), 'words'],
    [item('string'), ''],
    [item('date'), '2005-03~'],
    [item('date'), '២០០៥-០៣'],
    [item('integer'), 3],
    [item('integer'), '១២'],
    [kilograms, { value: '៩,៤', unit: 'kg' }],
    [kilograms, { value: 0.5, unit: 'kg' }],
    [kilograms, { value: 80, unit: 'kg' }],
    [item('reference', { referenceTo: ['kin'] }), { type: 'kin', id }],
    [item('reference'), { type: 'facility', id }],
  ])('%#', (question, value) => {
    expect(valueFault(sets, question, value)).toBeUndefined()
  })

  test.each<[QuestionnaireItem, AnswerValue, string]>([
    [item('boolean'), 'yes', 'answer.wrong-type'],
    [item('choice', { options: 'set' }), 'perhaps', 'answer.unknown-option'],
    [item('choice', { options: 'set' }), { text: 'else' }, 'answer.wrong-type'],
    [item('choice', { options: 'set' }), true, 'answer.wrong-type'],
    [item('text'), 3, 'answer.wrong-type'],
    [item('date'), 'last year', 'answer.not-a-date'],
    [item('date'), 2005, 'answer.wrong-type'],
    [item('integer'), 'three', 'answer.not-a-number'],
    [item('integer'), 1.5, 'answer.not-a-number'],
    [item('integer'), true, 'answer.wrong-type'],
    [item('integer'), { value: 3, unit: 'kg' }, 'answer.wrong-type'],
    [item('integer', { minimum: 1 }), 0, 'answer.too-small'],
    [item('integer', { maximum: 9 }), 10, 'answer.too-large'],
    [kilograms, 9, 'answer.wrong-type'],
    [kilograms, { text: '9 kg' }, 'answer.wrong-type'],
    [kilograms, { value: 9, unit: 'g' }, 'answer.wrong-unit'],
    [kilograms, { value: 'nine', unit: 'kg' }, 'answer.not-a-number'],
    [item('reference', { referenceTo: ['kin'] }), { type: 'child', id }, 'answer.wrong-reference'],
    [item('reference'), 'somebody', 'answer.wrong-type'],
    [item('group'), true, 'answer.wrong-type'],
    [item('display'), 'read', 'answer.wrong-type'],
  ])('or its fault is named %#', (question, value, fault) => {
    expect(valueFault(sets, question, value)).toBe(fault)
  })
})

describe('numbers as typed', () => {
  test('Khmer digits read as Latin ones', () => {
    const inKhmer = (typed: string) => typed.replace(/\d/g, (digit) => String.fromCodePoint(0x17e0 + Number(digit)))
    fc.assert(
      fc.property(fc.nat(999_999_999), (number) => readNumber(inKhmer(String(number))) === number),
      { seed: 20130731 },
    )
  })

  test.each([[''], [' '], ['1e5'], ['--1'], ['1.2.3'], ['12345678901'], ['NaN']])('%j is no number', (typed) => {
    expect(readNumber(typed)).toBeUndefined()
  })

  test('neither are these', () => {
    expect([true, undefined, Number.NaN, Infinity, { text: '3' }].map(readNumber)).toEqual(Array(5).fill(undefined))
    expect([' 3 ', '-2', { value: '3.5', unit: 'kg' }].map(readNumber)).toEqual([3, -2, 3.5])
  })
})
