// What a device reads of what it heard or kept: pages of the feed, the session, answers, with one place spoiled or torn anywhere. Each is
// taken as it is or as nothing; a page that breaks off is never taken for a whole one, and nothing throws.
import type { Session } from '@komar/contract/session'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeptAnswers } from './kept-answers.ts'
import { readDevicePage } from './feed-page.ts'
import { keepSession, readKeptSession } from './kept-session.ts'
import { memoryDisk } from './memory-disk.ts'
import { plainSeal } from './plain-seal.ts'

// happy-dom's page knows no process: the long run says so by vitest's own variables.
const runs = Number(import.meta.env['VITE_FUZZ_RUNS'] ?? 200)
const seed = Number(import.meta.env['VITE_FUZZ_SEED'] ?? 20261129)

const id = '01940000-0000-7000-8000-000000000001'
const hostile = [
  null,
  0,
  -1,
  1.5,
  2 ** 53 + 2,
  '',
  'x',
  '\u0000',
  '\ud800',
  '__proto__',
  'x'.repeat(5_000),
  [],
  {},
  [null],
  { toString: 1 },
  true,
] as const

type Json = unknown
type Path = readonly (string | number)[]

function pathsIn(value: Json, from: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [from]
  return [from, ...Object.entries(value).flatMap(([key, member]) => pathsIn(member, [...from, key]))]
}

function spoiled(value: Json, [key, ...rest]: Path, by: Json): Json {
  if (key === undefined) return by
  if (Array.isArray(value))
    return value.map((item: Json, at) => (String(at) === String(key) ? spoiled(item, rest, by) : item))
  return { ...(value as object), [key]: spoiled((value as Record<string, Json>)[key], rest, by) } // a path leads through objects and lists
}

const lines = [
  {
    id,
    seq: 1,
    kind: 'register.child-registered',
    subject: id,
    also: [id],
    chain: 'a'.repeat(64),
    body: { names: { latin: 'Sokha' } },
  },
  { forget: { subject: id, classes: ['care'] } },
  {
    status: {
      child: id,
      isInside: true,
      pastFromEarliest: '2014-01-01',
      pastFromLatest: null,
      approachFrom: null,
      decisionType: null,
      decisionUntil: null,
      nextDue: null,
      sight: 3,
    },
  },
]
const end = { cursor: 'c', more: false, head: { seq: 1, chain: 'a'.repeat(64) }, backedUpTo: 0, expected: 1 }
const textOf = (all: readonly Json[]) => all.map((line) => `${JSON.stringify(line)}\n`).join('')

describe('a page of the feed', () => {
  it('cut anywhere before its end is none', () => {
    const whole = textOf([...lines, end])
    expect(readDevicePage(whole)).toMatchObject({ lines: [{ id }], forget: [{ subject: id }], cursor: 'c' })
    for (let at = 0; at < whole.length - 2; at += 1) expect(readDevicePage(whole.slice(0, at))).toBeNull()
  })

  it('with any place spoiled is taken without an error, and holds nothing of another form', () => {
    const all = [...lines, end]
    const paths = all.flatMap((line, at) => pathsIn(line, [at]))
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.constantFrom(...hostile), fc.nat(), (path, by, cut) => {
        const text = textOf(spoiled(all, path, by) as Json[])
        for (const torn of [text, text.slice(0, cut % text.length) + text.slice((cut % text.length) + 3)]) {
          const page = readDevicePage(torn)
          if (page === null) continue
          expect(typeof page.cursor).toBe('string')
          for (const line of page.lines) {
            expect(Number.isSafeInteger(line.seq)).toBe(true)
            expect(line.subjects.every((subject) => typeof subject === 'string')).toBe(true)
          }
        }
      }),
      { seed, numRuns: runs },
    )
    expect('isAdmin' in {}).toBe(false)
  })
})

const session = {
  account: { id, user: 'dara', displayName: 'Dara' },
  agency: { id, code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare', isState: true },
  roles: ['social-worker'],
  language: 'km',
  mustChangePassword: false,
  mayRead: ['identity'],
  mayWrite: ['identity'],
  device: id,
  expiresAt: '2030-01-01T00:00:00Z',
  host: {
    stamp: 'demonstration',
    epoch: id,
    country: 'kh',
    timeZone: 'Asia/Phnom_Penh',
    now: '2014-01-01T00:00:00.000Z',
    today: '2014-01-01',
  },
}

describe('what was kept', () => {
  it('a session with any place spoiled opens, or is none', async () => {
    const paths = pathsIn(session)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.constantFrom(...hostile), async (path, by) => {
        const opened = { disk: memoryDisk(), seal: plainSeal('dara') }
        await keepSession(opened, spoiled(session, path, by) as Session, 1) // of whatever version
        const read = await readKeptSession(opened, 2)
        if (read !== null) expect(read.host.today).toMatch(/^\d{4}-\d\d-\d\d$/u)
      }),
      { seed, numRuns: runs },
    )
  })

  it('an answer whose row, or whose list of rows, is something else is none', async () => {
    for (const by of [...hostile.map((one) => JSON.stringify(one)), 'no json', '']) {
      for (const key of ['index', 'question']) {
        const disk = memoryDisk()
        const seal = plainSeal('dara')
        const kept = createKeptAnswers(disk, seal)
        await kept.keep('question', { value: 1, heardAt: '2014-01-01T00:00:00.000Z' })
        const place = { table: 'kept' as const, key: key === 'index' ? key : await seal.blindName('question') }
        await disk.write([{ ...place, value: await seal.seal(place, new TextEncoder().encode(by)) }])
        const read = await kept.read('question')
        expect(read === null || typeof read.heardAt === 'string').toBe(true)
        await kept.keep('question', { value: 2, heardAt: '2014-01-02T00:00:00.000Z' })
        if (key === 'question') expect(await kept.read('question')).toMatchObject({ value: 2 })
      }
    }
  })
})
