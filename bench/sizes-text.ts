// SIZES.md: a column for each size, and how much a figure grew while the children grew tenfold.
import type { SizeFigures } from './size.ts'
import type { Spread } from './statistics.ts'

type Row = { what: string; values: (figures: SizeFigures) => number | null; digits?: number }

const rate = (what: string, of: (figures: SizeFigures) => Spread): Row => ({
  what: `${what}, entries a second`,
  values: (figures) => of(figures).median,
})
const backup = (what: string, of: keyof NonNullable<SizeFigures['backup']>['perSecond']): Row => ({
  what: `${what}, entries a second`,
  values: (figures) => figures.backup?.perSecond[of] ?? null,
})

/** The document, with a line for each fact of the machine. */
export function sizesText(all: readonly SizeFigures[], machine: readonly string[]): string {
  const whole = (value: number) => value.toLocaleString('en-GB')
  const head = ['', ...all.map(({ children }) => `${whole(children)} children`), 'tenfold children'].join(' | ')
  const rows = rowsOf(all).map((row) => `| ${row.what} | ${cells(row, all).join(' | ')} |`)
  return [
    '# How Komar grows',
    '',
    'The same work on hosts of several sizes, one after the other: a whole host each, with its server, database and disk. The last column says by how much a figure grew or fell while the children grew tenfold, on the average of all steps; 1.0 × is: no difference. An officer sees one prison of 23, a supervisor all. One call at a time.',
    '',
    `|${head} |`,
    `|${'---|'.repeat(all.length + 2)}`,
    ...rows,
    '',
    ...notAnswered(all),
    'A child has eight or nine entries; those that are opened, some fifty. Up to 2,500 families come in through the API, the others are copies of them in the database, with ids of their own and a chain that links them (bench/multiply.ts). "The situation report" folds every chronicle of the country anew. What takes seconds is asked for a minute, and at least five times; all else sixty times. Backup and restore are a rehearsal: restored, verified and all lists made anew on a scratch host.',
    '',
    '## Machine',
    '',
    ...machine,
    '',
    '`node scripts/on-node.mjs bench/sizes.ts --sizes 1000,10000` measures these sizes anew, and keeps the others (reports/sizes.json).',
    '',
  ].join('\n')
}

/** What a host gave no answer to, and what it said instead. */
function notAnswered(all: readonly SizeFigures[]): string[] {
  const lines = all.flatMap(({ children, reading, reportMs }) => {
    const asked = [
      ...reading.map(({ who, what, latency }) => ({ what: `${what}, ${who}`, answer: latency })),
      { what: 'the situation report', answer: reportMs },
    ]
    return asked.flatMap(({ what, answer }) =>
      typeof answer === 'string' ? [`- ${what}, of ${children.toLocaleString('en-GB')} children: ${answer}`] : [],
    )
  })
  return lines.length === 0 ? [] : ['Not answered:', '', ...lines, '']
}

function rowsOf(all: readonly SizeFigures[]): Row[] {
  const readings = all[0]?.reading.map(({ who, what }) => ({ who, what })) ?? []
  return [
    { what: 'entries', values: ({ entries }) => entries },
    { what: 'database, MB', values: ({ diskMb }) => diskMb },
    rate('append: one fact a call', ({ append }) => append.single),
    rate('append: 500 facts a call', ({ append }) => append.facts),
    rate('append: 50 families a call', ({ append }) => append.families),
    { what: 'feed: first pull of one prison, entries a second', values: ({ feed }) => feed.firstPullPerSecond },
    { what: 'feed: nothing new, p50 ms', values: ({ feed }) => feed.nothingNew.p50, digits: 1 },
    ...readings.map(({ who, what }): Row => ({
      what: `${what}, ${who}, p50 ms`,
      values: ({ reading }) => {
        const latency = reading.find((one) => one.who === who && one.what === what)?.latency
        return typeof latency === 'object' ? latency.p50 : null
      },
      digits: 1,
    })),
    {
      what: 'the situation report, s',
      values: ({ reportMs }) => (typeof reportMs === 'number' ? reportMs / 1000 : null),
      digits: 1,
    },
    { what: 'start again, ms', values: ({ start }) => start.median },
    { what: 'memory at rest, server, MB', values: ({ memory }) => memory.fresh?.serverMb ?? null },
    { what: 'memory after all this, server, MB', values: ({ memory }) => memory.used?.serverMb ?? null },
    { what: 'memory after all this, database, MB', values: ({ memory }) => memory.used?.databaseMb ?? null },
    backup('backup', 'backup'),
    backup('restore', 'restore'),
    backup('verify', 'verify'),
    backup('lists made anew', 'rebuild'),
    { what: 'backup file, MB', values: ({ backup: made }) => (made === null ? null : made.bytes / 1e6) },
  ]
}

function cells({ values, digits = 0 }: Row, all: readonly SizeFigures[]): string[] {
  const found = all.map((figures) => ({ children: figures.children, value: values(figures) }))
  const texts = found.map(({ value }) =>
    value === null
      ? '—'
      : value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  )
  return [...texts, growth(found)]
}

function growth(found: readonly { children: number; value: number | null }[]): string {
  const known = found.flatMap(({ children, value }) => (value === null || value === 0 ? [] : [{ children, value }]))
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined || first === last) return '—'
  const steps = Math.log10(last.children / first.children)
  return `${((last.value / first.value) ** (1 / steps)).toFixed(2)} ×`
}
