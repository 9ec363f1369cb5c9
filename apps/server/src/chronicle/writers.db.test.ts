// Eight people write to the same children at once while one reads the feed: every row comes exactly once, the chain has no gap, and no
// update of a projection is lost. KOMAR_WRITE_SECONDS=60 for a long run.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Uuid } from '@komar/domain/chronicle/entry'
import { asActor } from '../db/as-actor.ts'
import { makePool } from '../db/pool.ts'
import { worldOf } from '../world.ts'
import { verifyChain } from './chain.ts'
import { pullFeed } from './feed.ts'
import { checkRebuild } from './rebuild.ts'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  newId,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const writerCount = 8
const runMs = Number(process.env['KOMAR_WRITE_SECONDS'] ?? 12) * 1000
const world = worldOf('kh')

let host: TestChronicle
let people: Person[]
beforeAll(async () => {
  host = await testChronicle()
  const agency = await addAgency(host.administrator)
  people = []
  for (let person = 0; person <= writerCount; person += 1) {
    people.push(await addPerson(host.administrator, agency, ['social-worker', 'prison-officer']))
  }
})
afterAll(() => host.dispose())

/** Children that everyone writes to: the last few, so that no chronicle grows past what it is built for. */
const children: Uuid[] = []

async function write(person: Person, until: number, accepted: Set<string>): Promise<void> {
  for (let turn = 0; Date.now() < until; turn += 1) {
    const opening = turn % 20 === 0 ? childRegistered(person) : undefined
    const chosen = opening === undefined ? children.slice(-6) : []
    const births = chosen.slice(0, 1 + (turn % 3)).map((child) => birthStated(person, child, `2010-0${1 + (turn % 9)}`))
    const results = await append(host.app, person, opening === undefined ? births : [opening], { world })
    for (const { id, status } of results) {
      expect(status).toBe('accepted')
      accepted.add(id)
    }
    if (opening !== undefined) children.push(opening.subject)
  }
}

async function read(reader: Person, state: { isWriting: boolean }, delivered: string[]): Promise<void> {
  let cursor: string | undefined
  for (let isLast = false; ;) {
    const after = cursor
    const { lines } = await asActor(host.app, { token: reader.token, touch: false, isOneMoment: true }, (db, actor) => {
      if (actor === null) throw new Error('nobody')
      return pullFeed(db, actor, { after, limit: 500 })
    })
    for (const line of lines) {
      const { id, cursor: next, more } = JSON.parse(line) as { id?: string; cursor?: string; more?: boolean }
      if (id !== undefined) delivered.push(id)
      if (next === undefined) continue
      cursor = next
      if (more !== true && isLast) return
    }
    isLast = !state.isWriting
  }
}

it(
  'delivers every row once and loses no update',
  async () => {
    const [reader, ...writers] = people
    if (reader === undefined) throw new Error('nobody reads')
    const first = childRegistered(reader, newId())
    const accepted = new Set<string>([first.id])
    await append(host.app, reader, [first], { world })
    children.push(first.subject)
    const delivered: string[] = []
    const state = { isWriting: true }
    const reading = read(reader, state, delivered)
    const until = Date.now() + runMs
    await Promise.all(writers.map((writer) => write(writer, until, accepted)))
    state.isWriting = false
    await reading
    expect(accepted.size).toBeGreaterThan(runMs / 60)
    expect(delivered).toHaveLength(accepted.size)
    expect(new Set(delivered)).toEqual(accepted)
    const owner = makePool({ url: host.database.ownerUrl, max: 1 })
    const db = await owner.connect()
    expect(await verifyChain(db)).toMatchObject({ fits: true, entries: accepted.size })
    expect(await checkRebuild(db, { world })).toEqual([])
    db.release()
    await owner.end()
  },
  60_000 + runMs,
)
