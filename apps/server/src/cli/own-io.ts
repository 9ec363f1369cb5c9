import type { CommandIo } from './command.ts'

/** This process's own input, output and clock. */
export const ownIo: CommandIo = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  now: () => new Date().toISOString(),
}
