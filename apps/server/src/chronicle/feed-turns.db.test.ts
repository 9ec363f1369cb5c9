// A device that is in the middle of being sent what it newly sees, while its owner loses sight of it and gains it again.
import type { Uuid } from '@komar/domain/chronicle/entry'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  residenceBegan,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const world = worldOf('kh')
const facilities: Uuid[] = [newId(), newId(), newId()]
let host: TestChronicle
let worker: Person
let children: Uuid[]

beforeAll(async () => {
  host = await testChronicle()
  worker = await addPerson(host.administrator, await addAgency(host.administrator), ['social-worker', 'prison-officer'])
  children = []
  for (const facility of facilities) children.push(await childIn(facility), await childIn(facility))
})
afterAll(() => host.dispose())

async function childIn(facility: Uuid): Promise<Uuid> {
  const child = newId()
  const entries = [
    childRegistered(worker, child),
    birthStated(worker, child, '2010-03'),
    residenceBegan(worker, child, facility, '2013-01-05'),
  ]
  await append(host.app, worker, entries, { world })
  return child
}

async function newDevice(): Promise<TestDevice> {
  const device = testDevice(
    await addPerson(host.administrator, await addAgency(host.administrator), ['prison-officer', 'monitor']),
  )
  await pullAll(host.app, device)
  return device
}

async function comeInto(facility: Uuid, { person }: TestDevice): Promise<void> {
  await join(host.administrator, person.user, await circleOf(host.administrator, 'facility', facility))
}

/** Answers whether they were in it. */
async function goOutOf(facility: Uuid, { person }: TestDevice): Promise<boolean> {
  const left = await host.administrator.query(
    'update komar.user_circle set until = komar.today_host() where user_id = $1 and circle = $2 and until is null',
    [person.user, await circleOf(host.administrator, 'facility', facility)],
  )
  return left.rowCount === 1
}

async function expectWhole(device: TestDevice): Promise<void> {
  await pullAll(host.app, device)
  expect([...device.held.keys()].toSorted()).toEqual(await seenBy(host.app, device))
}

describe('a device that is being sent what it newly sees', () => {
  const [first, second] = facilities as [Uuid, Uuid, Uuid]

  it('ends with all of it when sight was lost between two pages, and is there again', async () => {
    const device = await newDevice()
    await comeInto(first, device)
    await pullPage(host.app, device, 2)
    expect(device.held.size).toBe(2)
    await goOutOf(first, device)
    await pullPage(host.app, device, 2)
    await comeInto(first, device)
    await expectWhole(device)
    expect(device.held.size).toBe(6)
  })

  it('is sent again what it was told to forget on the first page', async () => {
    const device = await newDevice()
    await comeInto(first, device)
    await pullAll(host.app, device)
    await goOutOf(first, device)
    await comeInto(second, device)
    await pullPage(host.app, device, 2)
    expect(device.held.size).toBe(2)
    await comeInto(first, device)
    await expectWhole(device)
    expect(device.held.size).toBe(12)
  })

  it('goes on, and is sent nothing twice, when somebody else came or went', async () => {
    const [device, other] = [await newDevice(), await newDevice()]
    await comeInto(first, device)
    await pullPage(host.app, device, 2)
    await comeInto(second, other)
    await expectWhole(device)
    expect([...device.sent.values()].every((times) => times === 1)).toBe(true)
    expect(device.beginnings).toBe(0)
  })

  it('begins anew, and ends whole, when its sight came and went more often than a cursor remembers', async () => {
    const third = newId()
    for (let count = 0; count < 8; count += 1) await childIn(third)
    const device = await newDevice()
    for (const facility of [first, second, third]) await comeInto(facility, device)
    await pullPage(host.app, device, 1)
    let [seen, hidden] = [first, second]
    await goOutOf(hidden, device)
    for (let turn = 0; turn < 15 && device.beginnings === 0; turn += 1) {
      await pullPage(host.app, device, 1)
      await comeInto(hidden, device)
      await goOutOf(seen, device)
      ;[seen, hidden] = [hidden, seen]
    }
    expect(device.beginnings).toBe(1)
    await expectWhole(device)
  })
})

describe.each([1, 2, 3, 4])('whatever happens between its pages (%i)', (seed) => {
  it('a device ends with what its owner may see', async () => {
    const random = makeRandom(seed, 'turns')
    const device = await newDevice()
    for (let round = 0; round < 6; round += 1) {
      for (let step = 0; step < 12; step += 1) {
        const facility = random.pick(facilities)
        if (random.chance(0.6)) await pullPage(host.app, device, random.int(1, 2))
        else if (random.chance(0.2)) {
          const moved = residenceBegan(worker, random.pick(children), facility, `2013-0${random.int(2, 9)}-01`)
          await append(host.app, worker, [moved], { world })
        } else if (!(await goOutOf(facility, device))) await comeInto(facility, device)
      }
      await expectWhole(device)
    }
  })
})
