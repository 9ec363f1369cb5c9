import { deadlineCodes } from '@komar/domain/deadline-codes'
import { describe, expect, it } from 'vitest'
import { speakForTest } from '../i18n/spoken-for-tests.tsx'
import { mendOf, sayDeadline, sayDuty } from './deadline-words.ts'
import { groupsOf } from './deadline-groups.ts'

describe.each(['en', 'km'] as const)('deadlines in words (%s)', (language) => {
  it('has a sentence for every code', () => {
    const speech = speakForTest(language)
    const sentences = deadlineCodes.map((code) => sayDeadline({ code, params: {} }, speech))
    expect(sentences.filter((sentence) => sentence.startsWith('deadline.'))).toEqual([])
    expect(new Set(sentences).size).toBe(deadlineCodes.length)
  })

  it('says the limit differently once it may be past, and once it is', () => {
    const speech = speakForTest(language)
    const said = (['open', 'overdue', 'breach'] as const).map((state) =>
      sayDeadline({ code: 'law.limit', params: {}, state }, speech),
    )
    expect(new Set(said).size).toBe(3)
  })
})

describe('a deadline', () => {
  it('names the measure that it is about, and an institution', () => {
    const speech = speakForTest('en')
    expect(sayDeadline({ code: 'assess.measure-owed', params: { measure: 4 } }, speech)).toContain('measure 4')
    expect(sayDuty('both', speech)).toBe('social affairs and the prison')
  })

  it('of a newer code still has words, and no form', () => {
    expect(sayDeadline({ code: 'later.code', params: {} }, speakForTest('en'))).toBe('To do')
    expect(mendOf({ code: 'later.code' })).toBeNull()
    expect(mendOf({ code: 'care.contact-due' })).toBe('contact')
  })
})

describe('groupsOf', () => {
  it('keeps the order in which each code first comes', () => {
    const items = ['b', 'a', 'b'].map((code) => ({ code }))
    const groups = groupsOf(items, (item) => item)
    expect(groups.map(({ code, items: grouped }) => [code, grouped.length])).toEqual([
      ['b', 2],
      ['a', 1],
    ])
    expect(groupsOf([], (item: { code: string }) => item)).toEqual([])
  })
})
