// A device as the tests of the feed need it: it does with each page what a phone does, and nothing else.
import { feedLineSchema } from '@komar/contract/chronicle'
import { accessClasses } from '@komar/domain/access/classes'
import { kindNamed } from '@komar/domain/kinds'
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { asActor } from '../db/as-actor.ts'
import { Refusal } from '../http/problems.ts'
import { pullFeed } from './feed.ts'
import { changeKeeping } from './keeping.ts'
import { newId, type Person } from './test-people.ts'

type Held = { subjects: readonly string[]; class: string }

export type TestDevice = {
  person: Person
  held: Map<string, Held>
  /** How often each entry was sent since the last new beginning. */
  sent: Map<string, number>
  cursor: string | undefined
  /** Times it had to begin anew. */
  beginnings: number
  expected: number | undefined
}

/** A device that has heard nothing yet. */
export function testDevice(person: Person): TestDevice {
  return { person, held: new Map(), sent: new Map(), cursor: undefined, beginnings: 0, expected: undefined }
}

/** The same person signed in on another device. */
export async function onAnotherDevice(db: pg.ClientBase, person: Person): Promise<Person> {
  const device = newId()
  const secret = randomBytes(32).toString('base64url')
  const token = createHash('sha256').update(secret).digest('hex')
  await db.query('insert into komar.device (id, account) values ($1, $2)', [device, person.user])
  await db.query(
    `insert into komar.session (token_hash, account, device, expires_at, idle_limit)
     values (decode($1, 'hex'), $2, $3, now() + interval '1 day', interval '1 day')`,
    [token, person.user, device],
  )
  return { ...person, device, secret, token }
}

const entryLine = z.looseObject({ id: z.string(), kind: z.string(), subject: z.string(), also: z.array(z.string()) })

/** One page, taken in. Answers whether there is more. A cursor that the host does not know is a new beginning. */
export async function pullPage(app: pg.Pool, device: TestDevice, limit: number): Promise<boolean> {
  const { token } = device.person
  const pulled = await asActor(app, { token, touch: false, isOneMoment: true }, (db, actor) => {
    if (actor === null) throw new Error('nobody')
    return pullFeed(db, actor, { after: device.cursor, limit })
  }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.problem.code !== 'request.cursor-unknown') throw error
    return null
  })
  if (pulled === null) {
    Object.assign(device, { held: new Map(), sent: new Map(), cursor: undefined, beginnings: device.beginnings + 1 })
    return true
  }
  let more = false
  for (const text of pulled.lines) more = takeIn(device, JSON.parse(text)) ?? more
  return more
}

function takeIn(device: TestDevice, raw: unknown): boolean | undefined {
  const line = feedLineSchema.parse(raw)
  if ('forget' in line) {
    forget(device, line.forget as { subject: string; classes: string[] }) // a line of this form is no entry
    return undefined
  }
  if ('cursor' in line) {
    device.cursor = String(line['cursor'])
    const { expected } = line as { expected?: number }
    if (expected !== undefined) device.expected = expected
    return line['more'] === true
  }
  if ('status' in line) return undefined
  const { id, kind, subject, also } = entryLine.parse(raw)
  device.held.set(id, { subjects: [subject, ...also], class: kindNamed(kind)?.class ?? 'unknown' })
  device.sent.set(id, (device.sent.get(id) ?? 0) + 1)
  return undefined
}

/** All nine classes mean all of the subject, what this device does not understand included. */
function forget({ held }: TestDevice, { subject, classes }: { subject: string; classes: readonly string[] }): void {
  const isAll = classes.length === accessClasses.length
  for (const [id, entry] of held) {
    if (entry.subjects.includes(subject) && (isAll || classes.includes(entry.class))) held.delete(id)
  }
}

/** Pages until there is no more. */
export async function pullAll(app: pg.Pool, device: TestDevice, limit = 3): Promise<void> {
  for (let pages = 0; pages < 2000; pages += 1) if (!(await pullPage(app, device, limit))) return
  throw new Error('the feed does not end')
}

/** Ids of all that the engine itself shows to the owner of a device, in order. */
export async function seenBy(app: pg.Pool, { person }: Pick<TestDevice, 'person'>): Promise<string[]> {
  return asActor(app, { token: person.token, touch: false }, async (db) => {
    const { rows } = await db.query<{ id: string }>('select id from komar.entry order by id')
    return rows.map(({ id }) => id)
  })
}

/** Chooses what the device keeps. */
export async function keep(
  app: pg.Pool,
  { person }: TestDevice,
  keeping: { facilities: 'all' | string[]; pinned: string[] },
): Promise<void> {
  await asActor(app, { token: person.token, touch: false }, (db) => changeKeeping(db, keeping))
}
