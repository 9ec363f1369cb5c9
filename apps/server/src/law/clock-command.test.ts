import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../cli/run-command.ts'
import { clockCommand } from './clock-command.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komar-clock-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Half past seven in the morning of 1 August 2013 in Phnom Penh, still July in London. */
const now = () => '2013-07-31T17:30:00.000Z'

async function run(args: string[], input = '') {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const outputs = Promise.all([text(stdout), text(stderr)])
  const code = await runCommand(clockCommand, args, {
    stdin: Readable.from([input]),
    stdout,
    stderr,
    environment: {},
    now,
  })
  stdout.end()
  stderr.end()
  const [out, err] = await outputs
  return { code, out, err }
}

const header = 'id,born,in_prison,as_of'
const answers = 'state,first_day_past_earliest,first_day_past_latest,days_over_min,days_over_max'
const lines = (...rows: string[]) => rows.map((row) => `${row}\r\n`).join('')

describe('komar clock for one child', () => {
  test('answers G1', async () => {
    const { code, out, err } = await run(['--policy', 'kh', '--born', '2005-03', '--in-prison', '2005-03/2012-01'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({
      asOf: '2012-01-31',
      age: { years: 6, months: 10 },
      limits: [
        { from: null, months: 72 },
        { from: '2011-12', months: 36 },
      ],
      firstDayPast: { earliest: '2011-03-01', latest: '2011-03-31' },
      daysOver: { min: 277, max: 337 },
      daysLeft: null,
      state: 'past',
    })
  })

  test('takes the day asked for, in Khmer digits too, and several stays', async () => {
    const stays = ['--in-prison', '2010-08-01/2010-12-31;2013-01-01/..']
    const { out } = await run(['--born', '២០១០-០៨', ...stays, '--as-of', '២០១៣-០៧-៣១', '--json'])
    expect(JSON.parse(out)).toMatchObject({ asOf: '2013-07-31', state: 'approaching', daysLeft: { min: 1, max: 31 } })
  })

  test('answers for today in the time zone of the pack while a stay goes on', async () => {
    const { out } = await run(['--born', '2010-08-01', '--in-prison', '2010-08/..'])
    expect(JSON.parse(out)).toMatchObject({ asOf: '2013-08-01', state: 'past' })
  })

  test.each([
    [['--born', '2005-13', '--in-prison', '2005/..'], '--born names a day or month that does not exist'],
    [['--born', '2005', '--in-prison', '2005/..;'], '--in-prison is empty'],
    [['--born', '2005', '--in-prison', '2005/..', '--as-of', '2013-07'], '--as-of is not a day'],
    [['--born', '2005'], 'needs both --born and --in-prison'],
    [['--born', '2005', 'in.csv'], 'takes either'],
    [['in.csv', '--as-of', '2013-07-31'], '--as-of goes with --born'],
    [['a.csv', 'b.csv'], 'takes one table'],
    [[], 'takes either'],
    [['--colour'], '--colour'],
  ])('misuse: %j', async (args, message) => {
    const { code, out, err } = await run(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(err.startsWith('komar clock: ')).toBe(true)
    expect(err.trimEnd()).not.toContain('\n')
  })

  test('a country without a pack is a problem', async () => {
    const asked = (policy: string) => run(['--policy', policy, '--born', '2005', '--in-prison', '2005/..'])
    expect(await asked('zz')).toMatchObject({ code: 1, err: expect.stringContaining('no policy pack for "zz"') })
    expect(await asked('../kh')).toMatchObject({ code: 1, err: expect.stringContaining('two letters of a country') })
  })

  test('explains itself', async () => {
    const { code, out } = await run(['--help'])
    expect(code).toBe(0)
    expect(out).toContain('--in-prison STAYS')
  })
})

describe('komar clock for a table', () => {
  test('adds five columns and keeps the others, from standard input to standard output', async () => {
    const input = `\uFEFF${header},note\na,2005-03,2005-03/2012-01,2012-01-31,"one, two"\nb,2012-06,2012-06/..,2013-07-31,\n`
    const { code, out, err } = await run(['--policy', 'kh', '-'], input)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      lines(
        `${header},note,${answers}`,
        'a,2005-03,2005-03/2012-01,2012-01-31,"one, two",past,2011-03-01,2011-03-31,277,337',
        'b,2012-06,2012-06/..,2013-07-31,,within,2015-06-01,2015-06-30,0,0',
      ),
    )
  })

  test('keeps a row at fault and names its line and column, but no date of it', async () => {
    const input = `${header}\n"a\na",2005-13,2005/..,\nb,2005,/,\nc,2005,2005/..,2013\nd,2005\ne,2005,2005,2013-07-31,x\nf,2005-06-15,2005/2011-06-14,\n`
    const { code, out, err } = await run(['-'], input)
    expect(code).toBe(1)
    expect(out).toBe(
      lines(
        `${header},${answers}`,
        '"a\na",2005-13,2005/..,,,,,,',
        'b,2005,/,,,,,,',
        'c,2005,2005/..,2013,,,,,',
        'd,2005,,,,,,,',
        'e,2005,2005,2013-07-31,,,,,',
        'f,2005-06-15,2005/2011-06-14,,approaching,,,0,0',
      ),
    )
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringContaining('standard input line 3, column born names a day or month'),
      expect.stringContaining('line 4, column in_prison has neither a beginning nor an end'),
      expect.stringContaining('line 5, column as_of is not a day'),
      expect.stringContaining('line 6, column in_prison has 2 cells where the header has 4'),
      expect.stringContaining('line 7, column after the last has 5 cells where the header has 4'),
    ])
    expect(err).not.toContain('2005-13')
  })

  test('goes from file to file, and refuses to write over its own input', async () => {
    const [from, to] = [join(folder, 'in.csv'), join(folder, 'out.csv')]
    await writeFile(from, 'born,in_prison\n2005-03,2005-03/2012-01\n')
    expect(await run([from, '-o', to])).toEqual({ code: 0, out: '', err: '' })
    expect(await readFile(to, 'utf8')).toBe(
      lines(`born,in_prison,${answers}`, '2005-03,2005-03/2012-01,past,2011-03-01,2011-03-31,277,337'),
    )
    expect(await run([from, '-o', from])).toMatchObject({ code: 2, err: expect.stringContaining('its own input') })
    expect(await readFile(from, 'utf8')).toContain('2005-03/2012-01')
  })

  test('gives JSON when asked', async () => {
    const input = `${header}\na,2005-03,2005-03/2012-01,\nb,x,2005,\nc\n`
    const { code, out } = await run(['-', '--json'], input)
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual([
      expect.objectContaining({ id: 'a', state: 'past', daysOver: { min: 277, max: 337 } }),
      { id: 'b', line: 3, problem: { column: 'born', message: expect.stringContaining('is not a date') } },
      { id: 'c', line: 4, problem: { column: 'born', message: expect.stringContaining('has 1 cells') } },
    ])
    expect(JSON.parse((await run(['-', '--json'], `${header}\n`)).out)).toEqual([])
    const withoutId = await run(['-', '--json'], 'born,in_prison\n2005,2005/..\n')
    expect(JSON.parse(withoutId.out)).toEqual([expect.objectContaining({ id: null })])
  })

  test.each([
    ['', 'the table is empty'],
    ['id,born\na,2005\n', 'no column "in_prison"'],
    ['born,in_prison,born\n', 'two columns "born"'],
    ['born,in_prison\n"2005,2005\n', 'quotation marks do not match'],
  ])('cannot read %j', async (input, message) => {
    const { code, err } = await run(['-'], input)
    expect(code).toBe(1)
    expect(err.toLowerCase()).toContain(`komar clock: standard input: `)
    expect(err.toLowerCase()).toContain(message)
  })

  test('says which file is missing', async () => {
    const { code, err } = await run([join(folder, 'none.csv')])
    expect(code).toBe(1)
    expect(err).toContain('none.csv')
    expect(err.trimEnd()).not.toContain('\n')
  })
})
