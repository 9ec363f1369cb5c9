import { expect, it } from 'vitest'
import { plainJson } from './sealed-rows.ts'

it('writes JSON of one byte a character that says the same', () => {
  const value = { nameKm: 'ប៉ែន ពន្លឺ', latin: 'Pen "é" \\u1794', child: '👶', none: null }
  const text = plainJson(value)
  expect(Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).every((unit) => unit < 0x80)).toBe(true)
  expect(JSON.parse(text)).toEqual(value)
})
