import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, textFaults, type Json } from './canonical.ts'

describe('canonical JSON', () => {
  it('gives the example of RFC 8785, section 3.2.2 and 3.2.3', () => {
    // The RFC's own text, read by JSON.parse: written as literals, its numbers would lose digits before they are tested.
    const text = String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`
    const value = JSON.parse(text) as Json
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })
  it('sorts members by UTF-16 code units, as RFC 8785 section 3.2.3 asks', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
    expect(Object.values(JSON.parse(canonicalJson(value)) as Record<string, number>)).toHaveLength(7)
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map((match) => match[1]).join('')).toBe('2467153')
  })
  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  })
  it('writes minus zero as zero', () => {
    expect(canonicalJson(-0)).toBe('0')
  })
  it('refuses what is no number in JSON', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError)
  })
  it('is one text whatever the order of members, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        const text = canonicalJson(value as Json)
        expect(canonicalJson(turned as Json)).toBe(text)
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
      }),
      { seed: 8785 },
    )
  })
})

describe('what jsonb cannot hold', () => {
  it.each([
    [{ note: 'a\u0000b' }, '/note', 'nul-character'],
    [{ note: '\ud800' }, '/note', 'lone-surrogate'],
    [{ list: [1, Number.POSITIVE_INFINITY] }, '/list/1', 'not-finite'],
    [{ ['k\u0000']: 1 }, '/(name)', 'nul-character'],
    [{ run: () => 1 }, '/run', 'not-json'],
  ])('%j is named by its field', (value, path, fault) => {
    expect(textFaults(value)).toEqual([{ path, fault }])
  })
  it('stops at a depth that no form writes', () => {
    const deep = JSON.parse('['.repeat(40) + ']'.repeat(40)) as unknown
    expect(textFaults(deep).map(({ fault }) => fault)).toEqual(['too-deep'])
  })
  it('lets Khmer, emoji and missing values pass', () => {
    expect(textFaults({ name: 'សុខា', mark: '😀', none: null, gone: undefined })).toEqual([])
  })
})
