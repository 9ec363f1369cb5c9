// What is written to a sealed record through an opening: a birth date that lifts a wrong seal, and the two acts of erasure. Nothing else, by
// nobody else, and not where the record is not sealed.
import type { Uuid, Written } from '@komar/domain/chronicle/entry'
import { noticeDays } from '@komar/domain/care/seal'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '../db/as-actor.ts'
import { openGlass } from '../insight/broken-glass.ts'
import { worldOf } from '../world.ts'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  entryOf,
  newId,
  noteWritten,
  passDays,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const world = worldOf('kh')
const reason = 'Somebody stands at the door and asks for the record.'

let host: TestChronicle
let worker: Person
let supervisor: Person
let stranger: Person

beforeAll(async () => {
  host = await testChronicle()
  const [own, other] = [await addAgency(host.administrator), await addAgency(host.administrator)]
  worker = await addPerson(host.administrator, own, ['social-worker'])
  supervisor = await addPerson(host.administrator, own, ['supervisor'])
  stranger = await addPerson(host.administrator, other, ['supervisor'])
})
afterAll(() => host.dispose())

type Sealed = { child: Uuid; code: string; note: Written; view: Written }

/** A child whose year of birth was typed wrong, with a note and what its mother said; sealed by now unless said otherwise. */
async function sealedChild(days: number = noticeDays): Promise<Sealed> {
  const registered = childRegistered(worker)
  const { subject: child } = registered
  const note = noteWritten(worker, child)
  const body = { whose: 'mother', about: 'general', stance: 'agrees', words: 'A thing that is not so.' }
  const view = entryOf(worker, { kind: 'assess.view-heard', subject: child, body })
  await accepted(worker, [registered, note, view, birthStated(worker, child, '1990-05')])
  await passDays(host.administrator, days)
  return { child, code: String(registered.body['code']), note, view }
}

async function codes(person: Person, entries: readonly Written[]): Promise<string[]> {
  const results = await append(host.app, person, entries, { world })
  return results.map((each) => ('problem' in each ? (each.problem?.code ?? each.status) : each.status))
}

async function accepted(person: Person, entries: readonly Written[]): Promise<void> {
  expect(await codes(person, entries)).toEqual(entries.map(() => 'accepted'))
}

function open(person: Person, code: string): Promise<string | null> {
  return asActor(host.app, { token: person.token, touch: false }, (db) => openGlass(db, code, reason))
}

async function meets(person: Person, child: Uuid): Promise<boolean> {
  return asActor(host.app, { token: person.token, touch: false }, async (db) => {
    const found = await db.query('select from komar.child_identity where child = $1', [child])
    return found.rowCount === 1
  })
}

/** Whether the engine itself lets the row in, whatever was decided before it. */
async function engineTakes(person: Person, { kind, subject, also, class: name }: Written & { class: string }) {
  const inserting = asActor(host.app, { token: person.token, touch: false }, async (db) => {
    await db.query(
      `insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written)
       values ($1, $2, 1, $3, $4, $5, '2013', 'seen', '{}', '{}', $6, $7, $8, now())`,
      [newId(), kind, name, subject, also, person.user, person.agency, person.device],
    )
    throw new Error('taken')
  })
  const told: unknown = await inserting.catch((error: unknown) => error)
  const { message, code } = told as Error & Pick<pg.DatabaseError, 'code'>
  expect([message, code]).toSatisfy(([words, state]) => words === 'taken' || state === '42501')
  return message === 'taken'
}

describe('a wrong date of birth', () => {
  it('is answered by another through the opening of a supervisor of the agency, and the child is there again', async () => {
    const { child, code } = await sealedChild()
    expect(await meets(worker, child)).toBe(false)
    const right = birthStated(supervisor, child, '2011-03')
    expect(await codes(supervisor, [right])).toEqual(['access.not-permitted'])
    await open(supervisor, code)
    await accepted(supervisor, [birthStated(supervisor, child, '2011-03')])
    expect(await meets(worker, child)).toBe(true)
  })

  it('is answered through no opening of a worker, nor of another agency', async () => {
    const { child, code } = await sealedChild()
    for (const person of [worker, stranger]) {
      await open(person, code)
      expect(await codes(person, [birthStated(person, child, '2011-03')])).toEqual(['access.not-permitted'])
      expect(await engineTakes(person, { ...birthStated(person, child, '2011-03'), class: 'identity' })).toBe(false)
    }
    expect(await meets(worker, child)).toBe(false)
  })

  it('is answered through an opening as long as it is open, and of that record alone', async () => {
    const [one, other] = [await sealedChild(), await sealedChild()]
    const id = await open(supervisor, one.code)
    const right = { ...birthStated(supervisor, one.child, '2011-03'), class: 'identity' }
    expect(await engineTakes(supervisor, right)).toBe(true)
    expect(await engineTakes(supervisor, { ...right, subject: other.child })).toBe(false)
    expect(await engineTakes(supervisor, { ...right, class: 'care' })).toBe(false)
    expect(await engineTakes(supervisor, { ...right, also: [other.child] })).toBe(false)
    await host.administrator.query(`update komar.broken_glass set until = now() - interval '1 second' where id = $1`, [
      id,
    ])
    expect(await engineTakes(supervisor, right)).toBe(false)
    expect(await codes(supervisor, [birthStated(supervisor, one.child, '2011-03')])).toEqual(['access.not-permitted'])
  })
})

describe('through an opening', () => {
  it('nothing else is written', async () => {
    await host.administrator.query(`delete from komar.read_log where what = 'glass.asked'`)
    const { child, code } = await sealedChild()
    await open(supervisor, code)
    const note = noteWritten(supervisor, child)
    expect(await codes(supervisor, [note])).toEqual(['access.not-permitted'])
    expect(await engineTakes(supervisor, { ...note, class: 'notes' })).toBe(false)
  })

  it('nothing is written to a record that is not sealed', async () => {
    const { child, code } = await sealedChild(0)
    await open(stranger, code)
    expect(await codes(stranger, [birthStated(stranger, child, '2011-03')])).toEqual(['access.not-permitted'])
    const agreed = entryOf(stranger, { kind: 'access.erasure-agreed', subject: child, body: { request: newId() } })
    expect(await engineTakes(stranger, { ...agreed, class: 'care' })).toBe(false)
  })

  it('two agencies erase what a sealed record must not keep', async () => {
    await host.administrator.query(`delete from komar.read_log where what = 'glass.asked'`)
    const { child, code, view, note } = await sealedChild()
    await open(supervisor, code)
    const asked = entryOf(supervisor, {
      kind: 'access.erasure-asked',
      subject: child,
      body: { toErase: [view.id], ground: 'false-accusation', whyErase: 'It was looked into.' },
    })
    await accepted(supervisor, [asked])
    const agreed = () =>
      entryOf(stranger, {
        kind: 'access.erasure-agreed',
        subject: child,
        body: { request: asked.id, judged: 'read' },
      })
    expect(await codes(stranger, [agreed()])).toEqual(['access.not-permitted'])
    await open(stranger, code)
    await accepted(stranger, [agreed()])
    const { rows } = await host.administrator.query<{ id: string }>(
      'select id from komar.entry where subject = $1 and id = any ($2)',
      [child, [view.id, note.id]],
    )
    expect(rows.map(({ id }) => id)).toEqual([note.id])
  })
})
