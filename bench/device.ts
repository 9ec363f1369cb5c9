// A device as it really is against a host as it really is: outbox, driver and sealed chronicle of the web app, over HTTP, beside PouchDB
// replicating the same documents in the same run. Every write is sealed (AES-256-GCM) and on a file, synced, before it counts.
// node scripts/on-node.mjs bench/device.ts [--entries 10000] [--alone]
import { makeDriver, type Driver, type SyncState } from '@komar/web/src/sync/driver.ts'
import { networkHost } from '@komar/web/src/sync/network-host.ts'
import { openDeviceChronicle, type DeviceChronicle } from '@komar/web/src/store/device-chronicle.ts'
import type { Disk } from '@komar/web/src/store/disk.ts'
import { memoryDisk } from '@komar/web/src/store/memory-disk.ts'
import { openAttachments } from '@komar/web/src/store/attachments.ts'
import { openOutbox, type Outbox } from '@komar/web/src/store/outbox.ts'
import type { Place, Seal } from '@komar/web/src/store/seal.ts'
import { writtenSchema } from '@komar/domain/chronicle/entry'
import { webcrypto } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { brotliDecompressSync } from 'node:zlib'
import { isEntry } from './exchange.ts'
import { startHost, temporaryDirectory, type BenchHost } from './host.ts'
import { installPeers, replicateByPouch } from './peer.ts'
import { addAgency, addPerson, facilityCircles, type BenchPerson } from './people.ts'
import { populate } from './population.ts'
import { spreadOf, timed, type Spread } from './statistics.ts'
import { factEntry, makePen, type BenchEntry } from './synthetic.ts'

const runs = 3
const perBatch = 500

export type DeviceFigures = {
  /** Written and pushed in each round; a receiver takes in these and all that was there before. */
  entries: number
  held: number
  load: number
  komar: { push: Spread; pull: Spread }
  pouch: { push: Spread; pull: Spread } | null
  /** Of this process, a second of its processor: all that the device itself does, whoever else is at work. */
  device: { push: Spread; pull: Spread }
  openMs: Spread
  bytes: { rest: number; down: number; up: number }
  /**
   * The most that this process has held since it began: the measurement's own entries and, in `npm run bench`, the parts measured before
   * it are in it.
   */
  mostMb: number
}

const clock = {
  nowMs: () => Date.now(),
  after: (ms: number, call: () => void) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
  chance: Math.random,
}

/** Rounds of Komar and PouchDB alternately; without PouchDB when `isAlone`. */
export async function measureDevice(
  bench: BenchHost,
  { entries: count, isAlone = false }: { entries: number; isAlone?: boolean },
  tell: (figure: object) => void,
): Promise<DeviceFigures> {
  const load = loadavg()[0] ?? 0
  const { writer, reader, children } = await settle(bench)
  const found: Record<string, number[]> = {}
  const note = (name: string, value: number) => {
    tell({ [name]: Math.round(value) })
    found[name] = [...(found[name] ?? []), value]
  }
  let [held, rest, up] = [0, 0, 0]
  for (let round = 0; round < runs; round += 1) {
    const pen = makePen(writer)
    const entries = Array.from({ length: count }, () => factEntry(pen, pen.random.pick(children)))
    up = Buffer.byteLength(JSON.stringify(entries)) / count
    const sender = await openDevice(bench, writer)
    await keep(sender.outbox, entries)
    const push = await weighed(() => run(sender, ({ push: is }) => is === 'idle'))
    note('push', (count / push.ms) * 1000)
    note('devicePush', (count / push.cpuMs) * 1000)
    await sender.close()
    const receiver = await openDevice(bench, reader)
    const pull = await weighed(() => run(receiver, ({ pull: is, push: sends }) => is === 'idle' && sends === 'idle'))
    const size = receiver.chronicle.size()
    ;[held, rest] = [size.entries, size.bytes / size.entries]
    note('pull', (held / pull.ms) * 1000)
    note('devicePull', (held / pull.cpuMs) * 1000)
    note('open', (await timed(() => receiver.reopen())).ms)
    await receiver.close()
    if (isAlone) continue
    const pouch = await replicateByPouch(entries, perBatch)
    note('pouchPush', pouch.pushPerSecond)
    note('pouchPull', pouch.pullPerSecond)
  }
  const spread = (name: string): Spread => spreadOf(found[name] ?? [])
  return {
    entries: count,
    held,
    load,
    komar: { push: spread('push'), pull: spread('pull') },
    pouch: isAlone ? null : { push: spread('pouchPush'), pull: spread('pouchPull') },
    device: { push: spread('devicePush'), pull: spread('devicePull') },
    openMs: spread('open'),
    bytes: { rest, up, down: await bytesOnTheWire(bench, reader) },
    mostMb: process.resourceUsage().maxRSS / 1000,
  }
}

