import type { ItemAnswer } from '@komar/domain/assess/answers'
import { concernsRaised } from '@komar/domain/assess/concerns'
import {
  everyItem,
  isQuestion,
  optionsOf,
  type Comparison,
  type ConcernCondition,
  type ConcernRule,
  type Questionnaire,
  type QuestionnaireItem,
  type QuestionnaireSection,
} from '@komar/domain/assess/questionnaire'
import { questionnaireFaults } from '@komar/domain/assess/questionnaire-faults'
import { maskOf } from '@komar/domain/access/classes'
import { writesOf } from '@komar/domain/access/roles'
import { topicsOf } from '@komar/domain/assess/asked-before'
import { describe, expect, test } from 'vitest'
import { allQuestionnaires, entryQuestionnaire, separationQuestionnaire } from './questionnaires.ts'

const entry = entryQuestionnaire()
const separation = separationQuestionnaire()
const all = allQuestionnaires()

function itemsOf(whole: Questionnaire) {
  return whole.sections.flatMap((section) => everyItem(section.item))
}

function practiceId(linkId: string): string {
  return linkId.split('.')[0] ?? linkId
}

function practiceIds(whole: Questionnaire, prefix: string): string[] {
  return [...new Set(itemsOf(whole).map((item) => practiceId(item.linkId)))].filter((id) => id.startsWith(prefix))
}

/** By practice item: the levels of its ▲ and ▲▲, in alphabetical order. */
function concernLevels(whole: Questionnaire, prefix: string): Record<string, string> {
  const levels = new Map<string, Set<string>>()
  for (const item of itemsOf(whole))
    for (const rule of item.concernWhen ?? []) {
      const id = practiceId(item.linkId)
      if (id.startsWith(prefix)) levels.set(id, (levels.get(id) ?? new Set()).add(rule.level))
    }
  return Object.fromEntries([...levels].map(([id, set]) => [id, [...set].sort().join(' ')]))
}

describe.each(all.map((whole) => [whole.id, whole] as const))('%s questionnaire', (_name, whole) => {
  test('has no fault', () => {
    expect(questionnaireFaults(whole)).toEqual([])
  })

  test('is in Khmer script wherever it is in English', () => {
    const texts = itemsOf(whole).flatMap((item) => [
      item.text,
      ...(item.hint ? [item.hint] : []),
      ...(item.concernWhen ?? []).map((rule) => rule.why),
      ...optionsOf(whole, item).map((option) => option.text),
    ])
    const sections = whole.sections.flatMap(({ title, introduction }) => [
      title,
      ...(introduction ? [introduction] : []),
    ])
    const every = [...texts, whole.title, ...sections]
    expect(every.filter(({ km }) => !/[\u1780-\u17ff]/u.test(km))).toEqual([])
    expect(every.filter(({ en }) => /[\u1780-\u17ff]/u.test(en))).toEqual([])
  })

  test('begins with the first words and ends with the last', () => {
    expect(whole.sections[0]?.id).toBe('first-words')
    expect(whole.sections.at(-1)?.id).toBe('last-words')
  })

  test('says of each section who asks it, and each of these may write one of its classes', () => {
    for (const { id, askedBy, classes } of whole.sections) {
      const writers = askedBy.filter((role) => (writesOf([role]) & maskOf(classes)) !== 0)
      expect([id, writers]).toEqual([id, askedBy])
    }
  })

  test('gives no officer a section that is not custody or conditions', () => {
    const theirs = whole.sections.filter(({ askedBy }) => askedBy.includes('prison-officer'))
    expect(
      theirs.filter(({ classes }) => !classes.some((each) => each === 'custody' || each === 'conditions')),
    ).toEqual([])
  })

  test('requires nothing in a section that those who finish may not read', () => {
    const sealed = whole.sections.filter(({ classes }) => classes[0] !== 'care')
    expect(sealed.flatMap(({ item }) => everyItem(item)).filter(({ required }) => required)).toEqual([])
  })

  test('reads nobody a promise that the class breaks', () => {
    const promises = itemsOf(whole).filter((item) => item.type === 'display' && /officers will not/.test(item.text.en))
    expect(promises.map((item) => item.onlyInClass)).toEqual(['care'])
  })

  test('has a topic for every question of the practice guide, and the stop rule', () => {
    const topics = topicsOf({ questionnaires: [whole] })
    const asked = itemsOf(whole).filter((item) => isQuestion(item) && /^[BCELPRS]\d/.test(item.linkId))
    expect(asked.filter(({ linkId }) => !topics.has(linkId)).map(({ linkId }) => linkId)).toEqual([])
    expect(itemsOf(whole).some(({ linkId }) => linkId === 'F6.1')).toBe(true)
  })
})

