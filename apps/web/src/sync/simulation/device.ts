// A phone in the simulation: one disk, a store for each person on it, and at most one of them open. The process on it can die at any
// write; what it was doing then is never heard of again. It runs the real outbox, chronicle and driver.
import type { Written } from '@komar/domain/chronicle/entry'
import { openAttachments } from '../../store/attachments.ts'
import { openDeviceChronicle, type DeviceChronicle, type SummaryMaker } from '../../store/device-chronicle.ts'
import type { Disk } from '../../store/disk.ts'
import { emptyRows, memoryDisk, type DiskRows, type Fate, type MemoryDisk } from '../../store/memory-disk.ts'
import { openOutbox, type Outbox } from '../../store/outbox.ts'
import { plainPacking } from '../../store/packing.ts'
import { plainSeal } from '../../store/plain-seal.ts'
import { makeDriver, type Driver } from '../driver.ts'
import type { Host } from '../host.ts'
import type { Agenda } from './agenda.ts'
import { fineWeather, networkedHost, type Weather } from './network.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import type { Server } from './server.ts'

/** Faults planted on purpose, to see that the simulation notices: each wraps a part of every device. */
export type Plant = {
  disk?: (disk: Disk) => Disk
  outbox?: (outbox: Outbox) => Outbox
  chronicle?: (chronicle: DeviceChronicle) => DeviceChronicle
  host?: (host: Host) => Host
  /** Which store of the phone a person is given; their own unless planted otherwise. */
  storeOf?: (device: Phone, person: Person) => string
}

export type Store = { id: string; person: Person; rows: DiskRows; token: string | null; isRevoked: boolean }

export type Running = {
  store: Store
  disk: MemoryDisk
  outbox: Outbox
  chronicle: DeviceChronicle
  driver: Driver
  written: (entries: readonly Written[], together: boolean) => Promise<void>
}

export type Phone = {
  stores: Map<string, Store>
  running: Running | null
  weather: Weather
  skewMs: number
  isFull: boolean
  /** What becomes of the next write, once. */
  nextFate: Fate | null
  /** Another version of the app makes other summaries. */
  appVersion: number
}

export type World = { agenda: Agenda; random: Random; server: Server; plant: Plant; faults: unknown[] }

/** A phone that nobody has used. */
export function newPhone(): Phone {
  return {
    stores: new Map(),
    running: null,
    weather: fineWeather,
    skewMs: 0,
    isFull: false,
    nextFate: null,
    appVersion: 1,
  }
}

/** The summary of the simulation: enough to see that it is of these entries and no others. */
export function summaries(version: number): SummaryMaker {
  return {
    version: String(version),
    summarize: (_subject, _type, entries) => ({ version, ids: entries.map(({ id }) => id) }),
  }
}

/** Opens a person's store on a phone and sets it going; signs in where the host can be reached. */
export async function openStoreOn(phone: Phone, person: Person, world: World): Promise<void> {
  shut(phone)
  const store = storeOf(phone, person, world)
  const disk = memoryDisk(store.rows, () => fateOf(phone))
  const port = world.plant.disk?.(disk) ?? disk
  const seal = plainSeal(store.id)
  const newKey = (): string => world.random.hex(32)
  const opened = await openOutbox({ disk: port, seal, newKey })
  const whole = await openDeviceChronicle({
    disk: port,
    seal,
    packing: plainPacking,
    summaries: summaries(phone.appVersion),
  })
  const outbox = world.plant.outbox?.(opened) ?? opened
  const chronicle = world.plant.chronicle?.(whole) ?? whole
  const host = hostFor(phone, store, world)
  const driver = makeDriver({
    outbox,
    attachments: openAttachments({ disk: port, seal }),
    chronicle,
    host: world.plant.host?.(host) ?? host,
    clock: {
      nowMs: () => world.agenda.nowMs() + phone.skewMs,
      after: (ms, call) => world.agenda.after(ms, () => (disk.isDead() ? undefined : call())),
      chance: world.random.chance,
    },
    author: { account: person.id, device: store.id },
    onSessionEnded: () => void world.agenda.after(60_000, () => signIn(phone, store, world)),
    onRevoked: () => revoke(phone, store),
    onFault: (fault) => world.faults.push(fault),
  })
  phone.running = {
    store,
    disk,
    outbox,
    chronicle,
    driver,
    written: async (entries, together) => {
      await outbox.add(entries, together)
      driver.tell('wake')
    },
  }
  if (phone.weather.isUp && !store.isRevoked) signIn(phone, store, world)
}

function hostFor(phone: Phone, store: Store, { agenda, random, server }: World): Host {
  const weather = (): Weather => phone.weather
  return networkedHost({ agenda, random, server, weather, token: () => store.token, device: store.id })
}

function storeOf(phone: Phone, person: Person, { random, plant }: World): Store {
  const name = plant.storeOf?.(phone, person) ?? person.id
  const known = phone.stores.get(name)
  if (known !== undefined) {
    known.person = person
    return known
  }
  const store = { id: random.uuid(), person, rows: emptyRows(), token: null, isRevoked: false }
  phone.stores.set(name, store)
  return store
}

function signIn(phone: Phone, store: Store, { server, random }: World): void {
  const { running } = phone
  if (running?.store !== store || running.disk.isDead() || store.isRevoked) return
  if (store.token === null || !server.sessions.has(store.token)) {
    store.token = random.hex(16)
    server.sessions.set(store.token, { person: store.person, device: store.id })
  }
  running.driver.tell('start')
}

function revoke(phone: Phone, store: Store): void {
  store.isRevoked = true
  if (phone.running?.store === store) phone.running.driver.tell('stop')
}

function fateOf(phone: Phone): Fate {
  const fate = phone.nextFate ?? (phone.isFull ? 'full' : 'kept')
  phone.nextFate = null
  return fate
}

/** The store is closed: whatever was under way comes to nothing. */
export function shut(phone: Phone): void {
  phone.running?.driver.tell('stop')
  phone.running?.disk.close()
  phone.running = null
}
