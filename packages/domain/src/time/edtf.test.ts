import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  earliest,
  edtf,
  edtfBounds,
  edtfSchema,
  isApproximate,
  isEdtf,
  isUncertain,
  latest,
  parseEdtf,
  readEdtf,
  toLatinDigits,
} from './edtf.ts'

describe('dates as they are known', () => {
  test.each([
    // what was typed, normal form, first day, last day
    ['2005', '2005', '2005-01-01', '2005-12-31'],
    ['2005-03', '2005-03', '2005-03-01', '2005-03-31'],
    ['2004-02', '2004-02', '2004-02-01', '2004-02-29'],
    ['2005-03-14', '2005-03-14', '2005-03-14', '2005-03-14'],
    ['2005~', '2005~', '2004-01-01', '2006-12-31'],
    ['2005-03~', '2005-03~', '2005-02-01', '2005-04-30'],
    ['2005-01~', '2005-01~', '2004-12-01', '2005-02-28'],
    ['2004-03~', '2004-03~', '2004-02-01', '2004-04-30'],
    ['2005-03-14~', '2005-03-14~', '2005-02-27', '2005-03-29'],
    ['2005?', '2005?', '2005-01-01', '2005-12-31'],
    ['2005-03?', '2005-03?', '2005-03-01', '2005-03-31'],
    ['2005%', '2005%', '2004-01-01', '2006-12-31'],
    ['2005-03~?', '2005-03%', '2005-02-01', '2005-04-30'],
    ['2005-03?~', '2005-03%', '2005-02-01', '2005-04-30'],
    ['  ២០០៥-០៣-១៤ ', '2005-03-14', '2005-03-14', '2005-03-14'],
    ['២០០៥\u200B~', '2005~', '2004-01-01', '2006-12-31'],
    ['2005-03/2005-05', '2005-03/2005-05', '2005-03-01', '2005-05-31'],
    [' 2005-03 / 2005-05 ', '2005-03/2005-05', '2005-03-01', '2005-05-31'],
    ['2005?~/2006~?', '2005%/2006%', '2004-01-01', '2007-12-31'],
    ['2005-03-14/2005', '2005-03-14/2005', '2005-03-14', '2005-12-31'],
    ['2005-03/2005-03', '2005-03/2005-03', '2005-03-01', '2005-03-31'],
    ['2005-03/..', '2005-03/..', '2005-03-01', null],
    ['../2005', '../2005', null, '2005-12-31'],
    ['2005-03/', '2005-03/', '2005-03-01', null],
    ['/2005', '/2005', null, '2005-12-31'],
    ['0001~', '0001~', '0001-01-01', '0002-12-31'],
    ['9999~', '9999~', '9998-01-01', '9999-12-31'],
    ['9999-12~', '9999-12~', '9999-11-01', '9999-12-31'],
    ['9999-11~', '9999-11~', '9999-10-01', '9999-12-31'],
    ['9998~', '9998~', '9997-01-01', '9999-12-31'],
    ['9998-12~', '9998-12~', '9998-11-01', '9999-01-31'],
    ['9999-12-31~', '9999-12-31~', '9999-12-16', '9999-12-31'],
  ])('%s is %s, from %s to %s', (typed, normal, first, last) => {
    expect(parseEdtf(typed)).toEqual({ ok: true, value: normal })
    expect(edtfBounds(edtf(typed))).toEqual({ earliest: first, latest: last })
    expect([earliest(edtf(typed)), latest(edtf(typed))]).toEqual([first, last])
    expect(isEdtf(normal)).toBe(true)
  })

  test.each([
    ['', 'edtf.empty', ''],
    ['  ', 'edtf.empty', ''],
    ['14/03/2005', 'edtf.malformed', '14/03/2005'],
    ['14-03-2005', 'edtf.malformed', '14-03-2005'],
    ['2005-3', 'edtf.malformed', '2005-3'],
    ['2005-03-14x', 'edtf.malformed', '2005-03-14x'],
    ['x2005', 'edtf.malformed', 'x2005'],
    ['March 2005', 'edtf.malformed', 'March 2005'],
    ['2005~~', 'edtf.malformed', '2005~~'],
    ['2005/x', 'edtf.malformed', 'x'],
    [`2005${' '.repeat(60)}x`, 'edtf.malformed', ''],
    ['2005-13', 'edtf.no-such-date', '2005-13'],
    ['2005-00', 'edtf.no-such-date', '2005-00'],
    ['2005-20', 'edtf.no-such-date', '2005-20'],
    ['2005-42', 'edtf.no-such-date', '2005-42'],
    ['2005-21-01', 'edtf.no-such-date', '2005-21-01'],
    ['2005-02-29', 'edtf.no-such-date', '2005-02-29'],
    ['0000', 'edtf.no-such-date', '0000'],
    ['2005/2005-02-30', 'edtf.no-such-date', '2005-02-30'],
    ['2005-21', 'edtf.unsupported', '2005-21'],
    ['2005-41', 'edtf.unsupported', '2005-41'],
    ['200X', 'edtf.unsupported', '200X'],
    ['2005-XX~', 'edtf.unsupported', '2005-XX~'],
    ['2005-03-XX', 'edtf.unsupported', '2005-03-XX'],
    ['-0005', 'edtf.unsupported', '-0005'],
    ['Y12005', 'edtf.unsupported', 'Y12005'],
    ['{2005,2006}', 'edtf.unsupported', '{2005,2006}'],
    ['[2005,2006]', 'edtf.unsupported', '[2005,2006]'],
    ['2005-03-14T10:00:00', 'edtf.unsupported', '2005-03-14T10:00:00'],
    ['~2005-03', 'edtf.unsupported', '~2005-03'],
    ['2012-01/2005-03', 'edtf.reversed', '2012-01/2005-03'],
    ['2005-03-15/2005-03-14', 'edtf.reversed', '2005-03-15/2005-03-14'],
    ['/', 'edtf.unbounded', '/'],
    ['../..', 'edtf.unbounded', '../..'],
    ['/..', 'edtf.unbounded', '/..'],
  ])('"%s" is refused: %s at "%s"', (text, code, part) => {
    expect(parseEdtf(text)).toEqual({ ok: false, fault: { code, part } })
    expect(() => edtf(text)).toThrow(code)
    expect(edtfSchema.safeParse(text).error?.issues.map((issue) => issue.message)).toContain(code)
    expect(isEdtf(text)).toBe(false)
  })

  test('stores only the normal form, at most 64 characters', () => {
    const issuesOf = (text: string) => edtfSchema.safeParse(text).error?.issues.map((issue) => issue.message)
    expect(issuesOf('២០០៥')).toEqual(['edtf.not-normalised'])
    expect(issuesOf(' 2005')).toEqual(['edtf.not-normalised'])
    expect(issuesOf('2005?~')).toEqual(['edtf.not-normalised'])
    expect(edtfSchema.parse('2005-03/..')).toBe('2005-03/..')
    expect(issuesOf(`2005/${' '.repeat(60)}`)).toHaveLength(2)
    expect(parseEdtf(`2005/${' '.repeat(60)}2006`)).toMatchObject({ ok: false })
    expect(parseEdtf(`2005 ${' '.repeat(90)}`)).toEqual({ ok: true, value: '2005' })
  })

  test('flags doubt and "about" apart', () => {
    const flags = (text: string) => [isUncertain(edtf(text)), isApproximate(edtf(text))]
    expect([flags('2005'), flags('2005?'), flags('2005~'), flags('2005%')]).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ])
    expect(flags('2005/2006?')).toEqual([true, false])
  })

  test('gives its parts', () => {
    expect(readEdtf(edtf('2005-03~'))).toEqual({
      type: 'date',
      year: 2005,
      month: 3,
      day: null,
      isApproximate: true,
      isUncertain: false,
    })
    const whole = { type: 'date', year: 2005, month: null, day: null, isApproximate: false, isUncertain: true }
    expect(readEdtf(edtf('2005?/..'))).toEqual({ type: 'interval', start: whole, end: { type: 'open' } })
    expect(readEdtf(edtf('/2005?'))).toEqual({ type: 'interval', start: { type: 'unknown' }, end: whole })
    const day = { type: 'date', year: 2005, month: 3, day: 14, isApproximate: true, isUncertain: true }
    expect(readEdtf(edtf('2005-03-14%'))).toEqual(day)
  })

  test('reads Khmer digits and leaves other signs alone', () => {
    expect(toLatinDigits('០១២៣៤៥៦៧៨៩-៛ក')).toBe('0123456789-៛ក')
  })

  test('never throws, and its normal form is a fixed point with its first day not after its last', () => {
    const piece = fc.constantFrom('2005', '-03', '-14', '~', '?', '%', '/', '..', '១', '-1', '9999', '0001', ' ', 'X')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
        const parsed = parseEdtf(pieces.join(''))
        if (!parsed.ok) return
        expect(parseEdtf(parsed.value)).toEqual(parsed)
        const { earliest: first, latest: last } = edtfBounds(parsed.value)
        expect(first === null || last === null || first <= last).toBe(true)
      }),
      { seed: 2005, numRuns: 3000 },
    )
  })
})
