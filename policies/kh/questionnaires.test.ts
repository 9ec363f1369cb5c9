import { everyItem, isQuestion, optionsOf, type Questionnaire } from '@komar/domain/assess/questionnaire'
import { questionnaireFaults } from '@komar/domain/assess/questionnaire-faults'
import { describe, expect, test } from 'vitest'
import { entryQuestionnaire, separationQuestionnaire } from './questionnaires.ts'

const entry = entryQuestionnaire()
const separation = separationQuestionnaire()

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

describe.each([
  ['entry', entry],
  ['separation', separation],
])('%s questionnaire', (_name, whole) => {
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
    const all = [...texts, whole.title, ...whole.sections.map((section) => section.title)]
    expect(all.filter(({ km }) => !/[\u1780-\u17ff]/u.test(km))).toEqual([])
    expect(all.filter(({ en }) => /[\u1780-\u17ff]/u.test(en))).toEqual([])
  })

  test('asks nothing of a class that nobody who assesses may write', () => {
    expect(whole.sections.filter((section) => section.classes[0] !== 'care').map((section) => section.id)).toEqual([])
  })

  test('begins with the first words and ends with the last', () => {
    expect(whole.sections[0]?.id).toBe('first-words')
    expect(whole.sections.at(-1)?.id).toBe('last-words')
  })

  test('reads nobody a promise that the class breaks', () => {
    const promises = itemsOf(whole).filter((item) => item.type === 'display' && /officers will not/.test(item.text.en))
    expect(promises.map((item) => item.onlyInClass)).toEqual(['care'])
  })
})

test('every item of the practice guide is there', () => {
  expect(practiceIds(entry, 'E')).toEqual(Array.from({ length: 15 }, (_, index) => `E${index + 1}`))
  expect(practiceIds(separation, 'S').sort()).toEqual(Array.from({ length: 12 }, (_, index) => `S${index + 1}`).sort())
})

test('every ▲ (watch) and ▲▲ (act) of the practice guide is there, and the level is the same', () => {
  expect(concernLevels(entry, 'E')).toEqual({
    E1: 'act watch',
    E2: 'watch',
    E3: 'watch',
    E4: 'watch',
    E5: 'act',
    E6: 'act',
    E7: 'act watch',
    E8: 'act watch',
    E9: 'watch',
    E10: 'watch',
    E11: 'watch',
    E12: 'watch',
    E13: 'act',
    E14: 'watch',
  })
  expect(concernLevels(separation, 'S')).toEqual({
    S1: 'watch',
    S2: 'watch',
    S3: 'watch',
    S5: 'watch',
    S6: 'watch',
    S7: 'watch',
    S8: 'watch',
    S9: 'watch',
    S10: 'act',
    S12: 'watch',
  })
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
})
