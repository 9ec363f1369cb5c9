import type { Command } from '../cli/command.ts'

const usage = `komar clock: is a child in prison past the law's limit, since when, by how many days

  komar clock --policy kh --born 2005-03 --in-prison 2005-03/2012-01 [--as-of 2012-01-31]
  komar clock --policy kh in.csv [-o out.csv]        columns id,born,in_prison,as_of

  --born DATE        when the child was born: 2005, 2005-03, 2005-03-14, 2005~ (about), 2005-03/2005-05 (between)
  --in-prison STAYS  its stays, both ends included, several separated by ";", ".." for a stay that goes on
  --as-of DAY        the day to answer for; else the last day in prison, or today while a stay goes on
  --policy COUNTRY   whose law (default kh)
  -o, --out FILE     where to write; "-" is standard output (and, as input, standard input)
  --json             JSON also for a table
  --help             this text

Exits 0 done, 1 a problem (rows at fault are named by line and column), 2 misuse.
`

export const clockCommand = {
  name: 'clock',
  summary: "is a child in prison past the law's limit, since when, by how many days",
  usage,
  async run(args, io) {
    const { runClock } = await import('./run-clock.ts')
    return runClock(args, io)
  },
} satisfies Command
