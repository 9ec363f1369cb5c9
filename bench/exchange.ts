// Exchange between a device and the host: 10,000 entries of about 1 kB handed in by 500 and pulled again, beside PouchDB replicating
// the same 10,000 documents in the same run, alternately, so that a busy minute of the machine hits both.
import { createCipheriv, randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openClient } from './client.ts'
import { temporaryDirectory, type BenchHost } from './host.ts'
import { replicateByPouch } from './peer.ts'
import { addAgency, addPerson, facilityCircles, type BenchPerson } from './people.ts'
import { populate, requireAccepted } from './population.ts'
import { spreadOf, timed, type Spread } from './statistics.ts'
import { factEntry, makePen, type BenchEntry } from './synthetic.ts'

export type ExchangeFigures = {
  documents: number
  bytesEach: number
  komar: { push: Spread; pull: Spread; pullBy5000: Spread }
  pouch: { push: Spread; pull: Spread }
}

const runs = 3
const documents = 10_000
const perCall = 500
const segmentBytes = 64 * 1024

/** Runs both, alternately. */
export async function measureExchange(host: BenchHost, say: (figure: object) => void): Promise<ExchangeFigures> {
  const { writer, reader, children } = await settle(host)
  const found = { push: [], pull: [], pullBy5000: [], pouchPush: [], pouchPull: [] } as Record<string, number[]>
  const rate = (name: string, ms: number) => {
    say({ [name]: Math.round((documents / ms) * 1000) })
    found[name]?.push((documents / ms) * 1000)
  }
  const first = writeFacts(writer, children, 1000)
  await push(host, writer, first)
  await pull(host, reader, { after: undefined, limit: perCall })
  let bytesEach = 0
  for (let round = 0; round < runs; round += 1) {
    const entries = writeFacts(writer, children, documents)
    bytesEach = Buffer.byteLength(JSON.stringify(entries)) / documents
    const after = (await pull(host, reader, { after: undefined, limit: 5000 })).cursor
    rate('push', (await timed(() => push(host, writer, entries))).ms)
    for (const [name, limit] of [
      ['pull', perCall],
      ['pullBy5000', 5000],
    ] as const) {
      const { ms, answer } = await timed(() => pull(host, reader, { after, limit }))
      if (answer.entries !== documents) throw new Error(`pulled ${answer.entries} entries of ${documents}`)
      rate(name, ms)
    }
    const pouch = await replicateByPouch(entries, perCall)
    say(pouch)
    found['pouchPush']?.push(pouch.pushPerSecond)
    found['pouchPull']?.push(pouch.pullPerSecond)
  }
  const spread = (name: string) => spreadOf(found[name] ?? [])
  return {
    documents,
    bytesEach,
    komar: { push: spread('push'), pull: spread('pull'), pullBy5000: spread('pullBy5000') },
    pouch: { push: spread('pouchPush'), pull: spread('pouchPull') },
  }
}

/** A writer of one agency and a reader of another, who meet in the circles of ten facilities. */
async function settle(host: BenchHost) {
  const ngo = await addAgency(host, 'visits-too', 'non-governmental')
  const state = await addAgency(host, 'welfare', 'child-welfare')
  const monitor = await addPerson(host, ngo, 'monitor', [ngo.circle])
  const { families, facilities } = await populate(host, [monitor], { children: 2000, facilities: 10 })
  const all = await facilityCircles(host)
  const circles = facilities.flatMap((facility) => all.get(facility) ?? [])
  const writer = await addPerson(host, ngo, 'social-worker', [ngo.circle, ...circles])
  const reader = await addPerson(host, state, 'supervisor', [state.circle, ...circles])
  await host.owner.query('vacuum analyze')
  // Who left long ago is in no facility's circle any more, and the reader would not see what is written.
  return { writer, reader, children: families.filter(({ isInside }) => isInside).map(({ child }) => child) }
}

function writeFacts(writer: BenchPerson, children: readonly string[], count: number): BenchEntry[] {
  const pen = makePen(writer)
  return Array.from({ length: count }, () => factEntry(pen, pen.random.pick(children)))
}

async function push(host: BenchHost, writer: BenchPerson, entries: readonly BenchEntry[]): Promise<void> {
  const client = openClient(host.port, writer)
  for (let place = 0; place < entries.length; place += perCall) {
    const body = JSON.stringify({ entries: entries.slice(place, place + perCall) })
    requireAccepted(await client.post('/v1/entries', body))
  }
  client.close()
}

const lastLine = z.object({ cursor: z.string(), more: z.boolean() })

/** Pulls, to the end unless `most` entries are enough, and keeps everything as a device does: each line read, then sealed into encrypted segments on disk. */
export async function pull(
  host: BenchHost,
  reader: BenchPerson,
  from: { after: string | undefined; limit: number; most?: number },
) {
  const directory = await temporaryDirectory()
  const file = await open(join(directory, 'store'), 'w')
  const client = openClient(host.port, reader)
  let [entries, cursor] = [0, from.after]
  for (let more = true; more && entries < (from.most ?? Number.POSITIVE_INFINITY);) {
    const after = cursor === undefined ? '' : `&after=${cursor}`
    const lines = (await client.get(`/v1/feed?limit=${from.limit}${after}`)).trimEnd().split('\n')
    const end = lastLine.parse(JSON.parse(lines.pop() ?? ''))
    entries += lines.map((line): unknown => JSON.parse(line)).filter((line) => isEntry(line)).length
    for (const segment of segmentsOf(lines)) await file.write(segment)
    await file.sync()
    ;({ cursor, more } = end)
  }
  client.close()
  await file.close()
  await rm(directory, { recursive: true })
  return { entries, cursor }
}

/** Whether a line of the feed, read, is an entry. */
export function isEntry(line: unknown): boolean {
  return typeof line === 'object' && line !== null && 'seq' in line
}

const key = randomBytes(32)

function segmentsOf(lines: readonly string[]): Buffer[] {
  const text = Buffer.from(lines.join('\n'))
  const segments: Buffer[] = []
  for (let place = 0; place < text.length; place += segmentBytes) {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    segments.push(nonce, cipher.update(text.subarray(place, place + segmentBytes)), cipher.final(), cipher.getAuthTag())
  }
  return segments
}
