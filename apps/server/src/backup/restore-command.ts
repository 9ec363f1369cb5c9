import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Misuse, type Command } from '../cli/command.ts'
import type { World } from '../chronicle/world.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { onTerminal } from './backup-command.ts'

const usage = `komar restore: loads a backup into a host

  komar restore FILE [--identity KEY-FILE] [--replace NAME] [--json]

  --identity   a file with the private key (AGE-SECRET-KEY-…); else the host's own in the data directory
  --replace    gives up what this host holds, for the backup. NAME is the host's name, as it stands in KOMAR_ORIGIN ("localhost"
               where that is not set), typed so that nobody does it to the wrong one
  --json       { "entries", "head", "epoch", "rows": { … } }
  --help       this text

Komar must not be running. All of it is loaded and verified, or nothing is changed. The restored host is a new epoch: devices offer
again what they have beyond the backup, and everybody signs in anew. The host's keys come with it (keys.json); those that lay there are
kept under another name.
`

/** The command, given the world of each country. */
export function restoreCommand(worldOf: (country: string) => Promise<World>): Command {
  return {
    name: 'restore',
    summary: 'load a backup into a host',
    usage,
    async run(args, io) {
      const options = {
        identity: { type: 'string' },
        replace: { type: 'string' },
        json: { type: 'boolean', default: false },
      } as const
      const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
      const [file, ...more] = positionals
      if (file === undefined || more.length > 0) throw new Misuse('one file is needed')
      const { rebuild } = await import('../chronicle/rebuild.ts')
      const { openDatabase } = await import('../db/connect.ts')
      const { makePool } = await import('../db/pool.ts')
      const { prepareDatabase } = await import('../db/prepare.ts')
      const { readSettings } = await import('../env.ts')
      const { placeSecrets } = await import('../keys/host-keys.ts')
      const { identitiesFrom } = await import('./keys.ts')
      const { restore } = await import('./restore.ts')
      const settings = readSettings(io.environment)
      const name = new URL(settings.origin).hostname
      if (values.replace !== undefined && values.replace !== name)
        throw new OperatorProblem(`This host is called "${name}", not "${values.replace}": nothing was replaced.`)
      const decrypter = await identitiesFrom(settings.dataDirectory, values.identity)
      const database = await openDatabase(settings, 'serve')
      const owner = makePool({ url: database.ownerUrl, name: 'komar restore', max: 1 })
      const db = await owner.connect()
      try {
        await prepareDatabase(database)
        const mayReplace = values.replace !== undefined
        const restored = await restore(db, { file: resolve(file), decrypter, mayReplace, progress: onTerminal(io) })
        await placeSecrets(settings.dataDirectory, restored.manifest.keys)
        const subjects = await rebuild(db, { world: await worldOf(restored.manifest.host.country) })
        const { seq, chain } = restored.manifest.head
        const told = { entries: seq, head: chain, epoch: restored.epoch, subjects, rows: restored.rows }
        io.stdout.write(
          values.json
            ? `${JSON.stringify(told)}\n`
            : `${seq} entries restored as of ${restored.manifest.madeAt}; the chain fits. Head: ${chain}\n`,
        )
        return 0
      } finally {
        db.release()
        await owner.end()
        await database.close()
      }
    },
  }
}
