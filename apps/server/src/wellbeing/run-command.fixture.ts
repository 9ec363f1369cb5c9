// A command run by a test, with its own input and outputs.
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Command } from '../cli/command.ts'
import { runCommand } from '../cli/run-command.ts'

/** Runs a command with text or chunks as standard input; resolves to its exit code and what it wrote. */
export async function runWith(command: Command, args: string[], input: string | Iterable<string | Buffer> = '') {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const outputs = Promise.all([text(stdout), text(stderr)])
  const code = await runCommand(command, args, {
    stdin: Readable.from(typeof input === 'string' ? [input] : input),
    stdout,
    stderr,
    environment: {},
    now: () => '2013-07-31T00:00:00.000Z',
  })
  stdout.end()
  stderr.end()
  const [out, err] = await outputs
  return { code, out, err }
}

/** The rows of a table that was written, by the names of its columns. */
export function rowsOf(out: string): Record<string, string>[] {
  const [header = [], ...rows] = out
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])))
}