async function weighed(work: () => Promise<void>): Promise<{ ms: number; cpuMs: number }> {
  const before = process.cpuUsage()
  const { ms } = await timed(work)
  const { user, system } = process.cpuUsage(before)
  return { ms, cpuMs: (user + system) / 1000 }
}

/** Bytes an entry of one large page of the feed, whatever it holds, as a browser is sent it. */
async function bytesOnTheWire({ port }: BenchHost, { token }: BenchPerson): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'br', 'komar-background': '1' }
  const page = await new Promise<Buffer>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/v1/feed?limit=5000', headers }, (answer) => {
      if (answer.headers['content-encoding'] !== 'br') reject(new Error('the feed was not compressed'))
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => void parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => resolve(Buffer.concat(parts)))
    })
    asked.on('error', reject)
    asked.end()
  })
  const lines = brotliDecompressSync(page).toString().trimEnd().split('\n')
  return page.length / lines.filter((line) => isEntry(JSON.parse(line))).length
}

/** A writer of one agency and a reader of another, who meet in the circles of ten facilities. */
async function settle(bench: BenchHost) {
  const ngo = await addAgency(bench, 'visits', 'non-governmental')
  const state = await addAgency(bench, 'welfare', 'child-welfare')
  const monitor = await addPerson(bench, ngo, 'monitor', [ngo.circle])
  const { families, facilities } = await populate(bench, [monitor], { children: 500, facilities: 10 })
  const all = await facilityCircles(bench)
  const circles = facilities.flatMap((facility) => all.get(facility) ?? [])
  const writer = await addPerson(bench, ngo, 'social-worker', [ngo.circle, ...circles])
  const reader = await addPerson(bench, state, 'supervisor', [state.circle, ...circles])
  await bench.owner.query('vacuum analyze')
  return { writer, reader, children: families.filter(({ isInside }) => isInside).map(({ child }) => child) }
}

type Device = {
  outbox: Outbox
  chronicle: DeviceChronicle
  driver: Driver
  reopen: () => Promise<unknown>
  close: () => Promise<void>
}

async function openDevice({ port }: BenchHost, person: BenchPerson): Promise<Device> {
  const directory = await temporaryDirectory()
  const file = await open(join(directory, 'store'), 'w')
  const inMemory = memoryDisk()
  const disk: Disk = {
    ...inMemory,
    write: async (changes) => {
      for (const { value } of changes) if (value !== null) await file.write(value)
      await file.sync()
      await inMemory.write(changes)
    },
  }
  const seal = await freshSeal(person.device)
  const summaries = { version: '1', summarize: (_: string, __: unknown, of: readonly unknown[]) => of.length }
  const outbox = await openOutbox({ disk, seal })
  const chronicle = await openDeviceChronicle({ disk, seal, summaries })
  const driver = makeDriver({
    outbox,
    chronicle,
    attachments: openAttachments({ disk, seal }),
    host: networkHost({ origin: `http://127.0.0.1:${port}`, token: person.token }),
    clock,
    author: { account: person.id, device: person.device },
    onSessionEnded: () => fail('the session ended'),
    onRevoked: () => fail('the device was called off'),
    onFault: fail,
  })
  const close = async (): Promise<void> => {
    // Who only sends is brought up to date as well, like any device: beside it, and not measured.
    await untilState(driver, ({ pull }) => pull === 'idle')
    driver.tell('stop')
    await file.close()
    await rm(directory, { recursive: true })
  }
  return { outbox, chronicle, driver, close, reopen: () => openDeviceChronicle({ disk, seal, summaries }) }
}

