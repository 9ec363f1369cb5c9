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
const originals = 2500

/** Memory of the server and of its database. */
export async function memory({ owner, pid }: BenchHost) {
  const found = await owner.query('select pg_backend_pid() as pid')
  return memoryOf(pid, z.int().parse(found.rows[0]?.pid))
}

/** Measures what the report of all measurements says of a country. */
export async function measureCountry(children: number, tell: (figure: object) => void): Promise<Results['country']> {
  const host = await startHost()
  const fresh = await memory(host)
  const { population, ...size } = await fill(host, children, tell)
  const reading = await measureReading(host, population, tell)
  const reportMs = await measureReport(host)
  tell({ reportMs })
  const used = await memory(host)
  await host.stop('keepData')
  const start = await measureStart(host.dataDirectory)
  await host.remove()
  return { ...size, reading, reportMs, start, memory: { fresh, used } }
}

/** Fills a host with so many children, nearly. */
export async function fill(host: BenchHost, children: number, tell: (figure: object) => void) {
  const agency = await addAgency(host, 'visits', 'non-governmental')
  const monitor = () => addPerson(host, agency, 'monitor', [agency.circle])
  const own = Math.min(children, originals)
  const population = await populate(host, [await monitor(), await monitor()], { children: own, facilities: 23 })
  const copies = Math.round(children / own) - 1
  tell({ entries: population.entries, seconds: population.seconds, copies })
  await host.owner.query('vacuum analyze')
  const began = performance.now()
  await multiply(host.maintenanceUrl, population.families, copies)
  // What a settled host's autovacuum has done long ago.
  await host.owner.query('vacuum analyze')
  tell({ copied: copies, seconds: (performance.now() - began) / 1000 })
  return { agency, population, children: own * (copies + 1), entries: population.entries * (copies + 1) }
}
