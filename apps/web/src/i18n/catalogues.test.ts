import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { problemCodes } from '@komar/domain/chronicle/problem'
import { describe, expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import km from './km.json' with { type: 'json' }

const catalogues: Record<string, Record<string, string>> = { en, km }
const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const source = Object.values(sources).join('\n')

/** Ids that the source builds from a code; the compiler checks that each exists (problem-words.ts). */
const builtIds = new Set<string>(problemCodes.map((code) => `problem.${code}`))

function placesOf(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)[,}]|<(\w+)\/>/g)].map((match) => match[1] ?? match[2] ?? '')
  return [...new Set(names)].toSorted()
}

function idsUsed(): string[] {
  const calls =
    /(?:\btext\(|\bsay\(|<Text\s+id=|\b(?:title|term|heading|label|sentence)=)\s*\{?["'`]([a-z][a-z-]*\.[a-z][a-z.-]*)["'`]/g
  return [...source.matchAll(calls)].map((match) => match[1] ?? '')
}

function isWellFormed(text: string): boolean {
  try {
    compileMessageOrThrow(text)
    return true
  } catch {
    return false
  }
}

describe('catalogues', () => {
  it('have the same ids in both languages', () => {
    expect(Object.keys(km).toSorted()).toEqual(Object.keys(en).toSorted())
  })

  it('are sorted by id, so that two people who add texts rarely meet', () => {
    for (const catalogue of Object.values(catalogues)) {
      expect(Object.keys(catalogue)).toEqual(Object.keys(catalogue).toSorted())
    }
  })

  it.each(Object.entries(catalogues))('%s: every text is there and well-formed', (_language, catalogue) => {
    const unfit = Object.entries(catalogue).filter(([, text]) => text.trim() === '' || !isWellFormed(text))
    expect(unfit.map(([id]) => id)).toEqual([])
  })

  it('name the same places in both languages', () => {
    const others = Object.entries(catalogues['km'] ?? {}).map(([id, text]) => [id, placesOf(text)])
    expect(Object.fromEntries(others)).toEqual(
      Object.fromEntries(Object.entries(catalogues['en'] ?? {}).map(([id, text]) => [id, placesOf(text)])),
    )
  })

  it('say Khmer in Khmer', () => {
    const withoutWords = new Set(['clock.date-and-distance', 'chronicle.who', 'lifeline.mark', 'answer.with-unit'])
    const notKhmer = Object.entries(km).filter(([id, text]) => !withoutWords.has(id) && !/[\u1780-\u17ff]/.test(text))
    expect(notKhmer.map(([id]) => id)).toEqual([])
  })

  it('hold every id that the source uses', () => {
    const missing = idsUsed().filter((id) => !(id in en))
    expect(idsUsed().length).toBeGreaterThan(50)
    expect(missing).toEqual([])
  })

  it('hold no id that the source does not use', () => {
    const unused = Object.keys(en).filter(
      (id) => !builtIds.has(id) && !source.includes(`'${id}'`) && !source.includes(`"${id}"`),
    )
    expect(unused).toEqual([])
  })
})
