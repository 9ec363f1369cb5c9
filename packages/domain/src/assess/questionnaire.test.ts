import { describe, expect, test } from 'vitest'
import {
  assembleQuestionnaire,
  everyItem,
  optionsOf,
  questionnaire,
  questionnaireItem,
  sectionClassFor,
  type QuestionnaireItem,
} from './questionnaire.ts'
import { questionnaireFaults } from './questionnaire-faults.ts'

const text = { en: 'Question', km: 'សំណួរ' }
const option = (code: string) => ({ code, text })
const head = {
  resourceType: 'Questionnaire',
  id: 'entry',
  version: '2026-11-22',
  status: 'draft',
  title: text,
  sourceRef: 'a test',
  minutes: { full: 40 },
  optionSets: { 'yes-no': [option('yes'), option('no')] },
}

function withItems(...item: object[]) {
  return questionnaire.parse({
    ...head,
    sections: [{ id: 'one', title: text, classes: ['care'], askedBy: ['social-worker'], sourceRef: 'a test', item }],
  })
}
function faultsOf(...item: object[]): string[] {
  return questionnaireFaults(withItems(...item)).map((each) => `${each.item}: ${each.fault}`)
}
const choice = { linkId: 'E1', type: 'choice', text, options: 'yes-no' }

describe('putting a questionnaire together', () => {
  test('takes the sections by name, in order', () => {
    const section = (id: string) => ({
      id,
      title: text,
      classes: ['care'],
      askedBy: ['social-worker'],
      sourceRef: 'a test',
      item: [choice],
    })
    const whole = assembleQuestionnaire({ ...head, sections: ['entry/a', 'every/b'] }, (name) =>
      section(name.slice(-1)),
    )
    expect(whole.sections.map((each) => each.id)).toEqual(['a', 'b'])
  })

  test('a missing section, or a text without Khmer, is refused', () => {
    expect(() => assembleQuestionnaire({ ...head, sections: ['gone'] }, () => undefined)).toThrow('sections')
    expect(questionnaireItem.safeParse({ ...choice, text: { en: 'Only English', km: ' ' } }).success).toBe(false)
    expect(questionnaireItem.safeParse({ ...choice, linkId: 'e1' }).success).toBe(false)
    expect(questionnaireItem.safeParse({ ...choice, colour: 'red' }).success).toBe(false)
  })

  test('options are the own ones, or those of the named set', () => {
    const whole = withItems(choice)
    const own: QuestionnaireItem = { linkId: 'E2', type: 'choice', text, answerOption: [option('maybe')] }
    expect(optionsOf(whole, questionnaireItem.parse(choice)).map((each) => each.code)).toEqual(['yes', 'no'])
    expect(optionsOf(whole, own).map((each) => each.code)).toEqual(['maybe'])
    expect(optionsOf(whole, { ...own, answerOption: undefined })).toEqual([])
    expect(optionsOf(whole, { ...own, answerOption: undefined, options: 'gone' })).toEqual([])
  })

  test('every item: parents before their children', () => {
    const items = withItems({ linkId: 'E1', type: 'group', text, item: [{ ...choice, linkId: 'E1.1' }] }).sections[0]
      ?.item
    expect(everyItem(items ?? []).map((item) => item.linkId)).toEqual(['E1', 'E1.1'])
  })
})

test('a writer gets the first class of the section that they may write', () => {
  const place = { classes: ['care', 'conditions'] as const }
  const section = { classes: [...place.classes] }
  expect(sectionClassFor(section, ['identity', 'care', 'notes'])).toBe('care')
  expect(sectionClassFor(section, ['conditions', 'identity'])).toBe('conditions')
  expect(sectionClassFor(section, ['health'])).toBeUndefined()
})

describe('faults', () => {
  test('none in a sound one', () => {
    const asks = { question: 'E1', operator: '=', answer: 'yes' }
    expect(faultsOf(choice, { linkId: 'E2', type: 'text', text, enableWhen: [asks] })).toEqual([])
  })

  test('ids used twice', () => {
    expect(faultsOf(choice, choice)).toEqual(['E1: the id is used twice'])
  })

  test.each([
    [{ linkId: 'E2', type: 'choice', text }, 'a choice needs options'],
    [{ linkId: 'E2', type: 'text', text, options: 'yes-no' }, 'only a choice has options'],
    [{ linkId: 'E2', type: 'choice', text, answerOption: [option('a'), option('a')] }, 'an option code is used twice'],
    [{ linkId: 'E2', type: 'group', text }, 'a group needs items'],
    [{ linkId: 'E2', type: 'text', text, item: [{ linkId: 'E2.1', type: 'text', text }] }, 'only a group has items'],
    [{ linkId: 'E2', type: 'display', text, required: true }, 'only a question can be required'],
    [{ linkId: 'E2', type: 'text', text, repeats: true }, 'only a choice or a group repeats'],
    [{ linkId: 'E2', type: 'quantity', text }, 'a quantity, and only it, has a unit'],
    [{ linkId: 'E2', type: 'integer', text, unit: 'kg' }, 'a quantity, and only it, has a unit'],
    [
      { linkId: 'E2', type: 'group', text, item: [{ linkId: 'E3', type: 'text', text }] },
      'E3 does not carry the id of its group',
    ],
  ])('shape %#', (item, fault) => {
    expect(faultsOf(item)).toEqual([`E2: ${fault}`])
  })

  test('a repeating group holds no other group', () => {
    const inner = { linkId: 'E2.1', type: 'group', text, item: [{ linkId: 'E2.1.1', type: 'text', text }] }
    expect(faultsOf({ linkId: 'E2', type: 'group', text, repeats: true, item: [inner] })).toEqual([
      'E2: a repeating group holds questions only',
    ])
  })

  test.each([
    [{ question: 'E9', operator: '=', answer: 'yes' }, 'E9 is no question of this section'],
    [{ question: 'E1', operator: '=', answer: 'perhaps' }, 'E1: perhaps is no option'],
    [{ question: 'E1', operator: 'exists', answer: 'yes' }, 'E1: exists needs true or false'],
    [{ question: 'E3', operator: '=', answer: 'yes' }, 'E3: compared with no truth value'],
    [{ question: 'E4', operator: '<', answer: 'three' }, 'E4: compared with no number'],
    [{ question: 'E5', operator: '=', answer: 'a word' }, 'E5: free text cannot be compared'],
  ])('conditions %#', (condition, fault) => {
    const others = [
      { linkId: 'E3', type: 'boolean', text },
      { linkId: 'E4', type: 'integer', text },
      { linkId: 'E5', type: 'text', text },
    ]
    const asking = { linkId: 'E2', type: 'text', text, enableWhen: [condition] }
    const concerned = {
      ...asking,
      enableWhen: undefined,
      concernWhen: [{ code: 'c', level: 'act', behavior: 'any', why: text, when: [condition] }],
    }
    expect(faultsOf(choice, ...others, asking)).toEqual([`E2: ${fault}`])
    expect(faultsOf(choice, ...others, concerned)).toEqual([`E2: ${fault}`])
  })
})
