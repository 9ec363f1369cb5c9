// A device as it really is against a host as it really is: outbox, driver and sealed chronicle of the web app, over HTTP, beside PouchDB
// replicating the same documents in the same run. Every write is sealed (AES-256-GCM) and on a file, synced, before it counts.
// node scripts/on-node.mjs bench/device.ts [--entries 10000] [--alone]
import { makeDriver, type SyncState } from '@komar/web/src/sync/driver.ts'
import { networkHost } from '@komar/web/src/sync/network-host.ts'
import { openDeviceChronicle, type DeviceChronicle } from '@komar/web/src/store/device-chronicle.ts'
import type { Disk } from '@komar/web/src/store/disk.ts'
import { memoryDisk } from '@komar/web/src/store/memory-disk.ts'
import { openOutbox, type Outbox } from '@komar/web/src/store/outbox.ts'
import type { Place, Seal } from '@komar/web/src/store/seal.ts'
import { writtenSchema } from '@komar/domain/chronicle/entry'
import { webcrypto } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startHost, temporaryDirectory, type BenchHost } from './host.ts'
import { installPeers, replicateByPouch } from './peer.ts'
import { addAgency, addPerson, facilityCircles, type BenchPerson } from './people.ts'
import { populate } from './population.ts'
import { timed } from './statistics.ts'
import { factEntry, makePen, type BenchEntry } from './synthetic.ts'

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '10000' }, alone: { type: 'boolean', default: false } },
})
const count = Number(values.entries)
const say = (figure: object): void => void process.stdout.write(`${JSON.stringify(figure)}\n`)

const clock = {
  nowMs: () => Date.now(),
  after: (ms: number, call: () => void) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
  chance: Math.random,
}

const host = await startHost()
try {
  const { writer, reader, children } = await settle(host)
  const pen = makePen(writer)
  const entries = Array.from({ length: count }, () => factEntry(pen, pen.random.pick(children)))
  const sender = await openDevice(host, writer)
  await keep(sender.outbox, entries)
  const push = await timed(() => run(sender, ({ push }) => push === 'idle'))
  const receiver = await openDevice(host, reader)
  const pull = await timed(() => run(receiver, ({ pull: is, push: sends }) => is === 'idle' && sends === 'idle'))
  const { entries: held, bytes } = receiver.chronicle.size()
  const again = await timed(() => receiver.reopen())
  say({
    pushPerSecond: rate(count, push.ms),
    pullPerSecond: rate(held, pull.ms),
    held,
    bytesEach: Math.round(bytes / held),
    openMs: Math.round(again.ms),
  })
  await Promise.all([sender.close(), receiver.close()])
  if (!values.alone) {
    await installPeers()
    say(await replicateByPouch(entries, 500))
  }
} finally {
  await host.stop()
}

function rate(entries: number, ms: number): number {
  return Math.round((entries / ms) * 1000)
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
  driver: ReturnType<typeof makeDriver>
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
    host: networkHost({ origin: `http://127.0.0.1:${port}`, token: person.token }),
    clock,
    author: { account: person.id, device: person.device },
    onSessionEnded: () => fail('the session ended'),
    onRevoked: () => fail('the device was called off'),
    onFault: fail,
  })
  const close = async (): Promise<void> => {
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
function run({ driver }: Device, isDone: (state: SyncState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = driver.subscribe((state) => {
      if (!isDone(state)) return
      stop()
      resolve()
    })
    driver.tell('start')
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
