// What each protection costs: the same work with it and without it, alternately on one scratch host, so that a busy minute hits both.
// Writes bench/PROTECTIONS.md. `node scripts/on-node.mjs bench/protections.ts --children 10000`. The host is taken away afterwards.
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Pool } from 'pg'
import { z } from 'zod'
import { addWriters, appendRate } from './append.ts'
import { openClient } from './client.ts'
import { fill } from './country.ts'
import { pull } from './exchange.ts'
import { startHost, type BenchHost } from './host.ts'
import { describeMachine } from './machine.ts'
import { addAgency, addPerson, facilityCircles, type BenchAgency } from './people.ts'
import type { Population } from './population.ts'
import { latencyOf, spreadOf, timed, type Spread } from './statistics.ts'

const { values } = parseArgs({
  options: {
    children: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    out: { type: 'string', default: join(import.meta.dirname, 'PROTECTIONS.md') },
  },
})
const prettier = join(import.meta.dirname, '../node_modules/prettier/bin/prettier.cjs')

type Protection = { name: string; off: string; on: string }

const chainLink = `create or replace function komar.chain_link(previous bytea, content bytea, seq bigint, received timestamptz) returns bytea
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp as`

/** By these the host knows who asks; open to it, it would take its reader for somebody else or nobody. */
const whoAsks = [
  'account',
  'agency',
  'agency_membership',
  'device',
  'host',
  'invitation',
  'passkey',
  'role_class',
  'session',
  'user_circle',
]

async function protections(owner: Pool): Promise<Protection[]> {
  const found = await owner.query(
    `select format('komar.%I', relname) as name from pg_class where relnamespace = 'komar'::regnamespace and relrowsecurity
       and relname <> all ($1)`,
    [whoAsks],
  )
  const tables = found.rows.map((row) => z.object({ name: z.string() }).parse(row).name)
  const was = await owner.query(`select prosrc as text from pg_proc where oid = 'komar.chain_link'::regproc`)
  const { text } = z.object({ text: z.string() }).parse(was.rows[0])
  const each = (what: string) => tables.map((table) => `alter table ${table} ${what} row level security`).join(';')
  return [
    { name: 'row-level security', off: each('disable'), on: each('enable') },
    { name: 'chain', off: `${chainLink} $$ select previous $$`, on: `${chainLink} $$${text}$$` },
    {
      name: 'log of readers',
      // Whoever cannot be written down is given nothing: something must say that it was written.
      off: `alter table komar.read_log rename to bench_read_log;
        create view komar.read_log as select * from komar.bench_read_log;
        create function komar.bench_keeps_nothing() returns trigger language plpgsql as $$ begin return new; end $$;
        create trigger bench_keeps_nothing instead of insert on komar.read_log for each row execute function komar.bench_keeps_nothing();
        grant select, insert on komar.read_log to komar_app`,
      on: `drop view komar.read_log; drop function komar.bench_keeps_nothing();
        alter table komar.bench_read_log rename to read_log`,
    },
  ]
}

/** Rates (more is better): what is measured by the millisecond is turned round. */
type Work = Record<string, () => Promise<number>>