/** By letter of part 6: how many items, and the levels of those with a ▲ (watch) or ▲▲ (act). */
const guide: Record<string, [letter: string, items: number, levels: Record<string, string>]> = {
  entry: [
    'E',
    15,
    levels(
      '1 act watch · 2 watch · 3 watch · 4 watch · 5 act · 6 act · 7 act watch · 8 act watch · 9 watch · 10 watch · 11 watch · 12 watch · 13 act · 14 watch',
    ),
  ],
  birth: [
    'B',
    12,
    levels(
      '1 act watch · 2 watch · 3 act · 4 watch · 5 act watch · 6 watch · 7 watch · 8 act · 9 watch · 10 watch · 11 watch',
    ),
  ],
  periodic: [
    'P',
    14,
    levels(
      '1 watch · 2 watch · 3 act · 4 act · 5 watch · 6 watch · 7 watch · 8 watch · 9 watch · 10 watch · 11 watch · 12 act watch · 13 watch',
    ),
  ],
  'before-limit': [
    'L',
    13,
    levels('1 watch · 2 watch · 5 watch · 7 act · 8 watch · 9 watch · 10 watch · 11 act watch · 12 act'),
  ],
  separation: [
    'S',
    12,
    levels('1 watch · 2 watch · 3 watch · 5 watch · 6 watch · 7 watch · 8 watch · 9 watch · 10 act · 12 watch'),
  ],
  placement: [
    'C',
    15,
    levels(
      '1 watch · 2 act · 3 watch · 5 act · 6 watch · 7 watch · 8 watch · 9 watch · 10 act · 11 watch · 12 watch · 13 watch · 14 act · 15 watch',
    ),
  ],
  reunification: [
    'R',
    12,
    levels('1 watch · 2 watch · 3 act · 5 watch · 6 watch · 7 watch · 8 watch · 10 watch · 11 watch'),
  ],
}

function levels(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(' · ').map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]),
  )
}

test.each(all.map((whole) => [whole.id, whole] as const))(
  '%s: every item of the practice guide is there, with its ▲ (watch) and ▲▲ (act)',
  (id, whole) => {
    const [letter, count, expected] = guide[id] ?? ['', 0, {}]
    const numbers = practiceIds(whole, letter).map((each) => Number(each.slice(1)))
    expect(numbers.sort((left, right) => left - right)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    expect(concernLevels(whole, letter)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([number, level]) => [`${letter}${number}`, level])),
    )
  },
)

test('what nobody else may know is sealed: B3, C10 and L12 in safeguarding, B6 in health', () => {
  const classesOfItem = (item: string) =>
    all.flatMap(({ sections }) =>
      sections
        .filter((section) => everyItem(section.item).some(({ linkId }) => linkId === item))
        .map(({ classes }) => classes),
    )
  for (const item of ['B3', 'C10', 'L12']) expect(classesOfItem(item)).toEqual([['safeguarding']])
  expect(classesOfItem('B6')).toEqual([['health']])
})

test('an id means one question in all questionnaires', () => {
  const texts = new Map<string, string>()
  for (const item of all.flatMap(itemsOf)) {
    expect(texts.get(item.linkId) ?? item.text.en).toBe(item.text.en)
    texts.set(item.linkId, item.text.en)
  }
})

test('the likely day of release is asked inside and before the limit', () => {
  const asked = all.flatMap(itemsOf).filter(({ topic, type }) => topic === 'release-date' && type === 'date')
  expect(asked.map(({ linkId }) => linkId)).toEqual(['P13.2', 'L1.3'])
})

