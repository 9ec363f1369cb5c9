// What `komar growth` and `komar score` share: from a file or standard input to a file or standard output, through a scorer.
import { createReadStream, createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { type CommandIo, Misuse } from '../cli/command.ts'
import { OperatorProblem } from '../operator-problem.ts'
import type { RowScorer } from './answer-table.ts'
import { answerTable } from './answer-table.ts'

export type TableRequest = {
  /** Of the command, for its messages. */
  command: string
  files: readonly string[]
  out: string
  json: boolean
  scorer: (columns: readonly string[]) => RowScorer
}

const CHUNK = 1 << 18
const ROWS_BETWEEN = 100_000

/** Options of every command that answers a table. */
export const tableOptions = {
  out: { type: 'string', short: 'o', default: '-' },
  json: { type: 'boolean', default: false },
} as const

/** Answers the table. Resolves to 0, or to 1 when a row is at fault. Throws Misuse and OperatorProblem. */
export async function runTable(request: TableRequest, io: CommandIo): Promise<number> {
  const { files, out, command } = request
  const [file, ...rest] = files
  if (file === undefined || rest.length > 0) throw new Misuse('takes one table; "-" is standard input')
  const isToFile = out !== '-'
  if (isToFile && file !== '-' && resolve(file) === resolve(out)) {
    throw new Misuse('would write over its own input; give -o another name')
  }
  const name = file === '-' ? 'standard input' : file
  const faults = await answerTable({
    source: file === '-' ? io.stdin : createReadStream(file, { highWaterMark: CHUNK }),
    sink: isToFile ? createWriteStream(out) : io.stdout,
    closesSink: isToFile,
    format: request.json ? 'json' : 'csv',
    scorer: request.scorer,
    report: (line, { column, message }) => {
      io.stderr.write(`komar ${command}: ${name} line ${line}, column ${column} ${message}.\n`)
    },
    progress: progressOn(io, isToFile),
  }).catch((error: unknown) => {
    throw readableProblem(error, name)
  })
  return faults === 0 ? 0 : 1
}

// On a terminal only, and only when the answers do not go there themselves.
function progressOn(io: CommandIo, isToFile: boolean): (rows: number) => void {
  const isTerminal = isToFile && 'isTTY' in io.stderr && io.stderr.isTTY === true
  let told = 0
  return (rows) => {
    if (!isTerminal || rows - told < ROWS_BETWEEN) return
    told = rows
    io.stderr.write(`… ${rows} rows\n`)
  }
}

function readableProblem(error: unknown, name: string): unknown {
  if (error instanceof OperatorProblem) return new OperatorProblem(`${name}: ${error.message}`)
  if (error instanceof Error && 'syscall' in error) return new OperatorProblem(`${name}: ${error.message}.`)
  return error
}
