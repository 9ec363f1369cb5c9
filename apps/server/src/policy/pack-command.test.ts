import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../cli/run-command.ts'
import { policiesDirectory } from '../policy-files.ts'
import type { PackDiff } from './diff-packs.ts'
import type { Finding } from './finding.ts'
import { packCommand } from './pack-command.ts'

let root = ''
let folder = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'komar-pack-'))
})
beforeEach(async () => {
  folder = join(root, String(Math.random()).slice(2), 'in')
  await mkdir(folder, { recursive: true })
  await cp(join(policiesDirectory, 'in'), folder, { recursive: true })
})
afterAll(() => rm(root, { recursive: true }))

async function run(...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const outputs = Promise.all([text(stdout), text(stderr)])
  const io = { stdin: Readable.from([]), stdout, stderr, environment: {}, now: () => '2026-11-29T12:00:00.000Z' }
  const code = await runCommand(packCommand, args, io)
  stdout.end()
  stderr.end()
  const [out, err] = await outputs
  return { code, out, err }
}

type Law = { limits: Record<string, unknown>[]; [field: string]: unknown }

async function rewrite(file: string, change: (json: Law) => unknown): Promise<void> {
  const path = join(folder, file)
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')) as Law)))
}

async function findings(): Promise<Finding[]> {
  return JSON.parse((await run('check', folder, '--json')).out) as Finding[]
}

const faults = async () => (await findings()).filter(({ level }) => level === 'fault')

const limit = { from: null, months: 36, source: 'A law, article 1', status: 'sourced' }

describe('komar pack check', () => {
  test('finds a pack of ours sound, and says what to look at', async () => {
    const { code, out } = await run('check', 'in')
    expect(code).toBe(0)
    expect(out).toContain('before 2006-04-13 no limit is known')
    expect(out).toContain('in: sound; 1 to look at.')
  })

  test.each([
    ['no source', { ...limit, source: undefined }, 'source', 'is missing', 'the law and its article'],
    ['an empty source', { ...limit, source: '' }, 'source', 'too short', 'the law and its article'],
    ['no status', { ...limit, status: undefined }, 'status', 'is missing', 'one of: verified'],
    ['a status of their own', { ...limit, status: 'sure' }, 'status', 'none of the words', 'one of: verified'],
    ['an age in words', { ...limit, months: 'three years' }, 'months', 'is not what is written here', 'whole months'],
    ['half a month', { ...limit, months: 36.5 }, 'months', 'is not what is written here', 'whole months'],
    ['an age below nought', { ...limit, months: -1 }, 'months', 'too small', 'whole months'],
    [
      'a date as people write it',
      { ...limit, from: '5 December 2011' },
      'from',
      'cannot be read',
      'the day, the month or the year',
    ],
    [
      'a day that is not there',
      { ...limit, from: '2011-02-30' },
      'from',
      'cannot be read',
      'the day, the month or the year',
    ],
    ['no limit and no word why', { ...limit, months: null }, '', 'no number of months', 'in a note'],
    ['a field that nobody knows', { ...limit, until: 36 }, '', 'does not know: until', 'mend its spelling'],
  ])('says of %s where it is and what to write', async (_, written, field, wrong, write) => {
    await rewrite('law.json', (law) => ({ ...law, limits: [written] }))
    const [first, ...rest] = await faults()
    expect(rest).toEqual([])
    expect(first).toMatchObject({
      file: 'law.json',
      wrong: expect.stringContaining(wrong),
      write: expect.stringContaining(write),
    })
    expect(first?.place).toContain('age limit 1 of 1')
    expect(first?.place).toContain(field)
    const { code, out } = await run('check', folder)
    expect(code).toBe(1)
    expect(out).toContain('1 to mend')
  })

  test.each([
    ['the wrong order', '2012', '2011'],
    ['days that overlap', '2011-12', '2011-12-15'],
    ['one day twice', '2011-12-01', '2011-12-01'],
    ['a second one without a beginning', '2011', null],
  ])('names limits in %s', async (_, first, second) => {
    await rewrite('law.json', (law) => ({
      ...law,
      limits: [
        { ...limit, from: first },
        { ...limit, from: second },
      ],
    }))
    expect(await faults()).toMatchObject([{ file: 'law.json', place: expect.stringContaining('age limit 2 of 2') }])
  })

  test('asks about a limit that falls with no word on the children between, and is content with a note', async () => {
    const fall = (note?: object) => (law: Law) => ({
      ...law,
      limits: [
        { ...limit, months: 72 },
        { ...limit, from: '2011-12', ...(note === undefined ? {} : { note }) },
      ],
    })
    await rewrite('law.json', fall())
    expect(await findings()).toMatchObject([
      { level: 'look', wrong: expect.stringContaining('falls from 72 months to 36') },
    ])
    await rewrite('law.json', fall({ en: 'The law gives no time.', km: 'ច្បាប់មិនផ្តល់ពេលទេ។' }))
    expect(await findings()).toEqual([])
  })

  test('reads every file, though one cannot be read', async () => {
    await writeFile(join(folder, 'law.json'), '{ "country": "in",\n  "limits": [}\n')
    await rewrite('pack.json', (head) => ({
      ...head,
      id: 'xx',
      timeZone: { name: 'Asia/Nowhere', utcOffset: '+05:30' },
    }))
    const found = await faults()
    expect(found.map(({ file, place }) => [file, place])).toEqual([
      ['law.json', 'line 2'],
      ['pack.json', 'id'],
      ['pack.json', 'time zone'],
    ])
  })

  test('wants all rules of the work, or none, and no file that it does not read', async () => {
    await cp(join(policiesDirectory, 'kh/measures.json'), join(folder, 'measures.json'))
    await writeFile(join(folder, 'laws.json'), '{}')
    const found = await faults()
    expect(found.map(({ file }) => file)).toEqual([
      'laws.json',
      'procedures.json',
      'wellbeing.json',
      'immunisation.json',
      'questionnaires',
    ])
  })

  test('follows what one file says of another', async () => {
    const rate = { personClass: 'prisoner', rielPerDay: 5, from: '2010', source: 'A decree', status: 'sourced' }
    await writeFile(join(folder, 'entitlement.json'), JSON.stringify({ note: 'n', rates: [rate, rate] }))
    await cp(join(policiesDirectory, 'kh/facilities.json'), join(folder, 'facilities.json'))
    const found = await faults()
    expect(found.map(({ file, place }) => `${file} ${place}`)).toEqual(
      expect.arrayContaining([
        'pack.json currency',
        'entitlement.json the rate of prisoner from 2010',
        'facilities.json prison CC2',
      ]),
    )
  })

  test('knows a unit that is not the one of a figure', async () => {
    await cp(join(policiesDirectory, 'kh'), folder, { recursive: true, force: true })
    await rewrite('pack.json', (head) => ({ ...head, id: 'in' }))
    await rewrite('law.json', (law) => ({ ...law, country: 'in' }))
    await rewrite('procedures.json', (json) => ({
      ...json,
      release: {
        ...(json['release'] as object),
        packReadyWithin: { value: 2, unit: 'weeks', status: 'practice', source: 's' },
      },
    }))
    expect(await faults()).toMatchObject([
      {
        file: 'procedures.json',
        place: 'release › packReadyWithin › unit',
        write: expect.stringContaining('Units are fixed'),
      },
    ])
  })

  test('says which pack there is not, and how it is asked', async () => {
    expect(await run('check', 'atlantis')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no pack "atlantis"'),
    })
    expect((await run('check')).code).toBe(2)
    expect((await run('diff', 'kh')).code).toBe(2)
  })
})

