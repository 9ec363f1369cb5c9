import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testId } from '../example-entries.fixture.ts'
import { checkCharacter, childCode, readCode } from './child-code.ts'
import { childRegistered } from './kinds.ts'

const anyCode = fc.nat({ max: 2 ** 45 }).map((number) => childCode(testId(number), '2014-12-12'))
const runs = { numRuns: 300, seed: 706403 }
const used = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

describe('the check character', () => {
  test('is that of the standard', () => {
    // A worked example of ISO/IEC 7064 MOD 37,36, published with the release identifiers of recorded music (GRid).
    expect(checkCharacter('A12425GABC1234002')).toBe('M')
    expect(checkCharacter('')).toBe('1')
  })
})

describe('the code of a child', () => {
  test('has the year and nothing that is misread, and fits its kind', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(code).toMatch(/^14-[2-9AC-HJ-NP-RT-Z]{4}-[2-9AC-HJ-NP-RT-Z]{3}$/)
        expect(childRegistered.body.shape.code.safeParse(code).success).toBe(true)
        expect(readCode(code)).toEqual({ is: 'code', code })
      }),
      runs,
    )
  })

  test('one wrong character is always found', () => {
    fc.assert(
      fc.property(anyCode, fc.nat({ max: 8 }), fc.nat({ max: 35 }), (code, place, other) => {
        const plain = code.replaceAll('-', '')
        const letter = used[other] ?? ''
        fc.pre(letter !== plain[place] && (place > 1 || /\d/.test(letter)))
        const typed = plain.slice(0, place) + letter + plain.slice(place + 1)
        expect(readCode(typed)).toEqual({ is: 'mistyped' })
      }),
      runs,
    )
  })

  test('is read in small letters, in Khmer figures, with spaces or without dashes', () => {
    const code = childCode(testId(123_456_789), '2014-12-12')
    for (const typed of [
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      ` ${code.replaceAll('-', '')} `,
      code.replaceAll('-', '–'),
      code.replace('14', '១៤'),
    ]) {
      expect(readCode(typed)).toEqual({ is: 'code', code })
    }
  })

  test('given before there was a check character stays valid', () => {
    expect(readCode('13-ABCDEF')).toEqual({ is: 'code', code: '13-ABCDEF' })
    expect(readCode('13abcdef')).toEqual({ is: 'code', code: '13-ABCDEF' })
  })

  test.each(['', 'Sok Dara', 'សុខ ដារ៉ា', '13', '14-ABCD-EFGHIJK'])('%s is no code', (typed) => {
    expect(readCode(typed)).toEqual({ is: 'no-code' })
  })
})
