// The role that erases, taken by itself, past the function that works for it and past the gate: what its policies let it write down as
// erased, delete and change. Source: 0090-erasure.sql; docs/decisions/0019-erasure.md.
import type { Uuid, Written } from '@komar/domain/chronicle/entry'
import type pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { addAgency, addPerson, entryOf, newId, noteWritten, type Person } from './test-people.ts'
import { hostOfPolicies } from '../db/test-as-app.ts'

let db: pg.Client
let asking: Person
let agreeing: Person
let colleague: Person
let child: Uuid

hostOfPolicies(async (host) => {
  db = host.administrator
  const agencies = [await addAgency(db), await addAgency(db)] as const
  asking = await addPerson(db, agencies[0], ['supervisor'])
  colleague = await addPerson(db, agencies[0], ['supervisor'])
  agreeing = await addPerson(db, agencies[1], ['supervisor'])
  child = newId()
  await db.query(`insert into komar.subject (id, type, opened_by) values ($1, 'child', gen_random_uuid())`, [child])
})

/** Puts entries there as they are, which no gate has judged. */
async function put(...entries: readonly Written[]): Promise<void> {
  for (const entry of entries) {
    await db.query(
      `insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, replaces, retracts, author, agency, device, written)
       values ($1, $2, 1, 'notes', $3, '{}', '2013', 'seen', $4, $5, $6, $7, $8, $9, $10, now())`,
      [
        entry.id,
        entry.kind,
        entry.subject,
        entry.body,
        JSON.stringify(entry),
        entry.replaces,
        entry.retracts,
        entry.author,
        entry.agency,
        entry.device,
      ],
    )
  }
}

async function seal(...entries: readonly Written[]): Promise<void> {
  for (const { id } of entries) await db.query('select komar.seal($1)', [[id]])
}

async function sealed(...entries: readonly Written[]): Promise<void> {
  await put(...entries)
  await seal(...entries)
}

function asked(toErase: readonly Uuid[], more: Partial<Written> = {}): Written {
  const body = { toErase, ground: 'wrong-person', whyErase: 'It is about somebody else.' }
  return { ...entryOf(asking, { kind: 'access.erasure-asked', subject: child, body }), ...more } as Written
}

function agreed(request: Uuid, more: Partial<Written> = {}): Written {
  const body = { request, judged: 'told' }
  return { ...entryOf(agreeing, { kind: 'access.erasure-agreed', subject: child, body }), ...more } as Written
}

/** What a statement does in the hands of the eraser, undone at once: how many rows, or why none. */
async function asEraser(text: string, values: readonly unknown[] = []): Promise<number | string> {
  await db.query('savepoint before; set local role komar_eraser')
  try {
    return (await db.query(text, [...values])).rowCount ?? 0
  } catch (error) {
    return error instanceof Error && /row-level security/u.test(error.message) ? 'refused' : String(error)
  } finally {
    await db.query('rollback to before')
  }
}

function writesDown(entry: Uuid, act: Uuid, request: Uuid): Promise<number | string> {
  return asEraser('insert into komar.erased (entry, subject, act, request) values ($1, $2, $3, $4)', [
    entry,
    child,
    act,
    request,
  ])
}

describe('what the eraser writes down as erased', () => {
  let note: Written
  let correction: Written
  let retraction: Written
  beforeEach(async () => {
    note = noteWritten(asking, child, 'To go.')
    correction = { ...noteWritten(asking, child, 'To go too.'), replaces: note.id } as Written
    retraction = { ...noteWritten(asking, child, 'And this.'), retracts: correction.id } as Written
    await sealed(note, correction, retraction)
  })

  it('is what two agencies name, with what corrects and withdraws it', async () => {
    const request = asked([note.id])
    const act = agreed(request.id)
    await sealed(request, act)
    for (const { id } of [note, correction, retraction]) expect(await writesDown(id, act.id, request.id)).toBe(1)
  })

  it('is nothing else, not even what was corrected by what they name', async () => {
    const other = noteWritten(asking, child, 'It stays.')
    const request = asked([correction.id])
    const act = agreed(request.id)
    await sealed(other, request, act)
    expect(await writesDown(correction.id, act.id, request.id)).toBe(1)
    for (const id of [other.id, note.id, newId()]) expect(await writesDown(id, act.id, request.id)).toBe('refused')
  })

  it('is never one of the two acts, even where they name themselves', async () => {
    const ids = [newId(), newId()] as const
    const request = asked(ids, { id: ids[0] })
    const act = agreed(request.id, { id: ids[1] })
    await sealed(request, act)
    for (const id of ids) expect(await writesDown(id, act.id, request.id)).toBe('refused')
  })

  it('stands under the act itself, and under the request that this act agreed to', async () => {
    const [request, another] = [asked([note.id]), asked([note.id])]
    const act = agreed(request.id)
    await sealed(request, another, act)
    expect(await writesDown(note.id, newId(), request.id)).toBe('refused')
    expect(await writesDown(note.id, act.id, newId())).toBe('refused')
    expect(await writesDown(note.id, act.id, another.id)).toBe('refused')
  })

  it.each([
    ['of one agency', () => ({ agency: asking.agency, author: colleague.user, device: colleague.device })],
    ['of one person for two agencies', () => ({ author: asking.user, device: asking.device })],
    ['that is no agreement', () => ({ kind: 'register.note-written' })],
    ['that withdraws one', () => ({ retracts: newId() })],
    ['about another child', () => ({ subject: newId() })],
  ])('is nothing by an act %s', async (_, more) => {
    const request = asked([note.id])
    const act = agreed(request.id, more() as Partial<Written>)
    await sealed(request, act)
    expect(await writesDown(note.id, act.id, request.id)).toBe('refused')
  })

  it('is nothing by a request that is none', async () => {
    const request = asked([note.id], { kind: 'register.note-written' } as Partial<Written>)
    const act = agreed(request.id)
    await sealed(request, act)
    expect(await writesDown(note.id, act.id, request.id)).toBe('refused')
  })

  it('is nothing by acts that are not both in the chain, the request first', async () => {
    const request = asked([note.id])
    const act = agreed(request.id)
    await put(request, act)
    await seal(request)
    await sealed(noteWritten(asking, child))
    expect(await writesDown(note.id, act.id, request.id)).toBe('refused')
    const [second, secondAct] = [asked([note.id]), agreed(newId())]
    await put(second, { ...secondAct, body: { ...secondAct.body, request: second.id } } as Written)
    await seal(secondAct)
    expect(await writesDown(note.id, secondAct.id, second.id)).toBe('refused')
    await seal(second)
    expect(await writesDown(note.id, secondAct.id, second.id)).toBe('refused')
  })

  it('is what they name of a record that was merged with theirs', async () => {
    const other = newId()
    await db.query(`insert into komar.subject (id, type, opened_by) values ($1, 'child', gen_random_uuid())`, [other])
    const request = asked([note.id])
    const act = agreed(request.id, { subject: other })
    await sealed(request, act)
    await db.query('insert into komar.child_merge (other, kept) values ($1, $2)', [other, child])
    expect(await writesDown(note.id, act.id, request.id)).toBe(1)
  })
})

