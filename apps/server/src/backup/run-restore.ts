// `komar restore`: the host's name, the key, the database, then all or nothing; what is derived is made anew after.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { rebuild } from '../chronicle/rebuild.ts'
import type { World } from '../chronicle/world.ts'
import { Misuse, type CommandIo } from '../cli/command.ts'
import { asOwner } from '../db/as-owner.ts'
import { prepareDatabase } from '../db/prepare.ts'
import { readSettings } from '../env.ts'
import { placeSecrets } from '../keys/host-keys.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { onTerminal } from './backup-command.ts'
import { identitiesFrom } from './keys.ts'
import { restore, type Restored } from './restore.ts'

type WorldOf = (country: string) => Promise<World>

/** The command, with its exit code. */
export async function runRestore(args: string[], io: CommandIo, worldOf: WorldOf): Promise<number> {
  const options = {
    identity: { type: 'string' },
    replace: { type: 'string' },
    json: { type: 'boolean', default: false },
  } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new Misuse('one file is needed')
  const settings = readSettings(io.environment)
  const name = new URL(settings.origin).hostname
  if (values.replace !== undefined && values.replace !== name)
    throw new OperatorProblem(`This host is called "${name}", not "${values.replace}": nothing was replaced.`)
  const decrypter = await identitiesFrom(settings.dataDirectory, values.identity)
  const mayReplace = values.replace !== undefined
  const given = { name: 'komar restore', purpose: 'serve', isPreparing: true } as const
  const { restored, subjects } = await asOwner(settings, given, async (db, database) => {
    await prepareDatabase(database)
    const made = await restore(db, { file: resolve(file), decrypter, mayReplace, progress: onTerminal(io) })
    await placeSecrets(settings.dataDirectory, made.manifest.keys)
    return { restored: made, subjects: await rebuild(db, { world: await worldOf(made.manifest.host.country) }) }
  })
  io.stdout.write(values.json ? `${JSON.stringify(toldOf(restored, subjects))}\n` : inWords(restored))
  return 0
}

function toldOf({ manifest, rows, epoch, withdrawn }: Restored, subjects: number) {
  const { seq, chain } = manifest.head
  return { entries: seq, head: chain, epoch, subjects, rows, withdrawn }
}

function inWords({ manifest: { head, madeAt }, withdrawn }: Restored): string {
  const lines = [
    `${head.seq} entries restored as of ${madeAt}; the chain fits. Head: ${head.chain}`,
    `Open links were withdrawn: ${withdrawn.invitations} to come in, ${withdrawn.questionnaires} for teachers. Whoever needs one gets a new one.`,
    `What was ended after ${madeAt} holds again: devices called off, accounts disabled, memberships ended, passwords, passkeys and keys changed, recovery codes used. End it anew (docs/guide-operator.md, "Restore").`,
  ]
  return `${lines.join('\n')}\n`
}
