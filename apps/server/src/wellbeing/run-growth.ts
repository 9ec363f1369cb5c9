// `komar growth`: z-scores of the WHO for a table of measured children, without a host and without storing anything.
import { parseArgs } from 'node:util'
import type { CommandIo } from '../cli/command.ts'
import { likeColumns } from './growth-columns.ts'
import { growthScorer } from './growth-row.ts'
import { runTable, tableOptions } from './run-table.ts'

/** Runs the command. Resolves to 0, or to 1 when a row is at fault. Throws Misuse and OperatorProblem. */
export async function runGrowth(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: tableOptions })
  return runTable(
    {
      command: 'growth',
      files: positionals,
      ...values,
      scorer: (columns) => {
        const scorer = growthScorer(columns)
        for (const name of likeColumns(columns)) {
          io.stderr.write(`komar growth: the column "${name}" is not one that is read; it is only copied.\n`)
        }
        return scorer
      },
    },
    io,
  )
}
