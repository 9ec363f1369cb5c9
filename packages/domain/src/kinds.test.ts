import { describe, expect, it } from 'vitest'
import { accessClasses, classBit, classesOf } from './access/classes.ts'
import { writesOf, roles } from './access/roles.ts'
import { classOf, kindNamed, kinds, knownKind } from './kinds.ts'

describe('the list of kinds', () => {
  it('names each kind once', () => {
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length)
  })
  it.each(kinds.map((kind) => [kind.name, kind] as const))('%s can be written by somebody', (_name, kind) => {
    const writers = roles.filter((role) => (writesOf([role]) & classBit(kind.class)) !== 0)
    const allowed = kind.roles === undefined ? writers : writers.filter((role) => kind.roles?.includes(role))
    expect(allowed.length).toBeGreaterThan(0)
  })
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    '%s never puts a facility beside a person',
    (_name, kind) => {
      if (kind.subject !== 'facility') expect(kind.also).not.toContain('facility')
    },
  )
  it('opens a subject only in its own slice, one way for each type', () => {
    expect(kinds.filter(({ opens }) => opens).map(({ subject }) => subject)).toEqual([
      'facility',
      'carer',
      'child',
      'kin',
    ])
  })
  it('knows a newer body of a known kind by its class, and does not read it', () => {
    expect(knownKind('register.birth-stated', 2)).toBeUndefined()
    expect(classOf('register.birth-stated')).toBe('identity')
    expect(classOf('weather.forecast')).toBe('unknown')
    expect(kindNamed('register.birth-stated')?.subject).toBe('child')
  })
})

describe('frozen for ever', () => {
  it('the bits of the classes', () => {
    expect(accessClasses.map((name) => [name, classBit(name)])).toEqual([
      ['identity', 1],
      ['custody', 2],
      ['care', 4],
      ['health', 8],
      ['psychology', 16],
      ['legal', 32],
      ['conditions', 64],
      ['safeguarding', 128],
      ['notes', 256],
    ])
    expect(classesOf(5)).toEqual(['identity', 'care'])
  })
  it('the class and subject of every kind that was ever released', () => {
    expect(kinds.map(({ name, class: guard, subject }) => `${name} ${guard} ${subject}`)).toMatchSnapshot()
  })
})
