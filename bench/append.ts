// How many entries a second POST /v1/entries takes: everything that an append does, from the schema to the commit on disk.
import { openClient, type Client } from './client.ts'
import type { BenchHost } from './host.ts'
import { addAgency, addPerson, facilityCircles, type BenchAgency, type BenchPerson } from './people.ts'
import { populate, requireAccepted, type Population } from './population.ts'
import { spreadOf, timed, type Spread } from './statistics.ts'
import { factEntry, familyEntries, makePen, type BenchEntry } from './synthetic.ts'

export type AppendFigure = { clients: number; perCall: number; what: 'facts' | 'families'; perSecond: Spread }

const runs = 3
const cases = [
  { what: 'facts', clients: 1, perCall: 1, calls: 300 },
  { what: 'facts', clients: 16, perCall: 1, calls: 2000 },
  { what: 'facts', clients: 1, perCall: 500, calls: 10 },
  { what: 'facts', clients: 16, perCall: 500, calls: 32 },
  { what: 'families', clients: 1, perCall: 425, calls: 8 },
  { what: 'families', clients: 16, perCall: 425, calls: 16 },
] as const
type Case = (typeof cases)[number]

/** Facts about a thousand children who are known, and families who are not yet. */
export async function measureAppend(host: BenchHost, say: (figure: AppendFigure) => void): Promise<AppendFigure[]> {
  const { people, population } = await settle(host)
  const figures: AppendFigure[] = []
  for (const one of cases) {
    await appendRate(host, people, population, { ...one, calls: Math.ceil(one.calls / 10) })
    const rates: number[] = []
    for (let round = 0; round < runs; round += 1) rates.push(await appendRate(host, people, population, one))
    const figure = { clients: one.clients, perCall: one.perCall, what: one.what, perSecond: spreadOf(rates) }
    say(figure)
    figures.push(figure)
  }
  return figures
}

async function settle(host: BenchHost) {
  const agency = await addAgency(host, 'visits', 'non-governmental')
  const monitor = await addPerson(host, agency, 'monitor', [agency.circle])
  const population = await populate(host, [monitor], { children: 4000, facilities: 20 })
  await host.owner.query('vacuum analyze')
  return { population, people: await addWriters(host, agency, 16) }
}

/** People of one agency who write about children of every facility: a social worker hears views, a monitor registers families. */
export async function addWriters(host: BenchHost, agency: BenchAgency, count: number): Promise<People> {
  const circles = [...(await facilityCircles(host)).values()]
  const make = (role: 'monitor' | 'social-worker') =>
    Promise.all(Array.from({ length: count }, () => addPerson(host, agency, role, [agency.circle, ...circles])))
  return { facts: await make('social-worker'), families: await make('monitor') }
}

type People = Record<Case['what'], readonly BenchPerson[]>
type Work = Pick<AppendFigure, 'what' | 'clients' | 'perCall'> & { calls: number }

/** Entries a second. What is sent was written before the clock starts. */
export async function appendRate(
  host: BenchHost,
  people: People,
  population: Pick<Population, 'families' | 'facilities'>,
  work: Work,
): Promise<number> {
  const queues = people[work.what].slice(0, work.clients).map((person, place) => ({
    client: openClient(host.port, person),
    // Two people seldom write about one child at once; when they do, one waits for the other.
    bodies: Array.from({ length: Math.ceil(work.calls / work.clients) }, () =>
      entriesFor(person, shareOf(population, place, work.clients), work),
    ),
  }))
  const texts = queues.map(({ client, bodies }) => ({
    client,
    texts: bodies.map((entries) => JSON.stringify({ entries })),
  }))
  const entries = queues.flatMap(({ bodies }) => bodies).reduce((sum, body) => sum + body.length, 0)
  const { ms } = await timed(() => Promise.all(texts.map((queue) => sendAll(queue.client, queue.texts))))
  for (const { client } of queues) client.close()
  return (entries / ms) * 1000
}

async function sendAll(client: Client, bodies: readonly string[]): Promise<void> {
  for (const body of bodies) requireAccepted(await client.post('/v1/entries', body))
}

function shareOf(
  { families, facilities }: Pick<Population, 'families' | 'facilities'>,
  place: number,
  clients: number,
) {
  return { families: families.filter((_, index) => index % clients === place), facilities }
}

function entriesFor(
  person: BenchPerson,
  { families, facilities }: Pick<Population, 'families' | 'facilities'>,
  { what, perCall }: Work,
): BenchEntry[] {
  const pen = makePen(person)
  if (what === 'facts') return Array.from({ length: perCall }, () => factEntry(pen, pen.random.pick(families).child))
  return Array.from({ length: 50 }, () => {
    const code = `A-${pen.id().slice(-9).toUpperCase().replace('-', '')}`
    return familyEntries(pen, pen.random.pick(facilities), code).entries
  }).flat()
}
