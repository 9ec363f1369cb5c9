import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Misuse, type Command, type CommandIo } from '../cli/command.ts'

const usage = `komar backup: writes the whole host into one encrypted file

  komar backup FILE [--to PUBLIC-KEY …] [--json]

  --to     a public key of age (age1…), as often as wanted; else those of KOMAR_BACKUP_RECIPIENTS; else the host's own key, which is
           made the first time in the data directory. Keep a copy of that one elsewhere: without it nobody opens the backup.
  --json   { "file", "entries", "head", "bytes", "rows": { … } }
  --help   this text

May run beside a running Komar: the file is one moment of it. It appears under its name only when it is whole and was read back.
`

export const backupCommand = {
  name: 'backup',
  summary: 'write the whole host into one encrypted file',
  usage,
  async run(args, io) {
    const options = {
      to: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new Misuse('one file is needed')
    const { openDatabase } = await import('../db/connect.ts')
    const { makePool } = await import('../db/pool.ts')
    const { readSettings } = await import('../env.ts')
    const { loadHostKeys, secretsOf } = await import('../keys/host-keys.ts')
    const { recipientsFor } = await import('./keys.ts')
    const { noteBackedUp, writeBackup } = await import('./write-backup.ts')
    const settings = readSettings(io.environment)
    const publicKeys = values.to ?? settings.backupRecipients
    const database = await openDatabase(settings, 'join')
    const owner = makePool({ url: database.ownerUrl, name: 'komar backup', max: 1 })
    const db = await owner.connect()
    try {
      const recipients = await recipientsFor(settings.dataDirectory, publicKeys)
      const keys = secretsOf(await loadHostKeys(settings.dataDirectory, settings.keys))
      const path = resolve(file)
      const made = await writeBackup(db, { file: path, recipients, keys, now: io.now(), progress: onTerminal(io) })
      await noteBackedUp(db, made.manifest.head.seq)
      const { seq, chain } = made.manifest.head
      if (recipients.ownKey !== null)
        io.stderr.write(`Encrypted to this host's own key, ${recipients.ownKey}: keep a copy of it somewhere else.\n`)
      const told = { file: path, entries: seq, head: chain, bytes: made.bytes, rows: made.rows }
      io.stdout.write(
        values.json
          ? `${JSON.stringify(told)}\n`
          : `${seq} entries in ${path} (${(made.bytes / 1e6).toFixed(1)} MB). Head: ${chain}\n`,
      )
      return 0
    } finally {
      db.release()
      await owner.end()
      await database.close()
    }
  },
} satisfies Command

/** Says how far it is where a person watches. */
export function onTerminal(io: Pick<CommandIo, 'stderr'>): (done: { table: string; rows: number }) => void {
  const isTerminal = 'isTTY' in io.stderr && io.stderr.isTTY === true
  return ({ table, rows }) => void (isTerminal && io.stderr.write(`… ${table}: ${rows}\n`))
}
