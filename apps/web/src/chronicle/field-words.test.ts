import { kinds } from '@komar/domain/kinds'
import { beforeAll, describe, expect, it } from 'vitest'
import en from '../i18n/en.json' with { type: 'json' }
import { speakForTest } from '../i18n/spoken-for-tests.tsx'
import { fieldLabel, kindTitle, sayOption, sayTier } from './field-words.ts'

type Shape = Record<string, { def?: { type: string; innerType?: unknown; in?: unknown }; options?: readonly unknown[] }>

/** The schema inside what makes it optional or pipes it. */
function inner(schema: Shape[string]): Shape[string] {
  const next = schema.def?.innerType ?? schema.def?.in
  return next === undefined ? schema : inner(next as Shape[string])
}

const members = kinds.flatMap((kind) =>
  Object.entries('shape' in kind.body ? (kind.body.shape as Shape) : {}).map(([field, schema]) => ({
    kind: kind.name,
    field,
    // A text that may be sealed has two forms, and no choices.
    options: (inner(schema).options ?? []).filter((option) => typeof option === 'string'),
  })),
)

describe('words of entries', () => {
  beforeAll(() => {
    speakForTest('en')
  })

  it('has a title for every kind', () => {
    expect(kinds.filter(({ name }) => kindTitle(name) === 'kind.unknown').map(({ name }) => name)).toEqual([])
    expect(kindTitle('later.kind')).toBe('kind.unknown')
  })

  it('has a label for every member of every body but the salt', () => {
    expect(members.length).toBeGreaterThan(100)
    expect(members.filter(({ field }) => field !== 'salt' && fieldLabel(field) === null)).toEqual([])
  })

  it('has words for every choice', () => {
    const choices = members.flatMap(({ field, options }) => options.map((option) => `option.${field}.${option}`))
    expect(choices.length).toBeGreaterThan(100)
    expect([...new Set(choices)].filter((id) => !Object.hasOwn(en, id) && !id.startsWith('option.measure'))).toEqual([])
  })

  it('shows a choice that it does not know as it is', () => {
    const speech = speakForTest('en')
    expect(sayOption('relation', 'godmother', speech)).toBe('godmother')
    expect(sayTier(2, speech)).toBe('Relatives')
  })
})
