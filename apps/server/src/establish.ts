// What an empty database becomes at its first start: a demonstration, for ever, or a host for real use with its first administrator.
import pg from 'pg'
import { establishHost } from './access/host.ts'
import { hasAdministrator } from './access/first-account.ts'
import { askForAdministrator } from './cli/administrator.ts'
import type { CommandIo } from './cli/command.ts'
import type { Database } from './db/connect.ts'
import { OperatorProblem } from './operator-problem.ts'
import { hasPack } from './policy-files.ts'
import { worldOf } from './world.ts'

const usualCountry = 'kh'

export type EstablishOptions = {
  /** What an empty database becomes; one that is something already stays so. */
  isDemonstration: boolean
  /** By whose rules an empty database becomes a host for real use; once it is one, it stays with them. Default: Cambodia's. */
  country?: string | undefined
  say: (line: string) => void
  /** A terminal to ask in; undefined when nobody is there to answer. */
  terminal?: Pick<CommandIo, 'stdin' | 'stderr'> | undefined
}

/** Makes the database what it is to be, once; says who can sign in. */
export async function establish(database: Database, options: EstablishOptions): Promise<void> {
  const { stamp, country } = await hostOf(database)
  checkCountry(options, country)
  if (stamp === 'demonstration' && !options.isDemonstration) {
    throw new OperatorProblem(
      'This database holds demonstration data, and stays a demonstration: give real use another KOMAR_DATA or DATABASE_URL.',
    )
  }
  if (stamp === 'real' || !options.isDemonstration) return establishReal(database, options)
  const { ensureDemonstration, demonstrationAccounts, demonstrationPassword } = await import('./demo/load.ts')
  await ensureDemonstration(database, { say: options.say })
  options.say(`✓ Demonstration accounts, all with the password "${demonstrationPassword}":`)
  for (const { user, who } of demonstrationAccounts) options.say(`    ${user.padEnd(16)} ${who}`)
}

function checkCountry({ country, isDemonstration }: EstablishOptions, ofHost: string | null): void {
  if (country === undefined) return
  if (ofHost !== null && ofHost !== country) {
    throw new OperatorProblem(
      `This host works by the rules of "${ofHost}", and stays with them: give "${country}" another KOMAR_DATA or DATABASE_URL.`,
    )
  }
  if (ofHost === null && isDemonstration && country !== usualCountry) {
    throw new OperatorProblem(`The demonstration is of Cambodia: for "${country}" start with --no-demo.`)
  }
  if (!hasPack(country)) {
    throw new OperatorProblem(
      `There is no policy pack for "${country}": policies/ has a folder for each country that has one, such as kh or gb-sct.`,
    )
  }
}

async function establishReal(
  database: Database,
  { say, terminal, country = usualCountry }: EstablishOptions,
): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  try {
    const { head } = worldOf(country).pack
    await establishHost(owner, {
      stamp: 'real',
      country,
      timeZone: head.timeZone.name,
      startedOn: new Date().toISOString().slice(0, 10),
      clockOffset: '0',
    })
    if (await hasAdministrator(owner)) return
  } finally {
    await owner.end()
  }
  if (terminal === undefined) {
    say('! Nobody can administer this host yet: run "npx komar administrator" in a terminal.')
    return
  }
  const user = await askForAdministrator(database.ownerUrl, terminal)
  say(`✓ ${user} is the first administrator.`)
}

/** What the database is already; nulls when it is nothing yet. */
async function hostOf({ app }: Database): Promise<{ stamp: string | null; country: string | null }> {
  const { rows } = await app.query<{ stamp: string; country: string }>('select stamp, country from komar.host')
  return rows[0] ?? { stamp: null, country: null }
}
