import { parseArgs } from 'node:util'
import { plainDate } from '@komar/domain/time/plain-date'
import { type Command, Misuse } from '../cli/command.ts'
import { fittedChildren, lastDay, usualSeed } from './calendar.ts'
import { demonstrationAccounts, demonstrationPassword } from './people.ts'

const usage = `komar demo: fills an empty host with synthetic data, stamped as a demonstration for ever

  komar demo [--years 2011..2014] [--seed N] [--children N] [--json]

  --years FIRST..LAST  the history begins in 2011 and ends in 2013 or 2014 (default 2011..2014): it is fitted to counts published then
  --seed N             another history; the same number gives the same one (default ${usualSeed})
  --children N         at least ${fittedChildren}; those beyond are made for measurements and leave the published counts as they are
  --json               { "entries", "children" }
  --help               this text

"komar start" does this by itself on an empty host. The host to be filled is the one in KOMAR_DATA, or at DATABASE_URL.
`

export const demoCommand = {
  name: 'demo',
  summary: 'fill an empty host with synthetic data',
  usage,
  async run(args, io) {
    const option = { type: 'string' } as const
    const { values } = parseArgs({
      args,
      options: { years: option, seed: option, children: option, json: { type: 'boolean', default: false } },
    })
    const until = readYears(values.years ?? '2011..2014')
    const seed = readNumber('seed', values.seed ?? String(usualSeed), 0)
    const children = Math.max(fittedChildren, readNumber('children', values.children ?? String(fittedChildren), 1))
    const { openDatabase } = await import('../db/connect.ts')
    const { prepareDatabase } = await import('../db/prepare.ts')
    const { readSettings } = await import('../env.ts')
    const { loadDemonstration } = await import('./load.ts')
    const database = await openDatabase(readSettings(io.environment), 'join')
    try {
      await prepareDatabase(database)
      const say = (line: string) => void io.stderr.write(`${line}\n`)
      const loaded = await loadDemonstration(database, { seed, children, until, say })
      io.stdout.write(
        values.json
          ? `${JSON.stringify(loaded)}\n`
          : `${loaded.entries} entries about ${loaded.children} children and their families.\n${accountsText()}`,
      )
      return 0
    } finally {
      await database.close()
    }
  },
} satisfies Command

function readYears(text: string) {
  const match = /^2011\.\.(2013|2014)$/.exec(text)
  if (match === null)
    throw new Misuse(
      `--years takes 2011..2013 or 2011..2014, not "${text}": the history is fitted to counts published then.`,
    )
  return match[1] === '2013' ? plainDate('2013-12-31') : lastDay
}

function readNumber(name: string, text: string, min: number): number {
  const value = Number(text)
  if (!/^\d{1,9}$/.test(text) || value < min)
    throw new Misuse(`--${name} takes a whole number from ${min}, not "${text}".`)
  return value
}

function accountsText(): string {
  const lines = demonstrationAccounts.map(({ user, who }) => `  ${user.padEnd(16)} ${who}`)
  return `Demonstration accounts, all with the password "${demonstrationPassword}":\n${lines.join('\n')}\n`
}
