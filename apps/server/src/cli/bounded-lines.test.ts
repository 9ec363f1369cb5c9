import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { boundedLines } from './bounded-lines.ts'

const linesOf = (chunks: readonly (string | Buffer)[], longest = 10) =>
  Array.fromAsync(boundedLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), longest))

it('gives the lines, however they are cut, with and without a last end', async () => {
  expect(await linesOf(['a\nb', 'c\r', '\n\nd'])).toEqual(['a', 'bc', '', 'd'])
  const khmer = Buffer.from('ក\n')
  expect(await linesOf([khmer.subarray(0, 1), khmer.subarray(1)])).toEqual(['ក'])
  expect(await linesOf([])).toEqual([])
  expect(await linesOf(['x'.repeat(10)])).toEqual(['x'.repeat(10)])
})

it('reads no further in a line that does not end', async () => {
  let asked = 0
  async function* endless() {
    for (;;) {
      asked += 1
      yield Buffer.alloc(1_000, 'x')
    }
  }
  await expect(Array.fromAsync(boundedLines(endless(), 5_000))).rejects.toThrow('Line 1 is longer')
  expect(asked).toBeLessThan(10)
  await expect(linesOf(['a\n', `${'x'.repeat(20)}\n`])).rejects.toThrow('Line 2 is longer')
})