test('the short check is the ★ items, and every required question of it is ★', () => {
  const starred = new Set(
    itemsOf(entry)
      .filter((item) => item.short && isQuestion(item))
      .map((item) => practiceId(item.linkId)),
  )
  expect([...starred].filter((id) => id.startsWith('E')).sort()).toEqual(['E1', 'E2', 'E3', 'E4', 'E6', 'E9'])
  expect(itemsOf(separation).some((item) => item.short && item.linkId.startsWith('S'))).toBe(false)
})

test('what lies inside a ★ group is reached: no ★ item hangs under one without', () => {
  const hidden = itemsOf(entry).filter((item) => !item.short && everyItem(item.item ?? []).some((inner) => inner.short))
  expect(hidden.map((item) => item.linkId)).toEqual([])
})

test('ids are stable: the questions of this version', () => {
  const ids = (whole: Questionnaire) =>
    itemsOf(whole)
      .filter(isQuestion)
      .map((item) => item.linkId)
      .join(' ')
  expect(ids(entry)).toMatchInlineSnapshot(
    `"F2 F3 F4 F5 E1.1.1 E1.1.2 E1.1.3 E1.1.4 E1.2 E2.1 E2.2 E2.3 E2.4 E2.5 E3.1 E3.2 E3.3 E4.1 E4.2.1 E4.2.2 E4.2.3 E4.2.4 E4.2.5 E4.2.6 E5 E5.1 E6 E6.1 E7.1 E7.2 E7.3 E7.4 E7.5 E8.1 E8.2 E8.3 E9.1 E9.2 E9.3 E10 E11.1 E11.2 E12.1 E12.2 E13.1 E13.2 E14.1 E14.2 E14.3 E15.1 E15.2 E15.3 V1.1 V1.2 V1.3 V1.4 V2.1 V2.2 V2.3 V3.1 V3.2 V3.3 V3.4 V4.1 V4.2 V4.3 V5 V6 V7 W1 W2 W3 W4 W5"`,
  )
  expect(ids(separation)).toMatchInlineSnapshot(
    `"F2 F3 F4 F5 S1.1 S1.2 S1.3 S1.4 S5.1 S5.2 S5.3 S10.1 S10.2 S2.1 S2.2.1 S2.2.2 S2.2.3 S2.2.4 S11.1 S11.2 S3.1 S3.2 S3.3 S4.1 S4.2 S7 S6 S8.1 S8.2 S8.3 S8.4 S9.1 S9.2 S12 V1.1 V1.2 V1.3 V1.4 V2.1 V2.2 V2.3 V3.1 V3.2 V3.3 V3.4 V4.1 V4.2 V4.3 V5 V6 V7 W1 W2 W3 W4 W5"`,
  )
  const rest = all.filter((whole) => whole.id !== 'entry' && whole.id !== 'separation')
  expect(rest.map((whole) => `${whole.id}: ${ids(whole)}`)).toMatchInlineSnapshot(`
    [
      "birth: F2 F3 F4 F5 B1.1 B1.2 B1.3 B1.4 B1.5 B2.1 B2.2 B3.1 B3.2 B3.3 B4.1 B4.2 B5.1 B5.2 B5.3 B5.4 B5.5 B5.6 B6.1 B6.2 B7 B8.1 B8.2 B8.3 B9 B10 B11 B12.1 B12.2 B12.3 B12.4 W1 W2 W3 W4 W5",
      "periodic: F2 F3 F4 F5 P1.1 P1.2 P1.3 P1.4 P2.1 P2.2 P3.1 P3.2 P4.1 P4.2 P4.3 P5.1 P5.2 P6 P7.1 P7.2 P7.3 P7.4 P8.1 P8.2 P9 P10.1 P10.2 P14.1 P14.2 P11.1 P11.2 P12 P13.1 P13.2 P13.3 P13.4 W1 W2 W3 W4 W5",
      "before-limit: F2 F3 F4 F5 L1.1 L1.2 L1.3 L1.4 L2.1 L2.2 L2.3 L3.1 L3.2 L4.1 L4.2 L5.1 L5.2.1 L5.2.2 L5.2.3 L5.2.4 L6.1 L6.2 L7.1 L8.1 L8.2 L9 L10.1 L10.2 L11.1 L11.2 L11.3 L11.4 L12 L13.1 L13.2 L13.3 V1.1 V1.2 V1.3 V1.4 V2.1 V2.2 V2.3 V3.1 V3.2 V3.3 V3.4 V4.1 V4.2 V4.3 V5 V6 V7 W1 W2 W3 W4 W5",
      "placement: F2 F3 F4 F5 C1.1.1 C1.1.2 C1.2 C2.1 C2.2 C3 C4.1 C4.2 C5.1 C5.2 C6.1 C6.2 C7.1 C7.2 C8 C9 C11.1 C11.2 C11.3 C13.1 C13.2 C13.3 C13.4 C14 C10.1 C10.2 C10.3 C12 C15.1 C15.2 W1 W2 W3 W4 W5",
      "reunification: F2 F3 F4 F5 R1.1 R1.2 R1.3 R9 R2.1 R2.2 R10.1 R10.2 R10.3 R3.1 R3.2 R4.1 R4.2 R5.1 R5.2 R5.3 R6 R7 R8.1 R8.2 R11.1 R11.2 R11.3 R12 W1 W2 W3 W4 W5",
    ]
  `)
})