describe('komar pack diff', () => {
  const diff = async (a: string, b: string) => JSON.parse((await run('diff', a, b, '--json')).out) as PackDiff

  test('works out what another limit does to a child', async () => {
    const { changes, consequences } = await diff('lt', 'in')
    expect(changes[0]).toMatchObject({
      whom: 'every child in prison, and its mother',
      before: expect.stringContaining('36 months'),
      after: 'none known',
    })
    expect(consequences.map(({ says }) => says)).toContain(
      'A child born 2010-05-01, in prison since birth: past from 2013-05-01 under lt, past from 2016-05-01 under in.',
    )
  })

  test('says that one is never past where there is no limit, and keeps uncertain days uncertain', async () => {
    const { consequences } = await diff('kh', 'fr')
    expect(consequences.every(({ says }) => says.includes('never past a limit under fr'))).toBe(true)
    expect(consequences.some(({ says }) => says.includes('past from between 2011-12-01 and 2011-12-31 under kh'))).toBe(
      true,
    )
  })

  test('names each rule that changes, and for whom', async () => {
    await cp(join(policiesDirectory, 'kh'), folder, { recursive: true, force: true })
    await rewrite('procedures.json', (json) => ({
      ...json,
      release: {
        ...(json['release'] as object),
        packReadyWithin: { value: 90, unit: 'days', status: 'practice', source: 's' },
      },
    }))
    const { changes, consequences } = await diff('kh', folder)
    expect(changes).toMatchObject([
      {
        whom: 'mothers who are released, and their children',
        what: 'procedures.json, release.packReadyWithin',
        after: '90 days (practice: s)',
      },
    ])
    expect(consequences).toEqual([])
  })

  test('says that nothing changes, and what a small pack does not hold', async () => {
    expect((await run('diff', 'kh', 'kh')).out).toBe('Nothing changes from the first to the second.\n')
    const { changes } = await diff('kh', 'at')
    expect(changes).toContainEqual(expect.objectContaining({ what: 'A stay past the limit', after: 'not in the pack' }))
  })
})
