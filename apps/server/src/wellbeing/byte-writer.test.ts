import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteWriter } from './byte-writer.ts'

test('hundredths have two decimals', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (value) => {
      const out = new ByteWriter()
      out.hundredths(value)
      expect(out.take().toString()).toBe((value / 100).toFixed(2))
    }),
    { numRuns: 2000, examples: [[0], [-5], [5], [-239], [1000], [999]] },
  )
})

test('what is written comes out in order, however much', () => {
  const out = new ByteWriter()
  const long = Buffer.from('ក'.repeat(100_000))
  out.byte(0x61)
  out.ascii('bc')
  out.text('ខ')
  out.copy(long, 0, long.length)
  out.copy(Buffer.from('xyz'), 1, 2)
  expect(out.take().toString()).toBe(`abcខ${'ក'.repeat(100_000)}y`)
  expect(out.take()).toHaveLength(0)
  for (let count = 0; count < 300_000; count += 1) out.byte(0x2e)
  expect(out.take()).toHaveLength(300_000)
})