async function workOn(host: BenchHost, agency: BenchAgency, population: Population): Promise<Work> {
  const people = await addWriters(host, agency, 1)
  const welfare = await addAgency(host, 'welfare', 'child-welfare')
  const circles = [...(await facilityCircles(host)).values()]
  const supervisor = await addPerson(host, welfare, 'supervisor', [welfare.circle, ...circles])
  const inside = population.families.filter(({ isInside }) => isInside)
  const perSecond = async (path: (turn: number) => { path: string; body?: string }, turns: number) => {
    const client = openClient(host.port, supervisor)
    const times: number[] = []
    for (let turn = 0; turn < turns; turn += 1) {
      const { path: to, body } = path(turn)
      times.push((await timed(() => (body === undefined ? client.get(to) : client.post(to, body)))).ms)
    }
    client.close()
    return 1000 / latencyOf(times).p50
  }
  const child = (turn: number) => inside[turn % inside.length]?.child ?? ''
  const search = JSON.stringify({ where: 'inside' })
  return {
    'append: one fact a call': () =>
      appendRate(host, people, population, { what: 'facts', clients: 1, perCall: 1, calls: 60 }),
    'append: 500 facts a call': () =>
      appendRate(host, people, population, { what: 'facts', clients: 1, perCall: 500, calls: 3 }),
    'feed: first pull': async () => {
      const { ms, answer } = await timed(() => pull(host, supervisor, { after: undefined, limit: 5000, most: 20_000 }))
      return (answer.entries / ms) * 1000
    },
    'one child': () => perSecond((turn) => ({ path: `/v1/children/${child(turn)}` }), 40),
    'its chronicle': () => perSecond((turn) => ({ path: `/v1/children/${child(turn)}/chronicle` }), 40),
    'list, first page of 50': () => perSecond(() => ({ path: '/v1/children/search', body: search }), 30),
    Today: () => perSecond(() => ({ path: '/v1/today' }), 20),
  }
}

type Figure = { protection: string; what: string; with: Spread; without: Spread }

async function measure(owner: Pool, work: Work): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const protection of await protections(owner)) {
    const found = new Map(Object.keys(work).map((what) => [what, { with: [] as number[], without: [] as number[] }]))
    for (let round = 0; round < Number(values.rounds); round += 1) {
      await runAll(work, (what, rate) => found.get(what)?.with.push(rate))
      await owner.query(protection.off)
      try {
        await runAll(work, (what, rate) => found.get(what)?.without.push(rate))
      } finally {
        await owner.query(protection.on)
      }
    }
    for (const [what, rates] of found) {
      const figure = { protection: protection.name, what, with: spreadOf(rates.with), without: spreadOf(rates.without) }
      process.stderr.write(`${JSON.stringify(figure)}\n`)
      figures.push(figure)
    }
  }
  return figures
}

async function runAll(work: Work, keep: (what: string, rate: number) => void): Promise<void> {
  for (const [what, act] of Object.entries(work)) keep(what, await act())
}

function textOf(children: number, figures: readonly Figure[], machine: readonly string[]): string {
  const whole = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 1 : 0 })
  const spread = ({ median, min, max }: Spread) => `${whole(median)} (${whole(min)}–${whole(max)})`
  const row = (figure: Figure) =>
    `| ${figure.what} | ${figure.protection} | ${spread(figure.with)} | ${spread(figure.without)} | **${(figure.without.median / figure.with.median).toFixed(2)} ×** |`
  return [
    '# What the protections cost',
    '',
    `One scratch host of ${whole(children)} children; each kind of work with a protection and without it, alternately, ${values.rounds} rounds. Rates a second (entries, or calls by the median call); the last column is how much faster it would be without: 1.00 × is a protection that costs nothing to be seen. By a supervisor who may see all of them, so that the answers are the same. About 0.1 is noise.`,
    '',
    '| work | protection | with | without | without it |',
    '|---|---|---|---|---|',
    ...figures.map(row),
    '',
    'Without row-level security every table is open to the server, but for those by which it knows who asks; Komar asks as it always does, by the same functions. Without the chain an entry still has its number and the hash of its text, and no link. Without the log of readers its lines are sent, said to be written, and not kept.',
    '',
    '## Machine',
    '',
    ...machine,
    '',
  ].join('\n')
}

const host = await startHost()
try {
  const found = await host.owner.query(`select split_part(current_setting('server_version'), ' ', 1) as version`)
  const machine = describeMachine(z.object({ version: z.string() }).parse(found.rows[0]).version)
  const { agency, population, children } = await fill(host, Number(values.children), (figure) =>
    process.stderr.write(`${JSON.stringify(figure)}\n`),
  )
  const work = await workOn(host, agency, population)
  await runAll(work, () => undefined)
  await writeFile(values.out, textOf(children, await measure(host.owner, work), machine))
  execFileSync(process.execPath, [prettier, '--write', values.out], { stdio: 'ignore' })
} finally {
  await host.stop()
}
