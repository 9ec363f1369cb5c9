import type { Readable, Writable } from 'node:stream'

/** What a command reads and writes; tests give their own. */
export type CommandIo = {
  stdin: Readable
  /** Results, and nothing else. */
  stdout: Writable
  /** Progress and faults. */
  stderr: Writable
  environment: Record<string, string | undefined>
  /** An instant in UTC with milliseconds. */
  now: () => string
}

export type Command = {
  name: string
  /** One line for the list of commands. */
  summary: string
  /** The whole text of --help. */
  usage: string
  /** Resolves to the exit code: 0 done, 1 a problem, 2 misuse. An OperatorProblem or a Misuse may be thrown instead. */
  run: (args: string[], io: CommandIo) => Promise<number>
}

/** A command called in a way that it does not know. The message says what is wrong. */
export class Misuse extends Error {
  override readonly name = 'Misuse'
}