describe('what the eraser deletes and changes, told to take everything', () => {
  let gone: Written
  let kept: Written
  beforeEach(async () => {
    gone = noteWritten(asking, child, 'To go.')
    kept = noteWritten(asking, child, 'It stays.')
    await sealed(gone, kept)
    await db.query(
      'insert into komar.erased (entry, subject, act, request) values ($1, $2, gen_random_uuid(), gen_random_uuid())',
      [gone.id, child],
    )
  })

  it('is of entries and their places those that are erased', async () => {
    expect(await asEraser('delete from komar.entry_subject')).toBe(1)
    await db.query('delete from komar.entry_subject')
    expect(await asEraser('delete from komar.entry')).toBe(1)
    expect(await asEraser('delete from komar.entry where id = $1', [kept.id])).toBe(0)
  })

  it('is of files those of erased entries', async () => {
    for (const { id } of [gone, kept])
      await db.query(
        `insert into komar.attachment (id, entry, agency, sha256, bytes, type, key)
         values (gen_random_uuid(), $1, $2, sha256('x'), 4, 'image/png', decode(repeat('00', 60), 'hex'))`,
        [id, asking.agency],
      )
    expect(await asEraser('delete from komar.attachment')).toBe(1)
    expect(await asEraser('delete from komar.attachment where entry = $1', [kept.id])).toBe(0)
  })

  it('is of what was withheld later that which names an erased entry', async () => {
    const other = noteWritten(asking, child, 'It stays too.')
    await sealed(other)
    for (const [entry, cause] of [
      [gone.id, kept.id],
      [kept.id, gone.id],
      [kept.id, other.id],
    ])
      await db.query(`insert into komar.withheld_later (entry, cause, before, parties) values ($1, $2, '{}', '{}')`, [
        entry,
        cause,
      ])
    expect(await asEraser('delete from komar.withheld_later')).toBe(2)
    expect(await asEraser('delete from komar.withheld_later where cause = $1', [other.id])).toBe(0)
  })

  it('is of what came in by hand the box that holds an erased entry or corrects one: it is emptied', async () => {
    for (const [entry, corrects] of [
      [gone.id, null],
      [newId(), gone.id],
      [kept.id, null],
      [newId(), kept.id],
      [null, null],
    ])
      await db.query(
        `insert into komar.hand_in (id, device, content, box, entry, corrects)
         values (gen_random_uuid(), $1, sha256(gen_random_uuid()::text::bytea), 'box', $2, $3)`,
        [asking.device, entry, corrects],
      )
    expect(await asEraser('update komar.hand_in set box = null, settled_at = now()')).toBe(2)
    expect(await asEraser(`update komar.hand_in set box = 'another'`)).toBe('refused')
  })

  it('is of teachers’ answers those that were erased: they are taken out', async () => {
    for (const { id } of [gone, kept])
      await db.query(
        `insert into komar.questionnaire (id, child, maker, agency, token_hash, form, language, greeting, asked_by, made, until, answered_on, answers)
         values ($1, $2, $3, $4, sha256($1::uuid::text::bytea), '4-17', 'km', 'Teacher', 'Person', '2013-07-01', '2013-07-14', '2013-07-02', 'sealed')`,
        [id, child, asking.user, asking.agency],
      )
    const without = `answers = null, greeting = null, asked_by = null, settled_on = '2013-07-03'`
    expect(await asEraser(`update komar.questionnaire set ${without}`)).toBe(1)
    expect(await asEraser(`update komar.questionnaire set ${without} where id = $1`, [kept.id])).toBe(0)
    expect(await asEraser(`update komar.questionnaire set answers = 'another'`)).toBe('refused')
  })
})
