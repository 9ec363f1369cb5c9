import { OperatorProblem } from '../operator-problem.ts'
import { type Command, type CommandIo, Misuse } from './command.ts'

/** Finds and runs a command; resolves to the exit code. Faults are one line on standard error. */
export async function runCommandLine(commands: readonly Command[], args: string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(listCommands(commands))
    return name === undefined ? 2 : 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command !== undefined) return runCommand(command, rest, io)
  io.stderr.write(`komar: there is no command "${name}"; "komar --help" lists them.\n`)
  return 2
}

/** Runs one command with its arguments. */
export async function runCommand(command: Command, args: string[], io: CommandIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(command.usage)
    return 0
  }
  try {
    return await command.run(args, io)
  } catch (error) {
    const isMisuse = error instanceof Misuse || isParseArgsError(error)
    if (!isMisuse && !(error instanceof OperatorProblem)) throw error
    const hint = isMisuse ? ` ("komar ${command.name} --help" says how)` : ''
    io.stderr.write(`komar ${command.name}: ${error.message}${hint}\n`)
    return isMisuse ? 2 : 1
  }
}

function listCommands(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return `komar COMMAND [OPTIONS]\n\n${lines.join('\n')}\n\n"komar COMMAND --help" says more. Exits 0 done, 1 a problem, 2 misuse.\n`
}

// Thrown by parseArgs of node:util, which gives its errors a code of this form.
function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
