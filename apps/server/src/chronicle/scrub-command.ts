import { parseArgs } from 'node:util'
import type { Command } from '../cli/command.ts'

const usage = `komar scrub: rewrites the engine's files after an erasure, so that they no longer hold what was erased

  komar scrub [--json]

  --json   { "tables": 49, "isLogLeft": false }, or null when nothing was erased since the last time
  --help   this text

Komar does it by itself in the next night, and at every start. Lists stand still while it works. Backups made before the erasure still
hold what was erased.
`

export const scrubCommand = {
  name: 'scrub',
  summary: 'rewrite files that still hold what was erased',
  usage,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
    const { openDatabase } = await import('../db/connect.ts')
    const { readSettings } = await import('../env.ts')
    const { scrub } = await import('./scrub.ts')
    const database = await openDatabase(readSettings(io.environment), 'join')
    try {
      const done = await scrub(database)
      if (values.json) io.stdout.write(`${JSON.stringify(done)}\n`)
      else if (done === null) io.stdout.write('Nothing was erased since the last time.\n')
      else io.stdout.write(`${done.tables} tables rewritten.${done.isLogLeft ? ` ${logLeft}` : ''}\n`)
      return 0
    } finally {
      await database.close()
    }
  },
} satisfies Command

const logLeft =
  "The server's log (WAL), its archive and pg_statistic are its operator's: they hold what was erased until they are given up there."