function fail(why: unknown): never {
  throw why instanceof Error ? why : new Error(String(why))
}

/** One press of a button a hundred times: groups as a busy person writes them. */
async function keep(outbox: Outbox, entries: readonly BenchEntry[]): Promise<void> {
  for (let place = 0; place < entries.length; place += 100) {
    await outbox.add(
      entries.slice(place, place + 100).map((entry) => writtenSchema.parse(entry)),
      false,
    )
  }
}

/** Runs until all is done. */
async function run({ driver }: Device, isDone: (state: SyncState) => boolean): Promise<void> {
  driver.tell('start')
  await untilState(driver, isDone)
}

function untilState(driver: Driver, isDone: (state: SyncState) => boolean): Promise<void> {
  if (isDone(driver.state())) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = driver.subscribe((state) => {
      if (!isDone(state)) return
      stop()
      resolve()
    })
  })
}

/** As the web app seals (apps/web/src/store/seal.ts), with a key of its own. */
async function freshSeal(storeId: string): Promise<Seal> {
  const { subtle } = webcrypto
  const key = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const parameters = ({ table, key: name }: Place, iv: Uint8Array<ArrayBuffer>) => {
    return { name: 'AES-GCM', iv, additionalData: Buffer.from(`${storeId}|${table}|${name}`) }
  }
  return {
    seal: async (place, plain) => {
      const iv = webcrypto.getRandomValues(new Uint8Array(12))
      const sealed = await subtle.encrypt(parameters(place, iv), key, plain.slice())
      return Buffer.concat([iv, Buffer.from(sealed)])
    },
    open: async (place, sealed) => {
      const opened = await subtle.decrypt(parameters(place, sealed.slice(0, 12)), key, sealed.slice(12))
      return new Uint8Array(opened)
    },
    blindName: async (text) => text,
  }
}

/** The figures as lines of text. */
export function deviceText(figures: DeviceFigures | null): string[] {
  if (figures === null) return ['Not measured in this run.']
  const { entries, held, load, komar, pouch, device, openMs, bytes, mostMb } = figures
  const told = ({ median, min, max }: Spread) =>
    [median, min, max].map((one) => Math.round(one).toLocaleString('en-GB'))
  const spread = (of: Spread) => {
    const [median, min, max] = told(of)
    return `${median} (${min}–${max})`
  }
  const row = (what: 'push' | 'pull') => {
    const theirs = pouch === null ? '—' : spread(pouch[what])
    const ratio = pouch === null ? '—' : `${(komar[what].median / pouch[what].median).toFixed(1)} ×`
    return `| ${what} | ${spread(komar[what])} | ${theirs} | ${ratio} | ${spread(device[what])} |`
  }
  return [
    `The web app’s own outbox, driver and sealed store, in Node, against a real host: encryption at rest, row-level security and gates counted in. ${entries.toLocaleString('en-GB')} entries a round, PouchDB with the same ones alternately; the last receiver took in ${held.toLocaleString('en-GB')}. Load average when it began: ${load.toFixed(1)} on ${availableParallelism()} cores. Entries a second:`,
    '',
    '| | Komar | PouchDB 9 ↔ express-pouchdb 4.2 | ratio | Komar, by the second of the device’s processor |',
    '|---|---|---|---|---|',
    row('push'),
    row('pull'),
    '',
    'A first sync ends when segments are gathered and every summary is made, so that lists stand; PouchDB makes none.',
    '',
    `Bytes an entry: ${Math.round(bytes.up)} sent up as JSON, ${Math.round(bytes.down)} down (Brotli), ${Math.round(bytes.rest)} at rest (gzip, then AES-256-GCM). Opening the store again: ${spread(openMs)} ms. The most memory that the measuring process held since it began, its own entries and the parts before this one included: ${Math.round(mostMb)} MB.`,
  ]
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { entries: { type: 'string', default: '10000' }, alone: { type: 'boolean', default: false } },
  })
  const say = (figure: object): void => void process.stdout.write(`${JSON.stringify(figure)}\n`)
  if (!values.alone) await installPeers()
  const host = await startHost()
  try {
    say(await measureDevice(host, { entries: Number(values.entries), isAlone: values.alone }, say))
  } finally {
    await host.stop()
  }
}
