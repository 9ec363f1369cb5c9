// `komar verify`: reads heads, opens the database, checks in one moment, says what it found.
import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { Misuse, type CommandIo } from '../cli/command.ts'
import { asOwner } from '../db/as-owner.ts'
import { readSettings } from '../env.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { checkHistory, type Checked } from './check-history.ts'
import { readHeads, type GivenHead } from './compare-heads.ts'
import { countInWords, erasedInWords, faultsInWords, limitsInWords } from './history-words.ts'

/** The command, with its exit code. */
export async function runVerify(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      head: { type: 'string', multiple: true, default: [] },
      against: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  })
  const heads = await givenHeads(values.head, values.against, io)
  return asOwner(readSettings(io.environment), { name: 'komar verify' }, async (db) => {
    await db.query('begin isolation level repeatable read read only')
    const checked = await checkHistory(db, heads, (seq) => void io.stderr.write(`… ${seq} entries\n`))
    await db.query('rollback')
    tell(checked, io, values.json)
    return checked.fits ? 0 : 1
  })
}

async function givenHeads(files: readonly string[], typed: readonly string[], io: CommandIo): Promise<GivenHead[]> {
  if (files.filter((file) => file === '-').length > 1) throw new Misuse('standard input can be read once')
  const texts = await Promise.all(
    files.map(async (file) =>
      file === '-'
        ? textOf(io.stdin)
        : readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
            throw new OperatorProblem(`${file} could not be read (${error.code ?? error.name}).`)
          }),
    ),
  )
  return [...texts, ...typed].flatMap((text) => {
    const read = readHeads(text)
    if ('heads' in read && read.heads.length > 0) return read.heads
    const what = 'fault' in read ? `"${read.fault}" is` : 'There is'
    throw new OperatorProblem(
      `${what} no head: compare it letter by letter with the one that was kept. A short one looks like 12345-abcd-… with six groups of four.`,
    )
  })
}

function tell(checked: Checked, io: CommandIo, isJson: boolean): void {
  if (isJson) io.stdout.write(`${JSON.stringify(checked)}\n`)
  else if (checked.head !== null && checked.fits)
    io.stdout.write(
      `${[...erasedInWords(checked), `${countInWords(checked)} Head: ${checked.head}`, limitsInWords(checked)].join('\n')}\n`,
    )
  if (!checked.fits) io.stderr.write(`${[...faultsInWords(checked), limitsInWords(checked)].join('\n')}\n`)
}
