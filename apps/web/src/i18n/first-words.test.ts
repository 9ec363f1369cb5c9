import { dirname, join } from 'node:path/posix'
import { describe, expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import { partOf } from './first-words.ts'

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], {
  base: '../',
  query: '?raw',
  import: 'default',
  eager: true,
})

/** What is there before the words of all pages are: the page itself, and the one page that is not fetched with them. */
const entrances = ['./main.tsx', './insight/first-page.tsx']

/** Titles that the routes carry to the questionnaires' pages; nothing of the first load shows them. */
const onlyCarried = './assess/forms/askings.ts'

const importing = /(?:^|\n)(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?'(\.[^']+\.tsx?)'/g

function reachedFrom(starts: readonly string[]): string[] {
  const reached = new Set(starts)
  for (const path of reached) {
    for (const [, to = ''] of (sources[path] ?? '').matchAll(importing)) reached.add(`./${join(dirname(path), to)}`)
  }
  return [...reached].filter((path) => path in sources)
}

const first = reachedFrom(entrances)
const source = first.filter((path) => path !== onlyCarried).map((path) => sources[path] ?? '')

describe('the first part of the catalogue', () => {
  it('is smaller than the rest', () => {
    const ids = Object.keys(en)
    const inFirst = ids.filter((id) => partOf(id) === 'first')
    expect(inFirst.length).toBeGreaterThan(100)
    expect(inFirst.length).toBeLessThan(ids.length / 4)
  })

  it('holds every text that the shell, sign-in and Today name', () => {
    const named = source.flatMap((text) => [...text.matchAll(/['"`]([a-z][a-z-]*\.[a-z0-9.-]+)['"`]/g)])
    const ids = [...new Set(named.map((match) => match[1] ?? ''))].filter((id) => id in en)
    expect(first).toEqual(
      expect.arrayContaining(['./shell/frame.tsx', './access/sign-in-page.tsx', './insight/today-page.tsx']),
    )
    expect(ids.length).toBeGreaterThan(100)
    expect(ids.filter((id) => partOf(id) !== 'first')).toEqual([])
  })

  it('holds every text that they put together from a code', () => {
    const beginnings = source.flatMap((text) =>
      [...text.matchAll(/`([a-z][a-z-]*\.[a-z.-]*)\$\{/g)].map((match) => match[1] ?? ''),
    )
    expect(beginnings).toContain('problem.')
    expect(beginnings.filter((beginning) => partOf(beginning) !== 'first')).toEqual([])
  })

  it('is not put together in another way, nor looked up in what happens to be loaded', () => {
    expect(first.filter((path) => /\bwords\('|knownMessage\(/.test(sources[path] ?? ''))).toEqual([])
  })

  it('is enough only for the first page: every other page waits for the rest', () => {
    const withoutRest = Object.entries(sources).flatMap(([path, text]) =>
      [...text.matchAll(/\blazyRouteComponent\(([^,\n]*)/g)].map((match) => `${path}: ${match[1] ?? ''}`),
    )
    expect(withoutRest).toEqual([
      "./insight/routes.tsx: () => import('./first-page.tsx')",
      './shell/lazy-page.ts: async () => {',
    ])
  })
})
