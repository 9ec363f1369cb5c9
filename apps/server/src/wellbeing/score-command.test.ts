import { describe, expect, test } from 'vitest'
import { rowsOf, runWith } from './run-command.fixture.ts'
import { scoreCommand } from './score-command.ts'

const run = (args: string[], input = '') => runWith(scoreCommand, args, input)
const items = (count: number) => Array.from({ length: count }, (_, index) => `i${index + 1}`).join(',')
const answers = (count: number, answer: string) => Array.from({ length: count }, () => answer).join(',')
const parent = ['sdq', '--informant', 'parent', '--form', '4-17', '-']

describe('komar score sdq', () => {
  test('adds scales, sums, bands and what they rest on', async () => {
    const { code, out, err } = await run(parent, `id,${items(25)}\na,${answers(25, '1')}\n`)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\r\n')[0]).toBe(
      `id,${items(25)},emotional,conduct,hyperactivity,peer,prosocial,total,externalising,internalising,impact,` +
        'emotional_band4,emotional_band3,conduct_band4,conduct_band3,hyperactivity_band4,hyperactivity_band3,' +
        'peer_band4,peer_band3,prosocial_band4,prosocial_band3,total_band4,total_band3,impact_band4,impact_band3,' +
        'missing,notes,band4_status,band3_status,norms',
    )
    expect(rowsOf(out)[0]).toMatchObject({
      total: '20',
      externalising: '10',
      impact: '',
      total_band4: 'very-high',
      total_band3: 'abnormal',
      prosocial_band4: 'very-low',
      impact_band4: '',
      missing: '0',
      notes: '',
      band4_status: 'recollection',
      band3_status: 'sourced',
      norms: 'UK bands; no Cambodian norms',
    })
  })

  test('the informant and the form choose the bands', async () => {
    const table = `${items(25)},difficulties,distress,home,friends,learning,leisure\n${answers(25, '1')},2,3,3,1,2,0\n`
    const of = async (informant: string, form: string) => {
      const { out } = await run(['sdq', '--informant', informant, '--form', form, '-'], table)
      return rowsOf(out)[0] ?? {}
    }
    const [teacher, small, self] = [await of('teacher', '4-17'), await of('teacher', '2-4'), await of('self', '11-17')]
    expect(teacher).toMatchObject({ impact: '3', peer_band4: 'high', band4_status: 'sourced' })
    expect(small).toMatchObject({ total: '20', total_band4: '', total_band3: '', band4_status: 'no table' })
    expect(self).toMatchObject({ impact: '5', conduct_band4: 'high' })
  })

  test('leaves a scale out with too much missing, and tells a contradiction', async () => {
    const table = `${items(25)},difficulties,distress\n${answers(25, '')},0,2\n`
    const [row] = rowsOf((await run(parent, table)).out)
    expect(row).toMatchObject({ emotional: '', total: '', missing: '25', impact: '0', notes: 'impact-contradicts' })
  })

  test('keeps and names rows at fault', async () => {
    const table = `id,${items(25)},distress\na,3,${answers(24, '1')},\nb,២,${answers(24, '1')},\nc,${answers(25, '1')},4\nd,1\ne,0.5,${answers(24, '1')},\n`
    const { code, out, err } = await run(parent, table)
    expect(code).toBe(1)
    expect(err.trimEnd().split('\n')).toEqual([
      'komar score sdq: standard input line 2, column i1 is not a whole number from 0 to 2.',
      'komar score sdq: standard input line 3, column i1 is written in Khmer digits; write 0 to 9.',
      'komar score sdq: standard input line 4, column distress is not a whole number from 0 to 3.',
      expect.stringContaining('line 5, column i2 has 2 cells where the header has 27'),
      'komar score sdq: standard input line 6, column i1 is not a whole number from 0 to 2.',
    ])
    expect(rowsOf(out).map((row) => [row['id'], row['total'], row['notes'], row['norms']])).toEqual([
      ['a', '', 'not-read:i1', 'UK bands; no Cambodian norms'],
      ['b', '', 'not-read:i1', 'UK bands; no Cambodian norms'],
      ['c', '', 'not-read:distress', 'UK bands; no Cambodian norms'],
      ['d', '', 'not-read:row', 'UK bands; no Cambodian norms'],
      ['e', '', 'not-read:i1', 'UK bands; no Cambodian norms'],
    ])
  })

  test('gives JSON when asked', async () => {
    const { out } = await run([...parent, '--json'], `id,${items(25)}\na,${answers(25, '0')}\nb,x${answers(25, ',')}\n`)
    expect(JSON.parse(out)).toEqual([
      expect.objectContaining({
        id: 'a',
        total: 10,
        impact: null,
        band4: expect.objectContaining({ total: 'close-to-average' }),
        norms: 'UK bands; no Cambodian norms',
      }),
      expect.objectContaining({ id: 'b', line: 3, problem: expect.objectContaining({ column: expect.any(String) }) }),
    ])
  })
})

