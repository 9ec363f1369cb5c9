// A host of a country's size: filled, read from, started again.
import { z } from 'zod'
import { startHost, type BenchHost } from './host.ts'
import { multiply } from './multiply.ts'
import { addAgency, addPerson } from './people.ts'
import { populate } from './population.ts'
import { measureReading, measureReport } from './reading.ts'
import type { Results } from './results.ts'
import { measureStart, memoryOf } from './start.ts'

/** So many families come in through the API; the others are copies of them. */
const originals = 4000

async function memory({ owner, pid }: BenchHost) {
  const found = await owner.query('select pg_backend_pid() as pid')
  return memoryOf(pid, z.int().parse(found.rows[0]?.pid))
}

/** Measures everything that needs many children. */
export async function measureCountry(children: number, tell: (figure: object) => void): Promise<Results['country']> {
  const host = await startHost()
  const fresh = await memory(host)
  const agency = await addAgency(host, 'visits', 'non-governmental')
  const monitor = () => addPerson(host, agency, 'monitor', [agency.circle])
  const own = Math.min(children, originals)
  const population = await populate(host, [await monitor(), await monitor()], { children: own, facilities: 23 })
  const copies = Math.round(children / own) - 1
  tell({ entries: population.entries, seconds: population.seconds, copies })
  await host.owner.query('vacuum analyze')
  await multiply(host.owner, population.families, copies)
  // What a settled host's autovacuum has done long ago.
  await host.owner.query('vacuum analyze')
  const reading = await measureReading(host, population, tell)
  const reportMs = await measureReport(host)
  tell({ reportMs })
  const used = await memory(host)
  await host.stop('keepData')
  const start = await measureStart(host.dataDirectory)
  await host.remove()
  const entries = population.entries * (copies + 1)
  return { children: own * (copies + 1), entries, reading, reportMs, start, memory: { fresh, used } }
}
