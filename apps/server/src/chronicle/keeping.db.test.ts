// A device that keeps a part is sent that part, whatever happens meanwhile: it ends with what a fresh download would give it, never with
// more than its owner may see, and never with less.
import { showKeeping, changeKeeping as changeKeepingEndpoint } from '@komar/contract/devices'
import { maskOf } from '@komar/domain/access/classes'
import type { Uuid } from '@komar/domain/chronicle/entry'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { makeRandom, type Random } from '../demo/random.ts'
import { testHost } from '../http/test-host.ts'
import { currentCursor } from './cursor.ts'
import { pullFeed } from './feed.ts'
import { keep, onAnotherDevice, pullAll, pullPage, testDevice, type TestDevice } from './test-device.ts'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  circleOf,
  entryOf,
  join,
  newId,
  noteWritten,
  residenceBegan,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

let host: TestChronicle
let agency: Uuid
let worker: Person
beforeAll(async () => {
  host = await testChronicle()
  agency = await addAgency(host.administrator)
  worker = await addPerson(host.administrator, agency, ['social-worker', 'supervisor', 'prison-officer'])
})
afterAll(() => host.dispose())

async function childIn(facility: Uuid, child = newId()): Promise<Uuid> {
  const entries = [
    childRegistered(worker, child),
    birthStated(worker, child, '2010-03'),
    residenceBegan(worker, child, facility, '2013-01-05'),
  ]
  await append(host.app, worker, entries)
  return child
}

async function motherOf(child: Uuid): Promise<Uuid> {
  const carer = newId()
  const names = { km: 'ចាន់', latin: 'Chan' }
  await append(host.app, worker, [
    entryOf(worker, { kind: 'register.carer-registered', subject: carer, body: { names, sex: 'female' } }),
    entryOf(worker, {
      kind: 'register.relation-stated',
      subject: child,
      also: [carer],
      body: { carer, relation: 'mother' },
    }),
  ])
  return carer
}

/** Somebody of another agency in the circles of some prisons. */
async function monitorOf(...facilities: Uuid[]): Promise<Person> {
  const person = await addPerson(host.administrator, await addAgency(host.administrator), ['monitor', 'social-worker'])
  for (const facility of facilities) {
    await join(host.administrator, person.user, await circleOf(host.administrator, 'facility', facility))
  }
  return person
}

const idsOf = ({ held }: TestDevice) => [...held.keys()].toSorted()
const subjectsOf = ({ held }: TestDevice) => new Set([...held.values()].flatMap(({ subjects }) => subjects))

describe('a device that keeps', () => {
  it('one prison of two is sent that one', async () => {
    const [here, there] = [newId(), newId()]
    const [near, far] = [await childIn(here), await childIn(there)]
    const device = testDevice(await monitorOf(here, there))
    await pullAll(host.app, device)
    expect(subjectsOf(device)).toEqual(new Set([near, far]))
    await keep(host.app, device, { facilities: [here], pinned: [] })
    await pullAll(host.app, device)
    expect(device.beginnings).toBe(1)
    expect(subjectsOf(device)).toEqual(new Set([near]))
  })

  it('a pinned child is sent it with its mother, and follows a mother who comes later', async () => {
    const here = newId()
    const [pinned, other] = [await childIn(here), await childIn(here)]
    const [mother] = [await motherOf(pinned), await motherOf(other)]
    const device = testDevice(await onAnotherDevice(host.administrator, worker))
    await keep(host.app, device, { facilities: [], pinned: [pinned] })
    await pullAll(host.app, device)
    expect(subjectsOf(device)).toEqual(new Set([pinned, mother]))
    const second = await motherOf(pinned)
    await pullAll(host.app, device)
    expect(subjectsOf(device)).toEqual(new Set([pinned, mother, second]))
  })

  it('is sent its case-load, wherever the child is', async () => {
    const [here, there] = [newId(), newId()]
    const child = await childIn(there)
    const device = testDevice(await monitorOf(here))
    const { user, agency: theirs } = device.person
    await keep(host.app, device, { facilities: [here], pinned: [] })
    await join(host.administrator, user, await circleOf(host.administrator, 'case-load', theirs))
    await pullAll(host.app, device)
    expect(subjectsOf(device)).toEqual(new Set())
    await append(host.app, worker, [
      entryOf(worker, { kind: 'access.allocated', subject: child, body: { agency: theirs } }),
    ])
    await pullAll(host.app, device)
    expect(subjectsOf(device)).toEqual(new Set([child]))
  })

  it('a child that comes into the prison is sent whole, though it was seen before; one that goes is forgotten whole', async () => {
    const [here, there] = [newId(), newId()]
    const child = await childIn(there)
    await append(host.app, worker, [noteWritten(worker, child)])
    // Of the agency that registered it: sees the child wherever it is, its own notes too, and in no prison's circle.
    const device = testDevice(await onAnotherDevice(host.administrator, worker))
    await keep(host.app, device, { facilities: [here], pinned: [] })
    await pullAll(host.app, device)
    expect(device.held.size).toBe(0)
    await append(host.app, worker, [residenceBegan(worker, child, here, '2013-03-01')])
    await pullAll(host.app, device)
    expect(device.held.size).toBe(5)
    const left = entryOf(worker, {
      kind: 'register.residence-ended',
      subject: child,
      occurred: '2013-04-01',
      body: { route: 'kin' },
    })
    await append(host.app, worker, [left])
    await pullAll(host.app, device)
    expect(idsOf(device)).toEqual([])
  })

  it('sees nothing by pinning what it may not see, nor by choosing a prison that is not its own', async () => {
    const [here, there] = [newId(), newId()]
    const far = await childIn(there)
    await motherOf(far)
    const device = testDevice(await monitorOf(here))
    await keep(host.app, device, { facilities: [here, there], pinned: [far] })
    await pullAll(host.app, device)
    expect(idsOf(device)).toEqual([])
    await append(host.app, worker, [residenceBegan(worker, far, newId(), '2013-05-01')])
    const lines = await asActor(
      host.app,
      { token: device.person.token, touch: false, isOneMoment: true },
      async (db, actor) => {
        if (actor === null) throw new Error('nobody')
        return (await pullFeed(db, actor, { after: device.cursor, limit: 10 })).lines.join('')
      },
    )
    expect(lines).not.toContain(far)
  })
})

