import { parseArgs } from 'node:util'
import { openDatabase } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { roleOf } from '../db/prepare.ts'
import { readSettings } from '../env.ts'
import type { Command } from './command.ts'

const usage = `komar migrate: brings the database to what this version of Komar needs

  komar migrate [--json]

  --json   { "applied": [names of files] }
  --help   this text

"komar start" does this too. With DATABASE_URL the database there, else the one in KOMAR_DATA.
`

export const migrateCommand = {
  name: 'migrate',
  summary: 'bring the database to what this version needs',
  usage,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
    const database = await openDatabase(readSettings(io.environment), 'join')
    try {
      const progress = (name: string) => void io.stderr.write(`… ${name}\n`)
      const applied = await migrate({ ownerUrl: database.ownerUrl, appRole: roleOf(database.appUrl), progress })
      io.stdout.write(values.json ? `${JSON.stringify({ applied })}\n` : `${applied.length} migrations applied.\n`)
      return 0
    } finally {
      await database.close()
    }
  },
} satisfies Command
