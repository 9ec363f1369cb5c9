// Every act has a gate, a fact has none, and every code that a check carries is in the list that the catalogues are held against.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../policies/kh/policy.ts'
import { day, planBody, planned, story, worldOf } from './example-entries.fixture.ts'
import { deadlineCodes } from './deadline-codes.ts'
import { gateCodes, gateFor } from './gates.ts'
import { kinds } from './kinds.ts'

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
