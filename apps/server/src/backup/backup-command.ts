import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { World } from '../chronicle/world.ts'
import { Misuse, type Command, type CommandIo } from '../cli/command.ts'

const usage = `komar backup: writes the whole host into one encrypted file

  komar backup FILE [--to PUBLIC-KEY …] [--json]
  komar backup rehearse FILE [--identity KEY-FILE] [--alone] [--json]

  --to     a public key of age (age1…), as often as wanted; else those of KOMAR_BACKUP_RECIPIENTS; else the host's own key, which is
           made the first time in the data directory. Keep a copy of that one elsewhere: without it nobody opens the backup.
  --json   of a backup { "file", "entries", "head", "bytes", "rows": { … } }
  --help   this text

"rehearse" restores a backup into a scratch host, verifies it, makes its lists, compares it with the file and with the host that runs
here, says what it found, and leaves nothing behind. It exits 1 when anything is not as it must be.

  --identity   a file with the private key; else the host's own in the data directory
  --alone      compare with no host: on a machine that only tries backups

A backup may run beside a running Komar: the file is one moment of it. It appears under its name only when it is whole and was read back.
`

/** The command, given the world of each country. */
export function backupCommand(worldOf: (country: string) => Promise<World>): Command {
  return {
    name: 'backup',
    summary: 'write the whole host into one encrypted file, or rehearse restoring one',
    usage,
    async run(args, io) {
      const options = {
        to: { type: 'string', multiple: true },
        identity: { type: 'string' },
        alone: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      } as const
      const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
      const isRehearsal = positionals[0] === 'rehearse' && positionals.length > 1
      const [file, ...more] = isRehearsal ? positionals.slice(1) : positionals
      if (file === undefined || more.length > 0) throw new Misuse('one file is needed')
      if (!isRehearsal) return runBackup({ file, publicKeys: values.to, isJson: values.json }, io)
      const { runRehearse } = await import('./run-rehearse.ts')
      const { identity, alone: isAlone, json: isJson } = values
      return runRehearse({ file, identity, isAlone, isJson }, io, worldOf)
    },
  }
}

type Asked = { file: string; publicKeys: string[] | undefined; isJson: boolean }

async function runBackup({ file, publicKeys, isJson }: Asked, io: CommandIo): Promise<number> {
  const { asOwner } = await import('../db/as-owner.ts')
  const { readSettings } = await import('../env.ts')
  const { loadHostKeys, secretsOf } = await import('../keys/host-keys.ts')
  const { recipientsFor } = await import('./keys.ts')
  const { makeBackup } = await import('./make-backup.ts')
  const settings = readSettings(io.environment)
  const path = resolve(file)
  const { recipients, made } = await asOwner(settings, { name: 'komar backup' }, async (db) => {
    const to = await recipientsFor(settings.dataDirectory, publicKeys ?? settings.backupRecipients)
    const keys = secretsOf(await loadHostKeys(settings.dataDirectory, settings.keys))
    const prepare = () => Promise.resolve(to)
    const given = { file: path, isScheduled: false, prepare, keys, now: io.now(), progress: onTerminal(io) }
    return { recipients: to, made: await makeBackup(db, given) }
  })
  const { seq, chain } = made.manifest.head
  if (recipients.ownKey !== null)
    io.stderr.write(`Encrypted to this host's own key, ${recipients.ownKey}: keep a copy of it somewhere else.\n`)
  const told = { file: path, entries: seq, head: chain, bytes: made.bytes, rows: made.rows }
  io.stdout.write(
    isJson
      ? `${JSON.stringify(told)}\n`
      : `${seq} entries in ${path} (${(made.bytes / 1e6).toFixed(1)} MB). Head: ${chain}\n`,
  )
  return 0
}

/** Says how far it is where a person watches. */
export function onTerminal(io: Pick<CommandIo, 'stderr'>): (done: { table: string; rows: number }) => void {
  const isTerminal = 'isTTY' in io.stderr && io.stderr.isTTY === true
  return ({ table, rows }) => void (isTerminal && io.stderr.write(`… ${table}: ${rows}\n`))
}