describe('the cursor of a device', () => {
  it('is unknown on another device, after a changed choice and in another epoch; a page keeps its own', async () => {
    const device = testDevice(await monitorOf(newId()))
    await pullAll(host.app, device)
    const same = { ...device, beginnings: 0 }
    await keep(host.app, device, { facilities: 'all', pinned: [] })
    await keep(host.app, device, { facilities: 'all', pinned: [] })
    await pullPage(host.app, same, 10)
    expect(same.beginnings).toBe(1)
    await pullAll(host.app, device)
    await keep(host.app, device, { facilities: 'all', pinned: [] })
    await pullAll(host.app, device)
    expect(device.beginnings).toBe(1)
    const elsewhere = { ...device, person: await onAnotherDevice(host.administrator, device.person), beginnings: 0 }
    await pullPage(host.app, elsewhere, 10)
    expect(elsewhere.beginnings).toBe(1)
  })

  it('of a page leaves nothing out, whatever its device keeps', async () => {
    const here = newId()
    const person = await monitorOf(here)
    const device = testDevice(person)
    await keep(host.app, device, { facilities: [], pinned: [] })
    device.cursor = await asActor(host.app, { token: person.token, touch: false }, (db, actor) => {
      if (actor === null) throw new Error('nobody')
      return currentCursor(db, actor)
    })
    const child = await childIn(here)
    await pullAll(host.app, device)
    expect(subjectsOf(device)).toEqual(new Set([child]))
  })

  it('comes with an estimate of the whole on the first page', async () => {
    const here = newId()
    await childIn(here)
    await childIn(here)
    const device = testDevice(await monitorOf(here))
    await pullPage(host.app, device, 2)
    expect(device.expected).toBe(6)
    const all = testDevice(await onAnotherDevice(host.administrator, device.person))
    await keep(host.app, all, { facilities: [], pinned: [] })
    await pullPage(host.app, all, 2)
    expect(all.expected).toBe(0)
  })
})

/** KOMAR_LONG=1 draws more. */
const draws = process.env['KOMAR_LONG'] === undefined ? 8 : 200

it.each(Array.from({ length: draws }, (_, seed) => [seed]))(
  'ends with what a fresh download gives, whatever happened (seed %i)',
  async (seed) => {
    const random = makeRandom(seed, 'keeping')
    const world = await drawWorld()
    for (let turn = 0; turn < 25; turn += 1) {
      await random.pick(happenings)(world, random)
      const device = random.pick(world.devices)
      // A page now and then, so that scopes change in the middle of a backfill.
      if (random.chance(0.7)) await pullPage(host.app, device, random.int(1, 4))
    }
    for (const device of world.devices) {
      await pullAll(host.app, device)
      const { held, cursor } = device
      Object.assign(device, { held: new Map(), cursor: undefined })
      await pullAll(host.app, device, 500)
      expect({ seed, ids: [...held.keys()].toSorted() }).toEqual({ seed, ids: idsOf(device) })
      Object.assign(device, { held, cursor })
    }
    const [all, ...parts] = world.devices
    if (all === undefined) throw new Error('no device')
    for (const part of parts) for (const id of part.held.keys()) expect(all.held.has(id)).toBe(true)
  },
)

