// Every act has a gate, a fact has none, and every code that a check carries is in the list that the catalogues are held against.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../policies/kh/policy.ts'
import { day, planBody, planned, story, worldOf } from './example-entries.fixture.ts'
import { deadlineCodes } from './deadline-codes.ts'
import { gateCodes, gateFor, needsWholePack } from './gates.ts'
import { kinds } from './kinds.ts'
import { parseSmallPack } from './policy.ts'

const pack = cambodia()

describe('the list of gates', () => {
  test.each(kinds.map((kind) => [kind.name, kind.family]))('%s: %s', (name, family) => {
    expect(gateFor(name) !== undefined).toBe(family === 'act')
  })

  test('an unknown kind has none', () => {
    expect(gateFor('care.not-invented-yet')).toBeUndefined()
  })

  test('codes are told apart', () => {
    expect(new Set(gateCodes).size).toBe(gateCodes.length)
    expect(new Set(deadlineCodes).size).toBe(deadlineCodes.length)
  })

  test('every code that the story brings up is listed, and every act of the story passes', () => {
    const entries = [...Object.values(story()), planned(planBody)]
    for (const act of entries) {
      const before = entries.filter((each) => (each.seq ?? 0) < (act.seq ?? 0))
      const today = day(act.occurred)
      const checks = gateFor(act.kind)?.checks(act, worldOf(before, pack, today)) ?? []
      expect(checks.filter((check) => !check.holds)).toEqual([])
      for (const { code } of checks) expect(gateCodes).toContain(code)
    }
  })

  test('a body that does not fit its kind has no checks: its schema has refused it', () => {
    for (const { name } of kinds.filter(({ family }) => family === 'act')) {
      const act = { ...planned({}), kind: name }
      expect(gateFor(name)?.checks(act, worldOf([], pack, day('2013-10-08')))).toEqual([])
      expect(gateFor(name)?.reads({ ...act, also: [] })).toEqual([])
    }
  })
})

describe('under a pack with the age limit alone', () => {
  const { leadTime, missingDay, limits } = pack.law
  const law = { country: 'xx', missingDay, limits, leadTime: { ...leadTime, remandNamedCarerDays: null } }
  const small = parseSmallPack({
    head: { ...pack.head, id: 'xx' },
    law: { ...law, overstay: null, noticeAnswerWorkingDays: null, responsibleAuthority: null },
  })
  const rulingsOn = (name: string) => {
    const act = [...Object.values(story()), planned(planBody)].find(({ kind }) => kind === name)
    const checks = act === undefined ? null : gateFor(name)?.checks(act, worldOf([], small, day('2013-10-08')))
    return checks?.filter(({ holds }) => !holds).map(({ code }) => code)
  }

  test('nothing that rules of the work decide passes, and the reason is said', () => {
    for (const name of [
      'assess.assessment-finished',
      'assess.decision-made',
      'care.carer-approved',
      'care.separation-planned',
    ]) {
      expect(needsWholePack(name)).toBe(true)
      expect(rulingsOn(name)).toEqual(['policy.not-in-pack'])
    }
  })

  test('what needs the law alone is decided as anywhere', () => {
    expect(needsWholePack('access.allocated')).toBe(false)
    expect(rulingsOn('access.allocated')).not.toContain('policy.not-in-pack')
    expect(needsWholePack('register.birth-settled')).toBe(false)
  })
})
