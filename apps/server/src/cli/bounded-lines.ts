// Lines of a text whose length nobody vouches for. A line that never ends must not fill the memory, as it does for readline.
import { StringDecoder } from 'node:string_decoder'
import { OperatorProblem } from '../operator-problem.ts'

/** Lines without their ends (LF or CR LF). @throws OperatorProblem when one is longer than so many characters. */
export async function* boundedLines(source: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let number = 0
  for await (const chunk of source) {
    const pieces = (rest + decoder.write(Buffer.from(chunk))).split('\n')
    rest = pieces.pop() ?? ''
    for (const piece of pieces) yield withoutReturn(piece, longest, (number += 1))
    if (rest.length > longest + 1) throw tooLong(number + 1)
  }
  rest += decoder.end()
  if (rest !== '') yield withoutReturn(rest, longest, number + 1)
}

function withoutReturn(line: string, longest: number, number: number): string {
  if (line.length > longest + 1) throw tooLong(number)
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

function tooLong(number: number): OperatorProblem {
  return new OperatorProblem(`Line ${number} is longer than any line of such a file.`)
}