test('silence raises no concern: where nothing could be asked, nothing is read as no', () => {
  for (const { sections } of all)
    for (const section of sections)
      for (const accessClass of section.classes) {
        const asked = everyItem(section.item).filter(isQuestion)
        for (const missing of ['not-asked', 'prefers-not-to-say'] as const) {
          const answers = Object.fromEntries(asked.map(({ linkId }) => [linkId, { missing }]))
          const raised = concernsRaised(section, answers, { form: 'full', class: accessClass })
          expect([section.id, raised.concerns]).toEqual([section.id, []])
        }
      }
})

type Conditions = readonly (ConcernCondition | Comparison)[]

/** An answer to the question that meets a condition on it. */
function meeting(
  section: QuestionnaireSection,
  whole: Questionnaire,
  condition: Conditions[number],
): [string, ItemAnswer][] {
  if (!('question' in condition)) return []
  const { question } = condition
  if ('isMissing' in condition) return [[question, { missing: condition.isMissing[0] }]]
  const item = everyItem(section.item).find(({ linkId }) => linkId === question)
  const { operator, answer } = condition
  if (item === undefined || operator === 'exists') return []
  if (operator === '!=') {
    const other = optionsOf(whole, item).find(({ code }) => code !== answer)
    return other === undefined ? [] : [[question, { values: [other.code] }]]
  }
  if (typeof answer !== 'number') return [[question, { values: [answer] }]]
  const step = operator === '<' ? -1 : operator === '>' ? 1 : 0
  const value = answer + step
  return [[question, { values: [item.unit === undefined ? value : { value, unit: item.unit }] }]]
}

function isRaised(
  whole: Questionnaire,
  section: QuestionnaireSection,
  item: QuestionnaireItem,
  rule: ConcernRule,
): boolean {
  const above = everyItem(section.item).filter((each) => everyItem(each.item ?? []).includes(item))
  const met: Conditions = rule.behavior === 'any' ? rule.when.slice(0, 1) : rule.when
  const conditions = [...above, item].flatMap(({ enableWhen }) => enableWhen ?? [])
  const cells = Object.fromEntries([...conditions, ...met].flatMap((each) => meeting(section, whole, each)))
  const group = above.find(({ repeats, type }) => repeats === true && type === 'group')
  const answers = group === undefined ? cells : { ...cells, [group.linkId]: { rows: [cells] } }
  const newborn = { minMonths: 0, maxMonths: 0 }
  return [undefined, newborn].some((age) =>
    section.classes.some((accessClass) =>
      concernsRaised(section, answers, { form: 'full', class: accessClass, age }).concerns.some(
        ({ code }) => code === rule.code,
      ),
    ),
  )
}

test('each concern can be raised by answers to its own section', () => {
  const never = all.flatMap((whole) =>
    whole.sections.flatMap((section) =>
      everyItem(section.item).flatMap((item) =>
        (item.concernWhen ?? [])
          .filter((rule) => !isRaised(whole, section, item, rule))
          .map((rule) => `${item.linkId} ${rule.code}`),
      ),
    ),
  )
  expect(never).toEqual([])
})
