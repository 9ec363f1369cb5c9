// `komar clock`: the statutory clock for one child, or for a table of children, without a host and without storing anything.
import { createReadStream, createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { lawPackSchema } from '@komar/domain/law/pack'
import { policyPackSchema } from '@komar/domain/law/policy-pack'
import { dayOfInstant } from '@komar/domain/time/instant'
import { type CommandIo, Misuse } from '../cli/command.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { readPolicy } from '../policy/read-policy.ts'
import type { ClockRules } from './clock-row.ts'
import { answerRow } from './clock-row.ts'
import { answerTable } from './clock-table.ts'

type Options = ReturnType<typeof readOptions>

/** Runs the command. Resolves to 0, or to 1 when a row is at fault. Throws Misuse and OperatorProblem. */
export async function runClock(args: string[], io: CommandIo): Promise<number> {
  const options = readOptions(args)
  const rules = await readRules(options.values.policy, io)
  return options.file === undefined ? answerOne(options, rules, io) : await answerFile(options, options.file, rules, io)
}

const option = { type: 'string' } as const

function readOptions(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      policy: { type: 'string', default: 'kh' },
      born: option,
      'in-prison': option,
      'as-of': option,
      out: { type: 'string', short: 'o', default: '-' },
      json: { type: 'boolean', default: false },
    },
  })
  const [file, ...rest] = positionals
  if (rest.length > 0) throw new Misuse('takes one table')
  const isOne = values.born !== undefined || values['in-prison'] !== undefined
  if (isOne === (file !== undefined)) throw new Misuse('takes either --born and --in-prison, or one table')
  if (file !== undefined && values['as-of'] !== undefined) {
    throw new Misuse('--as-of goes with --born; in a table it is the column as_of')
  }
  return { values, file }
}

async function readRules(policy: string, io: CommandIo): Promise<ClockRules> {
  const [head, law] = await Promise.all([
    readPolicy(policy, 'pack.json', policyPackSchema),
    readPolicy(policy, 'law.json', lawPackSchema),
  ])
  return { law, today: dayOfInstant(io.now(), head.timeZone.utcOffset) }
}

function answerOne({ values }: Options, rules: ClockRules, io: CommandIo): number {
  const { born, 'in-prison': inPrison, 'as-of': asOf = '' } = values
  if (born === undefined || inPrison === undefined) throw new Misuse('needs both --born and --in-prison')
  const result = answerRow({ born, inPrison, asOf }, rules)
  if (!result.ok) throw new Misuse(`--${result.fault.column.replace('_', '-')} ${result.fault.message}`)
  io.stdout.write(`${JSON.stringify(result.clock, null, 2)}\n`)
  return 0
}

async function answerFile({ values }: Options, file: string, rules: ClockRules, io: CommandIo): Promise<number> {
  const isToFile = values.out !== '-'
  if (isToFile && file !== '-' && resolve(file) === resolve(values.out)) {
    throw new Misuse('would write over its own input; give -o another name')
  }
  const name = file === '-' ? 'standard input' : file
  const faults = await answerTable({
    source: file === '-' ? io.stdin : createReadStream(file),
    sink: isToFile ? createWriteStream(values.out) : io.stdout,
    closesSink: isToFile,
    format: values.json ? 'json' : 'csv',
    rules,
    report: (line, column, message) => {
      io.stderr.write(`komar clock: ${name} line ${line}, column ${column} ${message}.\n`)
    },
  }).catch((error: unknown) => {
    throw readableProblem(error, name)
  })
  return faults === 0 ? 0 : 1
}

function readableProblem(error: unknown, name: string): unknown {
  if (error instanceof OperatorProblem) return new OperatorProblem(`${name}: ${error.message}`)
  if (error instanceof Error && 'syscall' in error) return new OperatorProblem(`${name}: ${error.message}.`)
  return error
}
