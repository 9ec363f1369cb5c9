// One host of one size: what an append, a device's first pull, reading, the report, a backup and its restoring take there.
import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { addWriters, appendRate } from './append.ts'
import { fill, memory } from './country.ts'
import { pull } from './exchange.ts'
import { startHost, temporaryDirectory, type BenchHost } from './host.ts'
import { addAgency, addPerson, facilityCircles, type BenchAgency } from './people.ts'
import type { Population } from './population.ts'
import { backUpOnce } from './rehearsal.ts'
import { measureReading, measureReport, type ReadingFigure } from './reading.ts'
import { measureStart, type Memory } from './start.ts'
import { latencyOf, spreadOf, timed, type Latency, type Spread } from './statistics.ts'

type Rates = Record<'backup' | 'restore' | 'verify' | 'rebuild', number>

export type SizeFigures = {
  children: number
  entries: number
  version: string
  diskMb: number
  /** Entries a second: facts one at a time and 500 a call, families fifty a call. */
  append: { single: Spread; facts: Spread; families: Spread }
  feed: { firstPullPerSecond: number; entries: number; nothingNew: Latency }
  reading: ReadingFigure[]
  reportMs: number | string
  memory: { fresh: Memory | null; used: Memory | null }
  start: Spread
  backup: { perSecond: Rates; bytes: number } | null
}

/** The most entries that a first pull takes here: a device of one prison has fewer. */
const mostPulled = 50_000
/** A restore of more than so many children would take hours here, and says nothing new. */
const mostRestored = 200_000

/** Makes a host with so many children, measures, and takes it away. */
export async function measureSize(children: number, tell: (figure: object) => void): Promise<SizeFigures> {
  const host = await startHost()
  const fresh = await memory(host)
  const { agency, population, ...size } = await fill(host, children, tell)
  const append = await measureAppends(host, agency, population)
  tell(append)
  const feed = await measureFeed(host, population)
  tell(feed)
  const reading = await measureReading(host, population, tell)
  const reportMs = await measureReport(host)
  tell({ reportMs })
  const used = await memory(host)
  const found = await host.owner.query(
    `select split_part(current_setting('server_version'), ' ', 1) as version,
       (pg_database_size(current_database()) / 1e6)::int as megabytes`,
  )
  const { version, megabytes } = z.object({ version: z.string(), megabytes: z.int() }).parse(found.rows[0])
  const backup = size.children > mostRestored ? null : await measureBackup(host)
  tell({ backup })
  await host.stop('keepData')
  const start = await measureStart(host.dataDirectory)
  await host.remove()
  return {
    ...size,
    version,
    diskMb: megabytes,
    append,
    feed,
    reading,
    reportMs,
    memory: { fresh, used },
    start,
    backup,
  }
}

async function measureAppends(host: BenchHost, agency: BenchAgency, population: Population) {
  const people = await addWriters(host, agency, 1)
  const rates = async (work: Parameters<typeof appendRate>[3]) => {
    await appendRate(host, people, population, { ...work, calls: Math.ceil(work.calls / 10) })
    const found: number[] = []
    for (let run = 0; run < 3; run += 1) found.push(await appendRate(host, people, population, work))
    return spreadOf(found)
  }
  return {
    single: await rates({ what: 'facts', clients: 1, perCall: 1, calls: 100 }),
    facts: await rates({ what: 'facts', clients: 1, perCall: 500, calls: 4 }),
    families: await rates({ what: 'families', clients: 1, perCall: 425, calls: 4 }),
  }
}

/** A device of one prison: its first pull, and the question whether there is anything new. */
async function measureFeed(host: BenchHost, { facilities }: Population): Promise<SizeFigures['feed']> {
  const circle = (await facilityCircles(host)).get(facilities[0] ?? '') ?? 0
  const welfare = await addAgency(host, 'welfare-devices', 'child-welfare')
  const reader = await addPerson(host, welfare, 'social-worker', [welfare.circle, circle])
  const first = await timed(() => pull(host, reader, { after: undefined, limit: 5000, most: mostPulled }))
  let cursor = first.answer.cursor
  // To the end first, so that nothing is new.
  cursor = (await pull(host, reader, { after: cursor, limit: 5000 })).cursor
  const times: number[] = []
  for (let turn = 0; turn < 40; turn += 1) {
    const asked = await timed(() => pull(host, reader, { after: cursor, limit: 500 }))
    cursor = asked.answer.cursor
    times.push(asked.ms)
  }
  return {
    firstPullPerSecond: (first.answer.entries / first.ms) * 1000,
    entries: first.answer.entries,
    nothingNew: latencyOf(times),
  }
}

async function measureBackup({ owner, dataDirectory }: BenchHost): Promise<SizeFigures['backup']> {
  const scratch = await temporaryDirectory()
  const db = await owner.connect()
  try {
    const { bytes, entries, seconds } = await backUpOnce(db, { dataDirectory, scratch, beside: scratch })
    const rate = (step: keyof Rates) => entries / seconds[step]
    const perSecond = {
      backup: rate('backup'),
      restore: rate('restore'),
      verify: rate('verify'),
      rebuild: rate('rebuild'),
    }
    return { perSecond, bytes }
  } finally {
    db.release()
    await rm(scratch, { recursive: true, force: true })
  }
}
