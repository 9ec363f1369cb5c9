// Reading on a host of a country's size, by an officer of one prison and by a national supervisor, one call at a time.
import { openClient, type Client } from './client.ts'
import type { BenchHost } from './host.ts'
import { addAgency, addPerson, facilityCircles, type BenchPerson } from './people.ts'
import { handIn, type Population } from './population.ts'
import { latencyOf, timed, type Latency } from './statistics.ts'
import { factEntry, makePen, type Family } from './synthetic.ts'

/** `latency`: or what the host said, where it gave no answer. */
export type ReadingFigure = { who: 'officer' | 'supervisor'; what: string; latency: Latency | string }

const calls = 60
const warmUps = 3
/** What takes seconds is asked less often, but for some times. */
const longestMs = 60_000
const fewest = 5

type Act = (client: Client, family: Family, turn: number) => Promise<unknown>

const search = (body: object) => JSON.stringify({ where: 'anywhere', ...body })
const lists: Record<string, Act> = {
  'one child': (client, { child }) => client.get(`/v1/children/${child}`),
  'its chronicle': (client, { child }) => client.get(`/v1/children/${child}/chronicle`),
  'list, first page of 50': (client) => client.post('/v1/children/search', search({ where: 'inside' })),
  'list, past the limit': (client) => client.post('/v1/children/search', search({ where: 'inside', state: 'past' })),
  'search, Khmer name': (client, { names }) => client.post('/v1/children/search', search({ text: names.km })),
  'search, Latin name': (client, { names }) => client.post('/v1/children/search', search({ text: names.latin })),
  'search, one letter wrong': (client, { names }) =>
    client.post('/v1/children/search', search({ text: misspelt(names.latin ?? '') })),
  Today: (client) => client.get('/v1/today'),
}

/** Drops the letter in the middle. */
function misspelt(name: string): string {
  const middle = Math.floor(name.length / 2)
  return name.slice(0, middle) + name.slice(middle + 1)
}

/** Latencies of each kind of reading, of children whom the reader sees. */
export async function measureReading(
  host: BenchHost,
  { facilities, families }: Population,
  say: (figure: ReadingFigure) => void,
): Promise<ReadingFigure[]> {
  const { officer, supervisor, facility } = await readers(host, facilities)
  const seen = { officer: families.filter((family) => family.facility === facility), supervisor: families }
  const figures: ReadingFigure[] = []
  for (const [who, person] of [
    ['officer', officer],
    ['supervisor', supervisor],
  ] as const) {
    const known = seen[who].filter(({ isInside }) => isInside)
    await thicken(host, supervisor, known)
    for (const [what, act] of Object.entries(lists)) {
      const latency = await latencies(host, person, known, act).catch(messageOf)
      const figure = { who, what, latency }
      say(figure)
      figures.push(figure)
    }
  }
  return figures
}

async function readers(host: BenchHost, facilities: readonly string[]) {
  const circles = await facilityCircles(host)
  const prisons = await addAgency(host, 'prisons', 'prisons')
  const welfare = await addAgency(host, 'welfare', 'child-welfare')
  const facility = facilities[0] ?? ''
  const officer = await addPerson(host, prisons, 'prison-officer', [circles.get(facility) ?? 0])
  const supervisor = await addPerson(host, welfare, 'supervisor', [welfare.circle, ...circles.values()])
  return { officer, supervisor, facility }
}

/** The children who will be opened have a year of casework: forty entries more each. */
async function thicken(host: BenchHost, worker: BenchPerson, families: readonly Family[]): Promise<void> {
  const pen = makePen(worker)
  const entries = families
    .slice(0, calls + warmUps)
    .flatMap(({ child }) => Array.from({ length: 40 }, () => factEntry(pen, child)))
  await handIn(host, worker, entries)
}

async function latencies(
  host: BenchHost,
  person: BenchPerson,
  families: readonly Family[],
  act: Act,
): Promise<Latency> {
  const client = openClient(host.port, person)
  const times: number[] = []
  const began = performance.now()
  try {
    for (let turn = 0; turn < calls + warmUps; turn += 1) {
      if (times.length >= fewest && performance.now() - began > longestMs) break
      const family = families[turn % families.length]
      if (family === undefined) throw new Error('nobody to read about')
      const { ms } = await timed(() => act(client, family, turn))
      if (turn >= warmUps) times.push(ms)
    }
  } finally {
    client.close()
  }
  return latencyOf(times)
}

/** Milliseconds of the national situation report over HTTP, or what went wrong. */
export async function measureReport(host: BenchHost): Promise<number | string> {
  const agency = await addAgency(host, 'statistics', 'child-welfare')
  const client = openClient(host.port, await addPerson(host, agency, 'analyst', [agency.circle]))
  try {
    return (await timed(() => client.get('/v1/reports/situation?lang=en'))).ms
  } catch (error) {
    return messageOf(error)
  } finally {
    client.close()
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
