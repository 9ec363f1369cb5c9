import { expect, test } from 'vitest'
import { entryQuestionnaire } from '../../../../policies/kh/questionnaires.ts'
import { answerProblems } from './answer-problems.ts'
import { sectionAnswers, type SectionAnswers } from './answers.ts'

const entry = entryQuestionnaire()

function problems(id: string, answers: SectionAnswers): string[] {
  const section = entry.sections.find((each) => each.id === id)
  if (!section) throw new Error(`no section ${id}`)
  return answerProblems(entry, section, answers).map(({ code, item, row }) =>
    [code, item, row].filter((part) => part !== undefined).join(' '),
  )
}

test('an unfinished section has no problem', () => {
  expect(problems('place', {})).toEqual([])
  expect(problems('place', { 'E9.2': { values: ['១៣'] }, 'E9.3': { missing: 'not-asked' } })).toEqual([])
})

test('an answer to a question that no longer applies is kept', () => {
  expect(problems('someone-outside', { E5: { values: ['no'] }, 'E5.1': { values: ['…'] } })).toEqual([])
})

test('each problem names the question and the fault, never the value', () => {
  expect(problems('place', { X1: { values: ['a'] } })).toEqual(['answer.unknown-question X1'])
  expect(problems('place', { E9: { values: ['a'] } })).toEqual(['answer.unknown-question E9'])
  expect(problems('place', { 'E9.3': { values: ['yes', 'no'] } })).toEqual(['answer.not-repeating E9.3'])
  expect(problems('place', { 'E9.3': { values: ['yes'], missing: 'not-asked' } })).toEqual([
    'answer.value-and-missing E9.3',
  ])
  expect(problems('place', { 'E9.3': { values: ['often'] } })).toEqual(['answer.unknown-option E9.3'])
  expect(problems('place', { E10: { values: ['gold', 'silver', 'milk'] } })).toEqual(['answer.unknown-option E10'])
  expect(problems('place', { E10: { rows: [] } })).toEqual(['answer.no-rows-here E10'])
})

test('rows are checked one by one', () => {
  expect(problems('who-and-how', { 'E1.1': { values: ['a'] } })).toEqual(['answer.wrong-type E1.1'])
  expect(problems('who-and-how', { 'E1.1.1': { values: ['Dara'] } })).toEqual(['answer.unknown-question E1.1.1'])
  const rows = [
    { 'E1.1.1': { values: ['Dara'] }, 'E1.1.2': { values: ['២០១១~'] } },
    { 'E1.1.2': { values: ['soon'] }, 'E1.2': {} },
  ]
  expect(problems('who-and-how', { 'E1.1': { rows } })).toEqual([
    'answer.not-a-date E1.1.2 1',
    'answer.unknown-question E1.2 1',
  ])
})

test('the schema keeps what it does not know, and refuses a missing code it does not know', () => {
  const kept = { 'E9.1': { values: ['general-cell'], later: 'field' } }
  expect(sectionAnswers.parse(kept)).toEqual(kept)
  expect(sectionAnswers.safeParse({ 'E9.1': { missing: 'no' } }).success).toBe(false)
})