describe('komar score scas-…', () => {
  test.each([
    ['scas-child', 44, '3', '114', '18'],
    ['scas-parent', 38, '1', '38', '6'],
    ['scas-preschool', 28, '4', '112', '20'],
  ])('%s', async (instrument, count, answer, total, separation) => {
    const { code, out } = await run([instrument, '-'], `id,${items(count)}\na,${answers(count, answer)}\n`)
    expect(code).toBe(0)
    expect(rowsOf(out)[0]).toMatchObject({ total, separation, total_missing: '0', notes: '', norms: 'no norm loaded' })
  })

  test('counts what is missing, by sub-scale', async () => {
    const given = Array.from({ length: 44 }, (_, index) => (index === 12 || index === 10 ? '' : '1')).join(',')
    const { out } = await run(['scas-child', '-'], `${items(44)}\n${given}\n`)
    expect(out.split('\r\n')[0]).toBe(
      `${items(44)},separation,social,ocd,panic_agoraphobia,physical_injury,gad,total,separation_missing,social_missing,` +
        'ocd_missing,panic_agoraphobia_missing,physical_injury_missing,gad_missing,total_missing,notes,norms',
    )
    expect(rowsOf(out)[0]).toMatchObject({
      panic_agoraphobia: '',
      total: '',
      gad: '6',
      panic_agoraphobia_missing: '1',
      total_missing: '1',
    })
  })

  test('names a cell at fault', async () => {
    const { code, out, err } = await run(['scas-parent', '-'], `${items(38)}\n4,${answers(37, '0')}\n1\n`)
    expect(code).toBe(1)
    expect(err).toContain('line 2, column i1 is not a whole number from 0 to 3')
    expect(rowsOf(out).map((row) => row['notes'])).toEqual(['not-read:i1', 'not-read:row'])
    const json = await run(['scas-parent', '-', '--json'], `${items(38)}\n4,${answers(37, '0')}\n`)
    expect(JSON.parse(json.out)).toEqual([expect.objectContaining({ id: null, total: null, notes: 'not-read:i1' })])
  })
})

test.each([
  [[], 'takes sdq'],
  [['rcads', 'a.csv'], 'takes sdq'],
  [['sdq', 'a.csv'], '--informant is'],
  [['sdq', '--informant', 'mother', 'a.csv'], '--informant is'],
  [['sdq', '--informant', 'self', 'a.csv'], '--form is'],
  [['sdq', '--informant', 'self', '--form', '4-17', 'a.csv'], 'self has the form 11-17'],
  [['sdq', '--informant', 'parent', '--form', '4-17'], 'takes one table'],
  [['scas-child', '--form', '4-17', 'a.csv'], 'go with sdq'],
  [['scas-child', 'a.csv', 'b.csv'], 'takes one table'],
])('misuse: %j', async (args, message) => {
  const { code, err } = await run(args)
  expect(code).toBe(2)
  expect(err).toContain(message)
})

test('a table without an item, and help', async () => {
  const { code, err } = await run(['scas-child', '-'], `${items(43)}\n`)
  expect(code).toBe(1)
  expect(err).toContain('no column "i44"; it needs i1 to i44')
  expect((await run(['--help'])).out).toContain('scas-child|scas-parent|scas-preschool')
})
