import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { growthCommand } from './growth-command.ts'
import { rowsOf, runWith } from './run-command.fixture.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'komar-growth-'))
})
afterAll(() => rm(folder, { recursive: true }))

const run = (args: string[], input: string | Iterable<string | Buffer> = '') => runWith(growthCommand, args, input)
const header = 'id,sex,age_days,weight_kg,height_cm,posture,oedema,head_cm,muac_cm'
const answers = 'haz,waz,whz,baz,hcz,acz,flags,muac_class,acute_malnutrition'
const lines = (...rows: string[]) => rows.map((row) => `${row}\r\n`).join('')

describe('komar growth', () => {
  test('adds nine columns and keeps the others, byte for byte and in order', async () => {
    const input = `\uFEFF${header},note\na,male,1001,18,120,,,,,"one, two"\nb,female,1000,15.00,80,,n,,,ក\nc,female,365,9,74,lying,y,45,11.4,\n`
    const { code, out, err } = await run(['-'], input)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      lines(
        `${header},note,${answers}`,
        'a,male,1001,18,120,,,,,"one, two",7.31,2.20,-2.39,-3.01,,,implausible-haz,,moderate',
        'b,female,1000,15.00,80,,n,,,ក,-3.50,0.95,4.13,4.66,,,,,none',
        'c,female,365,9,74,lying,y,45,11.4,,0.00,,,,0.08,-2.71,oedema,severe,severe',
      ),
    )
  })

  test('needs no column but four, in any order, and no age', async () => {
    const { out } = await run(['-'], 'height_cm,weight_kg,age_days,sex\n74,9,,female\n')
    expect(rowsOf(out)).toEqual([
      expect.objectContaining({ whz: '0.05', haz: '', waz: '', flags: '', acute_malnutrition: 'none' }),
    ])
  })

  test('takes NA, spaces and capitals for what they are', async () => {
    const { code, out } = await run(['-'], `${header}\na, Female ,365,9,NA,NA,NA,,\n`)
    expect(code).toBe(0)
    expect(rowsOf(out)[0]).toMatchObject({ waz: '0.05', haz: '', flags: '' })
  })

  test('scores skinfolds where the table has them', async () => {
    const { out } = await run(['-'], 'sex,age_days,weight_kg,height_cm,triceps_mm\nfemale,365,,,8\n')
    expect(out.split('\r\n')[0]).toBe(`sex,age_days,weight_kg,height_cm,triceps_mm,${answers},tsz,ssz`)
    expect(rowsOf(out)[0]).toMatchObject({ tsz: '0.00', ssz: '' })
  })

  test('puts the corrected age beside the real one', async () => {
    const columns = 'sex,age_days,weight_kg,height_cm,gestation_weeks'
    const { out } = await run(['-'], `${columns}\nfemale,200,6,62,32\nfemale,144,6,62,\nfemale,200,6,62,40\n`)
    const [early, young, term] = rowsOf(out)
    expect(early).toMatchObject({
      corrected_age_days: '144',
      haz_corrected: young?.['haz'],
      waz_corrected: young?.['waz'],
    })
    expect(early?.['haz']).not.toBe(young?.['haz'])
    expect([young?.['corrected_age_days'], term?.['corrected_age_days'], term?.['haz_corrected']]).toEqual(['', '', ''])
  })

  test('gives JSON when asked', async () => {
    const { code, out } = await run(['-', '--json'], `${header}\na,female,365,9,74,,,,\n,male,x,1,1,,,,\n`)
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual([
      {
        id: 'a',
        haz: 0,
        waz: 0.05,
        whz: 0.05,
        baz: 0.05,
        hcz: null,
        acz: null,
        flags: [],
        muac_class: null,
        acute_malnutrition: 'none',
      },
      { id: null, line: 3, problem: { column: 'age_days', message: expect.stringContaining('swapped') } },
    ])
    expect(JSON.parse((await run(['-', '--json'], `${header}\n`)).out)).toEqual([])
    const both = await run(
      ['-', '--json'],
      'sex,age_days,weight_kg,height_cm,triceps_mm,gestation_weeks\nmale,200,6,62,9,32\nmale,900,6,62,,\n',
    )
    expect(JSON.parse(both.out)).toEqual([
      expect.objectContaining({ tsz: expect.any(Number), corrected: expect.objectContaining({ age_days: 144 }) }),
      expect.objectContaining({ corrected: null }),
    ])
  })

  test('goes from file to file, and refuses to write over its own input', async () => {
    const [from, to] = [join(folder, 'in.csv'), join(folder, 'out.csv')]
    await writeFile(from, 'sex,age_days,weight_kg,height_cm\nfemale,365,9,\n')
    expect(await run([from, '-o', to])).toEqual({ code: 0, out: '', err: '' })
    expect(await readFile(to, 'utf8')).toBe(
      lines(`sex,age_days,weight_kg,height_cm,${answers}`, 'female,365,9,,,0.05,,,,,,,'),
    )
    expect(await run([from, '-o', from])).toMatchObject({ code: 2, err: expect.stringContaining('its own input') })
    expect(await readFile(from, 'utf8')).toContain('female,365,9,')
    expect(await run([join(folder, 'none.csv')])).toMatchObject({ code: 1, err: expect.stringContaining('none.csv') })
  })

  test('explains itself, and misuse', async () => {
    const { code, out } = await run(['--help'])
    expect(code).toBe(0)
    for (const column of [...header.split(',').slice(1), ...answers.split(',')]) expect(out).toContain(column)
    expect((await run([])).code).toBe(2)
    expect((await run(['a.csv', 'b.csv'])).code).toBe(2)
    expect((await run(['-', '--colour'])).code).toBe(2)
  })
})

