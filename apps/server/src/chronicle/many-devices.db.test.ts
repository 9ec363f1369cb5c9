// Eight people write while devices pull all the while, gain and lose circles, and meet a host that was restored from a backup: each ends
// with exactly what its owner may see there, and in between none was sent what it could not see.
// Short unless KOMAR_LONG is set: then a minute.
import type { Uuid } from '@komar/domain/chronicle/entry'
import pg from 'pg'
import { inject, afterAll, beforeAll, expect, it } from 'vitest'
import { makePool } from '../db/pool.ts'
import { freshDatabase, type TestDatabase } from '../db/test-database.ts'
import { makeRandom } from '../demo/random.ts'
import { worldOf } from '../world.ts'
import { pullAll, pullPage, seenBy, testDevice, type TestDevice } from './test-device.ts'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  circleOf,
  join,
  newId,
  noteWritten,
  residenceBegan,
  type Person,
} from './test-people.ts'

const isLong = process.env['KOMAR_LONG'] !== undefined
const phaseMs = isLong ? 20_000 : 3_000
const writerCount = 8
const readerCount = 6
const world = worldOf('kh')
const random = makeRandom(7, 'many devices')

type Host = { app: pg.Pool; administrator: pg.Client }

let database: TestDatabase
let host: Host
const backup = `komar_backup_${newId().slice(0, 8)}`
const prisons: Uuid[] = [newId(), newId(), newId()]
const children: Uuid[] = []
const writers: Person[] = []
const devices: TestDevice[] = []

async function open(name: string): Promise<Host> {
  const url = (base: string) => Object.assign(new URL(base), { pathname: `/${name}` }).href
  const administrator = new pg.Client({ connectionString: url(database.administratorUrl) })
  await administrator.connect()
  return { app: makePool({ url: url(database.appUrl), max: 16 }), administrator }
}

async function close({ app, administrator }: Host): Promise<void> {
  await app.end()
  await administrator.end()
}

async function atServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('testServer').administratorUrl })
  await client.connect()
  await client.query(text)
  await client.end()
}

beforeAll(async () => {
  database = await freshDatabase()
  host = await open(database.name)
  const { administrator } = host
  await administrator.query(`insert into komar.host (stamp, country) values ('real', 'kh')`)
  for (const prison of prisons) await circleOf(administrator, 'facility', prison)
  const agency = await addAgency(administrator)
  for (let at = 0; at < writerCount; at += 1) {
    writers.push(await addPerson(administrator, agency, ['social-worker', 'prison-officer']))
  }
  for (let at = 0; at < readerCount; at += 1) {
    const own = at < 2 ? agency : await addAgency(administrator)
    devices.push(
      testDevice(await addPerson(administrator, own, at % 2 === 0 ? ['monitor'] : ['social-worker', 'specialist'])),
    )
  }
}, 60_000)
afterAll(async () => {
  await close(host)
  await atServer(`drop database if exists ${backup} with (force)`)
  await database.dispose()
})

async function write(person: Person, until: number): Promise<number> {
  let accepted = 0
  for (let turn = 0; Date.now() < until; turn += 1) {
    const results = await append(host.app, person, drawn(person, turn), { world })
    accepted += results.filter(({ status }) => status === 'accepted').length
  }
  return accepted
}

function drawn(person: Person, turn: number): object[] {
  const known = children.slice(-20)
  if (turn % 6 === 0 || known.length === 0) {
    const child = newId()
    children.push(child)
    return [childRegistered(person, child), residenceBegan(person, child, random.pick(prisons), '2013-01-05')]
  }
  const child = random.pick(known)
  if (turn % 6 === 1) return [residenceBegan(person, child, random.pick(prisons), `2013-0${random.int(2, 8)}-01`)]
  return turn % 2 === 0 ? [birthStated(person, child, '2010-03')] : [noteWritten(person, child)]
}

/** Pulls as fast as the answers come. */
async function follow(device: TestDevice, until: number): Promise<void> {
  while (Date.now() < until) await pullPage(host.app, device, random.int(1, 60))
}

/** Somebody comes into the circle of a prison, or goes out of it, several times a second. */
async function turnCircles(until: number): Promise<number> {
  let turns = 0
  for (; Date.now() < until; turns += 1) {
    const { user } = random.pick(devices).person
    const circle = await circleOf(host.administrator, 'facility', random.pick(prisons))
    const ended = await host.administrator.query(
      'update komar.user_circle set until = komar.today_host() where user_id = $1 and circle = $2 and until is null',
      [user, circle],
    )
    if (ended.rowCount === 0) await join(host.administrator, user, circle)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  return turns
}

async function phase(): Promise<{ accepted: number; turns: number }> {
  const until = Date.now() + phaseMs
  const [turns, , ...written] = await Promise.all([
    turnCircles(until),
    Promise.all(devices.map((device) => follow(device, until))),
    ...writers.map((writer) => write(writer, until)),
  ])
  return { accepted: written.reduce((sum, count) => sum + count, 0), turns }
}

async function expectAllIsThere(): Promise<void> {
  for (const device of devices) {
    await pullAll(host.app, device, 200)
    expect([...device.held.keys()].toSorted()).toEqual(await seenBy(host.app, device))
  }
}

it(
  'ends each device with what its owner may see, and a restored host begins them anew',
  async () => {
    const first = await phase()
    expect(first.accepted).toBeGreaterThan(20)
    expect(first.turns).toBeGreaterThan(3)
    await expectAllIsThere()
    expect(devices.map(({ beginnings }) => beginnings)).toEqual(devices.map(() => 0))

    await close(host)
    await atServer(`create database ${backup} template ${database.name} owner komar_owner`)
    host = await open(database.name)
    await phase()
    const lost = new Set(devices.flatMap(({ held }) => [...held.keys()]))
    await close(host)

    host = await open(backup)
    await host.administrator.query('select komar.begin_epoch()')
    const third = await phase()
    expect(third.accepted).toBeGreaterThan(20)
    await expectAllIsThere()
    expect(devices.map(({ beginnings }) => beginnings)).toEqual(devices.map(() => 1))
    // What was written after the backup is nowhere on a device that follows the restored host.
    const there = new Set(
      (await host.administrator.query<{ id: string }>('select id from komar.entry')).rows.map(({ id }) => id),
    )
    expect([...lost].some((id) => !there.has(id))).toBe(true)
    for (const { held } of devices) for (const id of held.keys()) expect(there.has(id)).toBe(true)
  },
  6 * phaseMs + 60_000,
)