type Drawn = { prisons: Uuid[]; reader: Person; children: Uuid[]; devices: TestDevice[] }

async function drawWorld(): Promise<Drawn> {
  const prisons = [newId(), newId(), newId()]
  const [first = newId(), second = newId()] = prisons
  const reader = await monitorOf(first, second)
  const caseLoad = await circleOf(host.administrator, 'case-load', reader.agency)
  await join(host.administrator, reader.user, caseLoad)
  const children = [await childIn(first), await childIn(second)]
  const device = async () => testDevice(await onAnotherDevice(host.administrator, reader))
  const devices = [testDevice(reader), await device(), await device(), await device()]
  const choices = [
    { facilities: [first], pinned: [] },
    { facilities: [], pinned: children.slice(1) },
    { facilities: prisons.slice(1), pinned: children.slice(0, 1) },
  ]
  for (const [at, choice] of choices.entries()) await keep(host.app, devices[at + 1] as TestDevice, choice) // four were made
  return { prisons, reader, children, devices }
}

type Happening = (world: Drawn, random: Random) => Promise<unknown>
const day = (random: Random) => `2013-0${random.int(1, 6)}-1${random.int(0, 9)}`

const happenings: Happening[] = [
  async ({ prisons, children }, random) => children.push(await childIn(random.pick(prisons))),
  ({ prisons, children }, random) =>
    append(host.app, worker, [residenceBegan(worker, random.pick(children), random.pick(prisons), day(random))]),
  ({ children }, random) =>
    append(host.app, worker, [
      entryOf(worker, {
        kind: 'register.residence-ended',
        subject: random.pick(children),
        occurred: day(random),
        body: { route: 'kin' },
      }),
    ]),
  ({ children, reader }, random) => append(host.app, reader, [birthStated(reader, random.pick(children), '2010-05')]),
  ({ children, reader }, random) => append(host.app, reader, [noteWritten(reader, random.pick(children))]),
  ({ children }, random) => motherOf(random.pick(children)),
  ({ children, reader }, random) => {
    const body = { agency: random.pick([agency, reader.agency]) }
    return append(host.app, worker, [
      entryOf(worker, { kind: 'access.allocated', subject: random.pick(children), occurred: day(random), body }),
    ])
  },
  async ({ prisons, reader }, random) =>
    join(host.administrator, reader.user, await circleOf(host.administrator, 'facility', random.pick(prisons))),
  ({ reader }, random) =>
    host.administrator.query(
      `update komar.user_circle set ${random.chance(0.5) ? 'until = komar.today_host()' : `mask = ${maskOf(['identity', 'care'])}`}
       where id = (select id from komar.user_circle where user_id = $1 and until is null order by id offset $2 limit 1)`,
      [reader.user, random.int(0, 3)],
    ),
  ({ reader }, random) =>
    host.administrator.query('update komar.account set roles = $2 where id = $1', [
      reader.user,
      random.pick([['monitor', 'social-worker'], ['specialist', 'monitor', 'social-worker'], ['monitor']]),
    ]),
]

it('is asked for over HTTP for the very device of the session, in whatever order', async () => {
  const web = await testHost()
  const { monitor } = web.here.people
  const [a, b] = [newId(), newId()].toSorted()
  const put = (body: object) => web.call(changeKeepingEndpoint, { body: body as never }, monitor.token)
  const get = async () => (await web.call(showKeeping, {}, monitor.token)).json<object>()
  expect(await get()).toEqual({ facilities: 'all', pinned: [] })
  expect((await put({ facilities: [b, a, b], pinned: [] })).json()).toEqual({ facilities: [a, b], pinned: [] })
  expect(await get()).toEqual({ facilities: [a, b], pinned: [] })
  const version = async () => (await web.owner.query('select version from komar.device_keeping')).rows
  const before = await version()
  await put({ facilities: [a, b], pinned: [] })
  expect(await version()).toEqual(before)
  for (const wrong of [
    { facilities: 'none', pinned: [] },
    { facilities: Array.from({ length: 101 }, newId), pinned: [] },
    { facilities: 'all', pinned: ['x'] },
  ]) {
    expect((await put(wrong)).statusCode).toBe(400)
  }
  await web.dispose()
})
