import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { createFirstAdministrator, hasAdministrator, takeSecondFactorAway } from '../access/first-account.ts'
import { openDatabase } from '../db/connect.ts'
import { readSettings } from '../env.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { asker } from './ask.ts'
import type { Command, CommandIo } from './command.ts'

const usage = `komar administrator: makes the first administrator of a host for real use

  komar administrator [--json]
  komar administrator --take-second-step-away USER [--json]

  --json   { "user": … }
  --help   this text

The second takes the second step of signing in away from a user who lost phone and recovery codes, when no other administrator can do
it in the app. It ends their sessions and is written to the log.

Asks for a user name, a name to show, and a password of at least 12 characters, in the terminal or one a line on standard input.
Once somebody can administer the host, all other accounts are made in the app.
`

/** Asks for the first administrator and makes the account; answers its user name. */
export async function askForAdministrator(ownerUrl: string, io: Pick<CommandIo, 'stdin' | 'stderr'>): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  const ask = asker(io)
  await owner.connect()
  try {
    if (await hasAdministrator(owner)) throw new OperatorProblem('This host has an administrator already.')
    const user = (await ask.line('User name of the first administrator (small letters): ')).trim().toLowerCase()
    const displayName = (await ask.line('Name to show: ')).trim()
    const password = await ask.secret('Password (12 characters or more): ')
    if (!/^[a-z0-9][a-z0-9._@-]{1,99}$/u.test(user)) {
      throw new OperatorProblem(
        'The user name needs 2 to 100 small letters, digits, dots or dashes; for example "sokha".',
      )
    }
    if (displayName === '') throw new OperatorProblem('The name to show is empty.')
    const fault = await createFirstAdministrator(owner, {
      id: randomUUID(),
      agencyId: randomUUID(),
      user,
      displayName,
      password,
    })
    if (fault !== null) throw new OperatorProblem(`The password is not fit: ${fault}. Choose another, longer one.`)
    return user
  } finally {
    ask.end()
    await owner.end()
  }
}

async function takeAway(ownerUrl: string, user: string): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    if (!(await takeSecondFactorAway(owner, user)))
      throw new OperatorProblem(`There is no user "${user}" on this host.`)
    return user
  } finally {
    await owner.end()
  }
}

export const administratorCommand = {
  name: 'administrator',
  summary: 'make the first administrator of a host for real use',
  usage,
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, 'take-second-step-away': { type: 'string' } },
    })
    const away = values['take-second-step-away']
    const database = await openDatabase(readSettings(io.environment), 'join')
    try {
      const user =
        away === undefined ? await askForAdministrator(database.ownerUrl, io) : await takeAway(database.ownerUrl, away)
      const said = away === undefined ? `${user} can sign in now.` : `${user} signs in with the password alone now.`
      io.stdout.write(values.json ? `${JSON.stringify({ user })}\n` : `${said}\n`)
      return 0
    } finally {
      await database.close()
    }
  },
} satisfies Command
