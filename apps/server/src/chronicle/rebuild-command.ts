import { parseArgs } from 'node:util'
import type { Command } from '../cli/command.ts'
import type { Difference } from './rebuild.ts'
import type { World } from './world.ts'

const usage = `komar rebuild: makes what is derived from entries (circles, lists, deadlines) anew

  komar rebuild [--check] [--json]

  --check   compares what stands with what a rebuild would make, row by row; changes nothing; exits 1 on a difference
  --json    { "subjects": 120 } or, with --check, { "differences": [{ "table", "missing", "surplus" }] }
  --help    this text

May run beside a running Komar.
`

/** The command, given the world of each country. */
export function rebuildCommand(worldOf: (country: string) => Promise<World>): Command {
  return {
    name: 'rebuild',
    summary: 'make lists and deadlines anew from entries, or check them',
    usage,
    async run(args, io) {
      const options = { check: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } as const
      const { values } = parseArgs({ args, options })
      const { checkRebuild, rebuild } = await import('./rebuild.ts')
      const { asOwner } = await import('../db/as-owner.ts')
      const { readSettings } = await import('../env.ts')
      return asOwner(readSettings(io.environment), { name: 'komar rebuild' }, async (db) => {
        const { rows } = await db.query<{ country: string }>('select country from komar.host')
        const progress = ({ done, total }: { done: number; total: number }) =>
          void (process.stderr.isTTY && io.stderr.write(`… ${done} of ${total} subjects\n`))
        const given = { world: await worldOf(rows[0]?.country ?? 'kh'), progress }
        if (values.check) return reportDifferences(await checkRebuild(db, given), values.json, io)
        const subjects = await rebuild(db, given)
        io.stdout.write(values.json ? `${JSON.stringify({ subjects })}\n` : `${subjects} subjects rebuilt.\n`)
        return 0
      })
    },
  }
}

/** Rows are counted, never shown: they are about people. */
function reportDifferences(found: readonly Difference[], isJson: boolean, io: Parameters<Command['run']>[1]): number {
  const differences = found.map(({ table, missing, surplus }) => ({ table, missing, surplus }))
  if (isJson) io.stdout.write(`${JSON.stringify({ differences })}\n`)
  else if (differences.length === 0) io.stdout.write('What stands is what a rebuild makes.\n')
  for (const { table, missing, surplus } of differences) {
    io.stderr.write(
      `${table}: ${missing} rows missing or different, ${surplus} too many or different. Run: komar rebuild\n`,
    )
  }
  return differences.length === 0 ? 0 : 1
}