describe('hostile rows', () => {
  test.each([
    ['a,male,365,-9,74,,,,', 'weight_kg is negative'],
    ['a,male,-3,9,74,,,,', 'age_days is negative'],
    ['a,male,365,"9,5",74,,,,', 'weight_kg has a decimal comma'],
    ['a,male,365,៩.៥,74,,,,', 'weight_kg is written in Khmer digits'],
    ['a,male,365,9,74cm,,,,', 'height_cm has a unit'],
    ['a,m,365,9,74,,,,', 'sex is not male or female'],
    ['a,365,male,9,74,,,,', 'sex is not male or female; are two columns swapped?'],
    ['a,,365,9,74,,,,', 'sex is empty'],
    ['a,male,365,9,74,sitting,,,', 'posture is not lying or standing'],
    ['a,male,365,9,74,,yes,,', 'oedema is not y or n'],
    ['a,male,365,9,74,,,x,', 'head_cm has words'],
    ['a,male,365,9,74,,,,1.2.3', 'muac_cm is not a number'],
    ['a,male,365,9,5,74,,,,', 'after the last has 10 cells where the header has 9; check for a decimal comma'],
    ['a,male,365', 'weight_kg has 3 cells where the header has 9'],
  ])('%s', async (row, message) => {
    const { code, out, err } = await run(['-'], `${header}\nz,male,365,9,74,,,,\n${row}\nz,male,365,9,74,,,,\n`)
    expect(code).toBe(1)
    expect(err).toBe(`komar growth: standard input line 3, column ${err.split('column ')[1] ?? ''}`)
    expect(err).toContain(`column ${message}`)
    const written = out.trimEnd().split('\r\n')
    expect(written).toHaveLength(4)
    expect(written[1]).toBe(written[3])
    const place = message.includes('cells where') ? 'row' : message.split(' ')[0]
    expect(written[2]).toMatch(new RegExp(`,,,,,,not-read:${place},,$`, 'u'))
    if (!message.includes('10 cells')) expect(written[2]).toContain(row)
  })

  test.each([
    ['a,male,0,10,50,,,,', 'implausible-waz'],
    ['a,male,365,9,0.74,,,,', 'height-perhaps-in-metres'],
    ['a,male,365,74,9,,,,', 'weight-and-height-perhaps-swapped'],
    ['a,male,365,9000,74,,,,', 'weight-perhaps-in-grams'],
    ['a,male,365,9,74,,,,115', 'muac-perhaps-in-millimetres'],
    ['a,male,365,0,74,,,,', 'weight-not-above-zero'],
    ['a,male,9999,50,170,,,,', 'age-over-19-years'],
  ])('%s is kept, and flagged', async (row, flag) => {
    const { code, out, err } = await run(['-'], `${header}\n${row}\n`)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`\r\n${row},`)
    expect(rowsOf(out)[0]?.['flags']?.split(';')).toContain(flag)
  })

  test('a weeks of pregnancy that is none', async () => {
    const { err } = await run(['-'], 'sex,age_days,weight_kg,height_cm,gestation_weeks\nmale,200,6,62,32+3\n')
    expect(err).toContain('column gestation_weeks is not a number')
  })
})

describe('tables that cannot be read', () => {
  test.each([
    ['', 'is empty'],
    ['id,sex\n', 'no column "age_days"'],
    ['sex,age,weight_kg,height_cm\n', 'no column "age_days" (it has "age")'],
    ['sex;age_days;weight_kg;height_cm\n', 'semicolons'],
    ['sex,age_days,weight_kg,height_cm,sex\n', 'two columns "sex"'],
    ['sex,age_days,weight_kg,height_cm,haz\n', 'a column "haz" already'],
    ['sex,age_days\rmale,3\r', 'CR alone'],
    ['sex,age_days,weight_kg,height_cm\n"male,3\n', 'quotation marks'],
  ])('%j', async (input, message) => {
    const { code, err } = await run(['-'], input)
    expect(code).toBe(1)
    expect(err).toContain('komar growth: standard input: ')
    expect(err).toContain(message)
    expect(err.trimEnd()).not.toContain('\n')
  })

  test('a column that only looks like one is named', async () => {
    const { code, err } = await run(['-'], 'sex,age_days,weight_kg,height_cm,muac_mm\nmale,365,9,74,140\n')
    expect(code).toBe(0)
    expect(err).toBe('komar growth: the column "muac_mm" is not one that is read; it is only copied.\n')
  })
})

test('a long table in small pieces is the same as in one', async () => {
  const rows = Array.from(
    { length: 3000 },
    (_, index) => `${index},male,${index % 1800},9.${index % 10},7${index % 10},,,,\r\n`,
  )
  const input = Buffer.from(`${header}\r\n${rows.join('')}`)
  const pieces: Buffer[] = []
  for (let from = 0; from < input.length; from += 77) pieces.push(input.subarray(from, from + 77))
  const [whole, cut] = [await run(['-'], [input]), await run(['-'], pieces)]
  expect(cut).toEqual(whole)
  expect(whole.out.split('\r\n')).toHaveLength(3002)
})
