// `komar score`: questionnaires scored by item number, for a table, without a host and without storing anything.
import { parseArgs } from 'node:util'
import type { SdqForm, SdqInformant } from '@komar/domain/wellbeing/sdq'
import { isSdqForm, sdqForms, sdqInformants } from '@komar/domain/wellbeing/sdq'
import type { ScasVersion } from '@komar/domain/wellbeing/scas'
import { scasVersions } from '@komar/domain/wellbeing/scas'
import { type CommandIo, Misuse } from '../cli/command.ts'
import type { RowScorer } from './answer-table.ts'
import { runTable, tableOptions } from './run-table.ts'
import { scasScorer } from './scas-row.ts'
import { sdqScorer } from './sdq-row.ts'

/** Runs the command. Resolves to 0, or to 1 when a row is at fault. Throws Misuse and OperatorProblem. */
export async function runScore(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...tableOptions, informant: { type: 'string' }, form: { type: 'string' } },
  })
  const [instrument, ...files] = positionals
  const { informant, form, ...table } = values
  const scorer = scorerOf(instrument, informant, form)
  return runTable({ command: `score ${instrument}`, files, ...table, scorer }, io)
}

function scorerOf(
  instrument: string | undefined,
  informant: string | undefined,
  form: string | undefined,
): (columns: readonly string[]) => RowScorer {
  if (instrument === 'sdq') {
    const [who, which] = sdqOptions(informant, form)
    return (columns) => sdqScorer(columns, who, which)
  }
  const version = scasVersions.find((candidate): candidate is ScasVersion => instrument === `scas-${candidate}`)
  if (version === undefined) throw new Misuse('takes sdq, scas-child, scas-parent or scas-preschool, and a table')
  if (informant !== undefined || form !== undefined) throw new Misuse('--informant and --form go with sdq')
  return (columns) => scasScorer(columns, version)
}

function sdqOptions(informant: string | undefined, form: string | undefined): [SdqInformant, SdqForm] {
  const who = sdqInformants.find((candidate) => candidate === informant)
  if (who === undefined) throw new Misuse('--informant is parent, teacher or self; the bands differ')
  const which = sdqForms.find((candidate) => candidate === form)
  if (which === undefined) throw new Misuse('--form is 2-4, 4-17 or 11-17; the bands differ')
  if (!isSdqForm(who, which)) throw new Misuse('--informant self has the form 11-17 only')
  return [who, which]
}
