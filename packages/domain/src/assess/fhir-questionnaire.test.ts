import { expect, test } from 'vitest'
import { entryQuestionnaire, separationQuestionnaire } from '../../../../policies/kh/questionnaires.ts'
import { toFhirQuestionnaire } from './fhir-questionnaire.ts'

type Loose = { [key: string]: unknown }

function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function everyFhirItem(within: unknown): Loose[] {
  const items = isLoose(within) && Array.isArray(within['item']) ? within['item'].filter(isLoose) : []
  return items.flatMap((item) => [item, ...everyFhirItem(item)])
}
function find(within: unknown, linkId: string): Loose | undefined {
  return everyFhirItem(within).find((item) => item['linkId'] === linkId)
}

const english = toFhirQuestionnaire(entryQuestionnaire(), 'en')
const khmer = toFhirQuestionnaire(entryQuestionnaire(), 'km')

test('the head and the language', () => {
  expect(english).toMatchObject({
    resourceType: 'Questionnaire',
    id: 'entry',
    language: 'en',
    status: 'draft',
    title: 'When a child comes in',
  })
  expect(khmer).toMatchObject({ language: 'km', title: 'ពេលកុមារចូលមក' })
})

test('a choice, its condition and its options', () => {
  expect(find(english, 'E6.1')).toEqual({
    linkId: 'E6.1',
    type: 'choice',
    text: 'Has a health worker seen the child?',
    enableWhen: [{ question: 'E6', operator: '!=', answerCoding: { code: 'none' } }],
    answerOption: [
      { valueCoding: { code: 'yes-today', display: 'Yes, today' } },
      { valueCoding: { code: 'called', display: 'Called, on the way' } },
      { valueCoding: { code: 'no', display: 'Not yet' } },
    ],
  })
})

test('bounds, unit, uncertain dates, truth values and "any"', () => {
  expect(find(english, 'E7.1')?.['extension']).toEqual([
    { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueDecimal: 0.5 },
    { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueDecimal: 80 },
    { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit', valueCoding: { code: 'kg', display: 'kg' } },
  ])
  expect(find(english, 'E9.2')?.['extension']).toContainEqual({
    url: 'http://hl7.org/fhir/StructureDefinition/minValue',
    valueInteger: 1,
  })
  expect(find(english, 'E1.1.2')?.['type']).toBe('string')
  expect(find(english, 'E8.2')?.['enableBehavior']).toBe('any')
  expect(find(english, 'E1.1.4')?.['enableWhen']).toContainEqual({
    question: 'E1.1.3',
    operator: 'exists',
    answerBoolean: true,
  })
  expect(find(english, 'E10')?.['repeats']).toBe(true)
})

test('what is not asked of every age is not required of a receiver', () => {
  const separation = toFhirQuestionnaire(separationQuestionnaire(), 'en')
  expect(find(separation, 'S5.3')?.['required']).toBe(false)
  expect(find(separation, 'S5.1')?.['required']).toBe(true)
})

test('nothing of access or concern travels, and every item is valid FHIR', () => {
  const known = [
    'linkId',
    'type',
    'text',
    'required',
    'repeats',
    'enableWhen',
    'enableBehavior',
    'answerOption',
    'initial',
    'extension',
    'item',
  ]
  expect([...new Set(everyFhirItem(english).flatMap(Object.keys))].filter((key) => !known.includes(key))).toEqual([])
  expect(JSON.stringify(english)).not.toMatch(/concern|classes|ill-today/)
})
