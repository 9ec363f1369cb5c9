// Questions in a terminal, or answered line by line from a pipe. A password is not shown as it is typed.
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { CommandIo } from './command.ts'

export type Ask = {
  line: (question: string) => Promise<string>
  secret: (question: string) => Promise<string>
  end: () => void
}

/** Asks on standard error, so that standard output stays free for results. */
export function asker(io: Pick<CommandIo, 'stdin' | 'stderr'>): Ask {
  let isSilent = false
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isSilent) io.stderr.write(chunk)
      done()
    },
  })
  const isTerminal = 'isTTY' in io.stdin && io.stdin.isTTY === true
  const reader = createInterface({ input: io.stdin, output, terminal: isTerminal })
  const lines = reader[Symbol.asyncIterator]()
  async function next(question: string, isSecret: boolean): Promise<string> {
    io.stderr.write(question)
    isSilent = isSecret
    const { value, done } = await lines.next()
    isSilent = false
    if (isSecret && isTerminal) io.stderr.write('\n')
    return done === true ? '' : value
  }
  return {
    line: (question) => next(question, false),
    secret: (question) => next(question, true),
    end: () => reader.close(),
  }
}
