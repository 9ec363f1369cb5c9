import { compileMessageOrThrow, type CompiledMessageToken } from '@lingui/message-utils/compileMessage'
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

/** The beginnings of ids that the source builds from a code: `problem.${code}`, `words('option.sex', …)`. */
const builtPrefixes = [
  ...new Set([
    ...[...source.matchAll(/`([a-z][a-z-]*\.[a-z.-]*)\$\{/g)].map((match) => match[1] ?? ''),
    ...[...source.matchAll(/\bwords\('([a-zA-Z.-]+)'/g)].map((match) => `${match[1] ?? ''}.`),
  ]),
]

/** The names of a text's places, those inside plurals and selections too. */
function placesOf(text: string): string[] {
  const names = (tokens: readonly CompiledMessageToken[]): string[] =>
    tokens.flatMap((token) => {
      if (typeof token === 'string') return [...token.matchAll(/<(\w+)\/?>/g)].map((match) => match[1] ?? '')
      const [name, , format] = token
      const inside = typeof format === 'object' && format !== null ? Object.values(format) : []
      return [...(name === '#' ? [] : [name]), ...inside.filter(Array.isArray).flatMap(names)]
    })
  return [...new Set(names(compileMessageOrThrow(text)))].toSorted()
}

function idsUsed(): string[] {
  const calls =
    /(?:\btext\(|\bsay\(|<Text\s+id=|\b(?:title|term|heading|label|sentence)=)\s*\{?["'`]([a-z][a-z-]*\.[a-z0-9][a-z0-9.-]*)["'`]/g
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
    const isWordless = (id: string): boolean => !/\p{L}/u.test((catalogues['en']?.[id] ?? '').replace(/\{\w+\}/g, ''))
    const notKhmer = Object.entries(km).filter(([id, text]) => !isWordless(id) && !/[\u1780-\u17ff]/.test(text))
    expect(notKhmer.map(([id]) => id)).toEqual([])
  })

  it('hold every id that the source uses', () => {
    const missing = idsUsed().filter((id) => !(id in en))
    expect(idsUsed().length).toBeGreaterThan(50)
    expect(missing).toEqual([])
  })

  it('hold no id that the source does not use', () => {
    const literals = new Set([...source.matchAll(/['"]([a-z][a-z-]*\.[a-z0-9.-]+)['"]/g)].map((match) => match[1]))
    const isBuilt = (id: string): boolean => builtPrefixes.some((prefix) => id.startsWith(prefix))
    expect(Object.keys(en).filter((id) => !literals.has(id) && !isBuilt(id))).toEqual([])
  })
})
