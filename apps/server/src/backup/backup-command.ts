import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { World } from '../chronicle/world.ts'
import { Misuse, type Command, type CommandIo } from '../cli/command.ts'
import type { Settings } from '../env.ts'
import type { Recipients } from './keys.ts'
import type { Making } from './make-backup.ts'

const usage = `komar backup: writes the whole host into one encrypted file

  komar backup FILE [--to PUBLIC-KEY …] [--resumable] [--json]
  komar backup FILE --resume [--json]
  komar backup rehearse FILE [--identity KEY-FILE] [--alone] [--json]

  --to     a public key of age (age1…), as often as wanted; else those of KOMAR_BACKUP_RECIPIENTS; else the host's own key, which is
           made the first time in the data directory. Keep a copy of that one elsewhere: without it nobody opens the backup.
  --resumable   to a place that is slow or may be gone in the middle: the backup is made on this host first, which takes its size on the
           disk, and then carried there
  --resume      goes on with one that was cut on its way
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
        resumable: { type: 'boolean', default: false },
        resume: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      } as const
      const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
      const isRehearsal = positionals[0] === 'rehearse' && positionals.length > 1
      const [file, ...more] = isRehearsal ? positionals.slice(1) : positionals
      if (file === undefined || more.length > 0) throw new Misuse('one file is needed')
      if (values.resume && values.to !== undefined)
        throw new Misuse('it was encrypted when it was made: --resume takes no --to')
      const way = values.resume ? 'resume' : values.resumable ? 'resumable' : 'straight'
      if (!isRehearsal) return runBackup({ file, publicKeys: values.to, way, isJson: values.json }, io)
      const { runRehearse } = await import('./run-rehearse.ts')
      const { identity, alone: isAlone, json: isJson } = values
      return runRehearse({ file, identity, isAlone, isJson }, io, worldOf)
    },
  }
}

type Asked = {
  file: string
  publicKeys: string[] | undefined
  way: 'straight' | 'resumable' | 'resume'
  isJson: boolean
}

type Told = { head: { seq: number; chain: string }; bytes: number; rows: Record<string, number> }

async function runBackup({ file, publicKeys, way, isJson }: Asked, io: CommandIo): Promise<number> {
  const { asOwner } = await import('../db/as-owner.ts')
  const { readSettings } = await import('../env.ts')
  const settings = readSettings(io.environment)
  const path = resolve(file)
  const made = await asOwner(settings, { name: 'komar backup' }, async (db): Promise<Told> => {
    if (way === 'straight') {
      const { makeBackup } = await import('./make-backup.ts')
      const { manifest, bytes, rows } = await makeBackup(db, await makingOf({ path, publicKeys, settings }, io))
      return { head: manifest.head, bytes, rows }
    }
    const { makeAndCarry, resume } = await import('./on-its-way.ts')
    const given = { dataDirectory: settings.dataDirectory, progress: carriedOnTerminal(io) }
    if (way === 'resume') return resume(db, path, given)
    return makeAndCarry(db, await makingOf({ path, publicKeys, settings }, io), given)
  })
  const { seq, chain } = made.head
  const told = { file: path, entries: seq, head: chain, bytes: made.bytes, rows: made.rows }
  io.stdout.write(
    isJson
      ? `${JSON.stringify(told)}\n`
      : `${seq} entries in ${path} (${(made.bytes / 1e6).toFixed(1)} MB). Head: ${chain}\n`,
  )
  return 0
}

type Given = { path: string; publicKeys: string[] | undefined; settings: Settings }

async function makingOf({ path, publicKeys, settings }: Given, io: CommandIo): Promise<Making> {
  const { loadHostKeys, secretsOf } = await import('../keys/host-keys.ts')
  const { recipientsFor } = await import('./keys.ts')
  const to = await recipientsFor(settings.dataDirectory, publicKeys ?? settings.backupRecipients)
  if (to.ownKey !== null)
    io.stderr.write(`Encrypted to this host's own key, ${to.ownKey}: keep a copy of it somewhere else.\n`)
  const keys = secretsOf(await loadHostKeys(settings.dataDirectory, settings.keys))
  const prepare = (): Promise<Recipients> => Promise.resolve(to)
  return { file: path, isScheduled: false, prepare, keys, now: io.now(), progress: onTerminal(io) }
}

function carriedOnTerminal(io: Pick<CommandIo, 'stderr'>): (there: number, all: number) => void {
  const isWatched = isTerminal(io)
  let last = -1
  return (there, all) => {
    const percent = Math.floor((100 * there) / Math.max(1, all))
    if (!isWatched || percent === last) return
    last = percent
    io.stderr.write(`… carried: ${percent} %\n`)
  }
}

/** Says how far it is where a person watches. */
export function onTerminal(io: Pick<CommandIo, 'stderr'>): (done: { table: string; rows: number }) => void {
  const isWatched = isTerminal(io)
  return ({ table, rows }) => void (isWatched && io.stderr.write(`… ${table}: ${rows}\n`))
}

function isTerminal({ stderr }: Pick<CommandIo, 'stderr'>): boolean {
  return 'isTTY' in stderr && stderr.isTTY === true
}
