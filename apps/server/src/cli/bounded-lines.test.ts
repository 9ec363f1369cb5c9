import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { boundedLines } from './bounded-lines.ts'

const linesOf = (chunks: readonly (string | Buffer)[], longest = 10) =>
  all(boundedLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), longest))

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = []
  for await (const line of lines) found.push(line)
  return found
}

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
  await expect(all(boundedLines(endless(), 5_000))).rejects.toThrow('Line 1 is longer')
  expect(asked).toBeLessThan(10)
  await expect(linesOf(['a\n', `${'x'.repeat(20)}\n`])).rejects.toThrow('Line 2 is longer')
})
