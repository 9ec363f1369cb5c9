import { describe, expect, test } from 'vitest'
import { entryQuestionnaire, separationQuestionnaire } from '../../../../policies/kh/questionnaires.ts'
import type { AskingContext, SectionAnswers } from './answers.ts'
import { concernsRaised, higherLevel } from './concerns.ts'

const all = [...entryQuestionnaire().sections, ...separationQuestionnaire().sections]
const full: AskingContext = { form: 'full', class: 'care' }

function raised(id: string, answers: SectionAnswers, context: AskingContext = full) {
  const section = all.find((each) => each.id === id)
  if (!section) throw new Error(`no section ${id}`)
  return concernsRaised(section, answers, context)
}
function codes(id: string, answers: SectionAnswers, context: AskingContext = full): string[] {
  return raised(id, answers, context).concerns.map(({ code, level }) => `${code} ${level}`)
}
const aged = (minMonths: number, maxMonths = minMonths): AskingContext => ({ ...full, age: { minMonths, maxMonths } })

describe('concerns of the entry questionnaire', () => {
  test('a sick child is for today', () => {
    const found = raised('health-today', { E6: { values: ['fever', 'cough'] } })
    expect(found.level).toBe('act')
    expect(found.concerns.map(({ item, code }) => [item, code])).toEqual([['E6', 'ill-today']])
    expect(found.concerns[0]?.why.en).toMatch(/today/)
    expect(raised('health-today', { E6: { values: ['none'] } }).level).toBe('none')
  })

  test('feeding interrupted: watch, and act today when certainly under six months', () => {
    const interrupted = { 'E8.3': { values: [true] } }
    expect(codes('health-today', interrupted, aged(5))).toEqual([
      'young-baby-feeding-interrupted act',
      'feeding-interrupted watch',
    ])
    expect(codes('health-today', interrupted, aged(6))).toEqual(['feeding-interrupted watch'])
    expect(codes('health-today', interrupted, aged(4, 7))).toEqual(['feeding-interrupted watch'])
    expect(codes('health-today', interrupted)).toEqual(['feeding-interrupted watch'])
    expect(codes('health-today', interrupted, aged(40))).toEqual([])
  })

  test.each([
    [11.4, ['arm-band-severe act']],
    [11.5, ['arm-band-low watch']],
    [12.4, ['arm-band-low watch']],
    [12.5, []],
  ])('arm band of %s cm', (value, expected) => {
    expect(codes('health-today', { 'E7.2': { values: [{ value, unit: 'cm' }] } }, aged(24))).toEqual(expected)
  })

  test('a child of the mother left somewhere, row by row', () => {
    const found = raised('who-and-how', {
      'E1.1': {
        rows: [
          { 'E1.1.3': { values: ['with-mother'] } },
          { 'E1.1.3': { missing: 'does-not-know' } },
          { 'E1.1.3': { values: ['neighbour'] }, 'E1.1.4': { values: [false] } },
          { 'E1.1.3': { values: ['father'] }, 'E1.1.4': { missing: 'does-not-know' } },
        ],
      },
    })
    expect(found.concerns.map(({ row, code, level }) => `${row} ${code} ${level}`)).toEqual([
      '1 place-unknown act',
      '2 child-unattended act',
      '3 care-not-known watch',
    ])
  })

  test('someone willing whom nobody reached', () => {
    const person = (willing: string, reached: string): SectionAnswers => ({
      'E4.1': { values: ['yes'] },
      'E4.2': { rows: [{ 'E4.2.5': { values: [reached] }, 'E4.2.6': { values: [willing] } }] },
    })
    expect(codes('someone-outside', person('yes', 'tried'))).toEqual(['willing-not-called watch'])
    expect(codes('someone-outside', person('yes', 'reached'))).toEqual([])
    expect(codes('someone-outside', person('no', 'not-tried'))).toEqual([])
  })
})

describe('concerns of the separation questionnaire', () => {
  test('nobody with the mother that night is for today', () => {
    expect(codes('mother', { 'S10.1': { values: ['none'] } })).toEqual(['mother-alone-after act'])
  })

  test.each([
    ['២', ['too-few-meetings watch']],
    [3, []],
  ])('%s meetings', (value, expected) => {
    expect(codes('new-carer', { 'S2.1': { values: [value] } })).toEqual(expected)
  })
})

describe('silence', () => {
  test('raises nothing, calms nothing', () => {
    const section = raised('bond-and-safety', {})
    expect(section.level).toBe('none')
    expect(section.notKnown).toEqual(['E11.1', 'E12.1', 'E13.2'])
    expect(raised('bond-and-safety', { 'E13.2': { missing: 'prefers-not-to-say' } }).notKnown).toContain('E13.2')
    expect(raised('bond-and-safety', { 'E13.2': { values: ['no'] } }).notKnown).toEqual(['E11.1', 'E12.1'])
  })

  test('no question of any questionnaire raises a concern by a missing "no"', () => {
    for (const section of all)
      for (const missing of ['not-asked', 'prefers-not-to-say'] as const) {
        const ids = section.item.flatMap((item) => [item, ...(item.item ?? [])]).filter((item) => item.type !== 'group')
        const answers = Object.fromEntries(ids.map((item) => [item.linkId, { missing }]))
        expect(concernsRaised(section, answers, full).concerns).toEqual([])
      }
  })
})

test('levels: the higher of two', () => {
  expect([higherLevel('none', 'watch'), higherLevel('act', 'watch'), higherLevel('none', 'none')]).toEqual([
    'watch',
    'act',
    'none',
  ])
})
