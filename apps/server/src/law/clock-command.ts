// `komar clock`: the statutory clock for one child, or for a table of children, without a host and without storing anything.
import { createReadStream, createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { lawPackSchema } from '@komar/domain/law/pack'
import { policyPackSchema } from '@komar/domain/law/policy-pack'
import { dayOfInstant } from '@komar/domain/time/instant'
import { OperatorProblem } from '../operator-problem.ts'
import { readPolicy } from '../policy/read-policy.ts'
import type { ClockRules } from './clock-row.ts'
import { answerRow } from './clock-row.ts'
import { answerTable } from './clock-table.ts'

/** What the command reads and writes. `now` is an instant in UTC with milliseconds. */
export type ClockIo = { stdin: Readable; stdout: Writable; stderr: Writable; now: () => string }

export const clockUsage = `komar clock: is a child in prison past the law's limit, since when, by how many days

  komar clock --policy kh --born 2005-03 --in-prison 2005-03/2012-01 [--as-of 2012-01-31]
  komar clock --policy kh in.csv [-o out.csv]        columns id,born,in_prison,as_of

  --born DATE        when the child was born: 2005, 2005-03, 2005-03-14, 2005~ (about), 2005-03/2005-05 (between)
  --in-prison STAYS  its stays, both ends included, several separated by ";", ".." for a stay that goes on
  --as-of DAY        the day to answer for; else the last day in prison, or today while a stay goes on
  --policy COUNTRY   whose law (default kh)
  -o, --out FILE     where to write; "-" is standard output (and, as input, standard input)
  --json             JSON also for a table
  --help             this text

Exits 0 done, 1 a problem (rows at fault are named by line and column), 2 misuse.
`

class Misuse extends Error {}

type Options = ReturnType<typeof readOptions>

/** Runs the command. Resolves to its exit code: 0 done, 1 a problem, 2 misuse. */
export async function runClock(args: string[], io: ClockIo): Promise<number> {
  try {
    const options = readOptions(args)
    if (options.values.help) {
      io.stdout.write(clockUsage)
      return 0
    }
    const rules = await readRules(options.values.policy, io)
    return options.file === undefined ? answerOne(options, rules, io) : await answerFile(options, options.file, rules, io)
  } catch (error) {
    if (error instanceof Misuse) return fail(io, error.message, 2)
    if (error instanceof OperatorProblem) return fail(io, error.message, 1)
    throw error
  }
}

function fail(io: ClockIo, message: string, code: 1 | 2): number {
  io.stderr.write(`komar clock: ${message}\n`)
  return code
}

const option = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

function readOptions(args: string[]) {
  const { values, positionals } = parseOptions(args)
  const [file, ...rest] = positionals
  if (rest.length > 0) throw new Misuse('takes one table; see --help.')
  if (values.help) return { values, file }
  const isOne = values.born !== undefined || values['in-prison'] !== undefined
  if (isOne === (file !== undefined)) {
    throw new Misuse('takes either --born and --in-prison, or one table; see --help.')
  }
  if (file !== undefined && values['as-of'] !== undefined) {
    throw new Misuse('--as-of goes with --born; in a table it is the column as_of.')
  }
  return { values, file }
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        policy: { type: 'string', default: 'kh' },
        born: option,
        'in-prison': option,
        'as-of': option,
        out: { type: 'string', short: 'o', default: '-' },
        json: flag,
        help: flag,
      },
    })
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : 'cannot read the options; see --help.')
  }
}

async function readRules(policy: string, io: ClockIo): Promise<ClockRules> {
  const [head, law] = await Promise.all([
    readPolicy(policy, 'pack.json', policyPackSchema),
    readPolicy(policy, 'law.json', lawPackSchema),
  ])
  return { law, today: dayOfInstant(io.now(), head.timeZone.utcOffset) }
}

function answerOne({ values }: Options, rules: ClockRules, io: ClockIo): number {
  const { born, 'in-prison': inPrison, 'as-of': asOf = '' } = values
  if (born === undefined || inPrison === undefined) throw new Misuse('needs both --born and --in-prison; see --help.')
  const result = answerRow({ born, inPrison, asOf }, rules)
  if (!result.ok) throw new Misuse(`--${result.fault.column.replace('_', '-')} ${result.fault.message}.`)
  io.stdout.write(`${JSON.stringify(result.clock, null, 2)}\n`)
  return 0
}

async function answerFile({ values }: Options, file: string, rules: ClockRules, io: ClockIo): Promise<number> {
  const isToFile = values.out !== '-'
  if (isToFile && file !== '-' && resolve(file) === resolve(values.out)) {
    throw new Misuse('would write over its own input; give -o another name.')
  }
  const name = file === '-' ? 'standard input' : file
  const faults = await answerTable({
    source: file === '-' ? io.stdin : createReadStream(file),
    sink: isToFile ? createWriteStream(values.out) : io.stdout,
    closesSink: isToFile,
    format: values.json ? 'json' : 'csv',
    rules,
    report: (line, column, message) => fail(io, `${name} line ${line}, column ${column} ${message}.`, 1),
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
