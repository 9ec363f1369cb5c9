// A country's worth of children, handed in through POST /v1/entries like anybody's: gates, circles, projections and chain included.
import { z } from 'zod'
import { openClient } from './client.ts'
import type { BenchHost } from './host.ts'
import type { BenchPerson } from './people.ts'
import { facilityEntry, familyEntries, makePen, type BenchEntry, type Family, type Pen } from './synthetic.ts'

const entriesPerCall = 500
const results = z.object({ results: z.array(z.object({ status: z.string(), problem: z.unknown().optional() })) })

export type Population = { facilities: string[]; families: Family[]; entries: number; seconds: number }

/** Hands in entries in calls of 500 and requires that all are accepted. */
export async function handIn({ port }: BenchHost, person: BenchPerson, entries: readonly BenchEntry[]): Promise<void> {
  const client = openClient(port, person)
  for (let place = 0; place < entries.length; place += entriesPerCall) {
    const body = JSON.stringify({ entries: entries.slice(place, place + entriesPerCall) })
    requireAccepted(await client.post('/v1/entries', body))
  }
  client.close()
}

/** @throws with the first result that is not `accepted`. */
export function requireAccepted(answer: string): void {
  const other = results.parse(JSON.parse(answer)).results.find(({ status }) => status !== 'accepted')
  if (other !== undefined) throw new Error(`an entry was not accepted: ${JSON.stringify(other)}`)
}

/** Makes facilities and families; `workers` hand them in side by side. */
export async function populate(
  host: BenchHost,
  workers: readonly BenchPerson[],
  size: { children: number; facilities: number },
  progress: (children: number) => void = () => undefined,
): Promise<Population> {
  const [first] = workers
  if (first === undefined) throw new Error('nobody to hand entries in')
  const pen = makePen(first)
  const opened = Array.from({ length: size.facilities }, (_, place) => facilityEntry(pen, place))
  await handIn(host, first, opened)
  const facilities = opened.map(({ subject }) => subject)
  const families: Family[] = []
  let [made, entries] = [0, 0]
  const began = performance.now()
  const work = async (worker: BenchPerson) => {
    const own = makePen(worker)
    while (made < size.children) {
      const batch = Math.min(50, size.children - made)
      const told = tellBatch(own, facilities, made, batch)
      made += batch
      await handIn(host, worker, told.entries)
      entries += told.entries.length
      families.push(...told.families)
      progress(families.length)
    }
  }
  await Promise.all(workers.map(work))
  return { facilities, families, entries, seconds: (performance.now() - began) / 1000 }
}

function tellBatch(pen: Pen, facilities: readonly string[], from: number, count: number) {
  const told = Array.from({ length: count }, (_, place) =>
    familyEntries(pen, pen.random.pick(facilities), `B-${String(from + place).padStart(7, '0')}`),
  )
  return { families: told.map(({ family }) => family), entries: told.flatMap(({ entries }) => entries) }
}
