// Erasure: two agencies, and then nothing of it is left but that it was there. A canary is planted in an entry of each class that there is.
import { accessClasses } from '@komar/domain/access/classes'
import type { Uuid, Written } from '@komar/domain/chronicle/entry'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asActor, asNobody } from '../db/as-actor.ts'
import { makePool } from '../db/pool.ts'
import { worldOf } from '../world.ts'
import { appendEntries } from './append.ts'
import { verifyChain } from './chain.ts'
import { takeHandIns } from './hand-ins.ts'
import { checkRebuild } from './rebuild.ts'
import { scrub } from './scrub.ts'
import { filesWith, tablesWith } from './test-canary.ts'
import { pullAll, testDevice, type TestDevice } from './test-device.ts'
import {
  addAgency,
  addPerson,
  append,
  childRegistered,
  circleOf,
  entryOf,
  join,
  newId,
  noteWritten,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const world = worldOf('kh')
const canary = 'KOMARCANARY-ភាសា-7731'

let host: TestChronicle
let owner: pg.Pool
let asking: Person
let agreeing: Person
let device: TestDevice
let child: Uuid

beforeAll(async () => {
  host = await testChronicle()
  owner = makePool({ url: host.database.ownerUrl, max: 2 })
  const [one, other] = [await addAgency(host.administrator), await addAgency(host.administrator)]
  asking = await addPerson(host.administrator, one, ['supervisor', 'specialist', 'clinician', 'legal-officer'])
  agreeing = await addPerson(host.administrator, other, ['supervisor'])
  child = newId()
  await write([childRegistered(asking, child)])
  // Both agencies work with the child.
  await join(host.administrator, agreeing.user, await circleOf(host.administrator, 'agency', one))
  device = testDevice(agreeing)
})
afterAll(async () => {
  await owner.end()
  await host.dispose()
})

async function write(entries: readonly Written[], person = asking): Promise<void> {
  const results = await append(host.app, person, entries, { world })
  expect(results.filter(({ status }) => status !== 'accepted')).toEqual([])
}

function asked(entries: readonly Uuid[], more: Record<string, unknown> = {}, also: readonly Uuid[] = []): Written {
  return entryOf(asking, {
    kind: 'access.erasure-asked',
    subject: child,
    also,
    occurred: '2013-07-14',
    body: { toErase: entries, ground: 'wrong-person', whyErase: 'It is about somebody else.', ...more },
  })
}

function agreed(request: Written, person = agreeing): Written {
  const { subject, also } = request
  return entryOf(person, {
    kind: 'access.erasure-agreed',
    subject,
    also,
    occurred: '2013-07-14',
    body: { request: request.id, judged: 'told' },
  })
}

async function erase(entries: readonly Uuid[], also: readonly Uuid[] = []): Promise<Written> {
  const request = asked(entries, {}, also)
  await write([request])
  const act = agreed(request)
  await write([act], agreeing)
  return act
}

describe('entries that two agencies erase', () => {
  let ids: Uuid[]
  let act: Written

  beforeAll(async () => {
    const { administrator: db } = host
    const { rows: kinds } = await db.query<{ name: string; class: string }>(
      `select name, class from komar.kind_registry where subject_type = 'child' and not opens and family = 'fact' order by name`,
    )
    ids = []
    for (const name of accessClasses) {
      const kind = kinds.find((each) => each.class === name)?.name
      if (kind === undefined) throw new Error(`no kind of class ${name}`)
      ids.push(await plant(kind, name))
    }
    // Beside the entry itself: a correction, what was refused, a file, work that came in by hand, a projection.
    const corrected = { ...noteWritten(asking, child, `${canary} again`), replaces: ids.at(-1) }
    await write([
      { ...corrected, kind: 'register.note-written', body: { ...corrected.body, reason: canary } } as Written,
    ])
    ids.push(corrected.id)
    await db.query(
      `insert into komar.refusal (id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received)
       values (gen_random_uuid(), $1, $2, $3, $4, 'register.note-written', 256, sha256('x'), '{"code":"entry.reason-missing"}', $5, now())`,
      [asking.agency, asking.user, asking.device, child, `{"replaces":"${ids[0]}","words":"${canary}"}`],
    )
    await db.query(
      `insert into komar.attachment (id, entry, agency, sha256, bytes, type, key, received, whole_at)
       values (gen_random_uuid(), $1, $2, sha256('x'), 4, 'image/png', decode(repeat('00', 60), 'hex'), 4, now())`,
      [ids[2], asking.agency],
    )
    await db.query(
      `insert into komar.attachment_part select id, 0, convert_to($1, 'UTF8') from komar.attachment where entry = $2`,
      [canary.padEnd(40), ids[2]],
    )
    for (const [entry, corrects] of [
      [ids[3], null],
      [newId(), ids[4]],
    ]) {
      await db.query(
        `insert into komar.hand_in (id, device, content, box, entry, corrects)
         values (gen_random_uuid(), $1, sha256(gen_random_uuid()::text::bytea), convert_to($2, 'UTF8'), $3, $4)`,
        [asking.device, canary, entry, corrects],
      )
    }
    await pullAll(host.app, device)
    expect((await tablesWith(host.administrator, canary)).toSorted()).toEqual([
      'attachment_part',
      'entry',
      'hand_in',
      'refusal',
    ])
    expect(ids.filter((id) => device.held.has(id)).length).toBeGreaterThan(3)
    act = await erase(ids)
  })

  it('are in no table any more, whatever their class', async () => {
    expect(await tablesWith(host.administrator, canary)).toEqual([])
  })

  it('keep their places in the chain, and the proof says under which act they went', async () => {
    const left = await host.administrator.query('select from komar.chain where entry = any ($1)', [ids])
    expect(left.rowCount).toBe(ids.length)
    const verdict = await verifyChain(host.administrator)
    const erased = verdict.fits ? verdict.erased.map(({ entry, act: by }) => `${entry} ${by}`).toSorted() : []
    expect(erased).toEqual(ids.map((id) => `${id} ${act.id}`).toSorted())
  })

  it('a place in the chain without an act that explains it is a fault', async () => {
    const db = host.administrator
    await db.query('begin')
    await db.query('update komar.erased set act = request where entry = $1', [ids[0]])
    expect(await verifyChain(db)).toMatchObject({ fits: false, fault: 'entry-missing', entry: ids[0] })
    await db.query('rollback')
  })

  it('nor is it explained by an act that stands, of a request that does not name it', async () => {
    const note = noteWritten(asking, child, 'It stays.')
    await write([note])
    const db = host.administrator
    await db.query('begin')
    await db.query('set local session_replication_role = replica') // past the foreign keys, as a superuser can
    await db.query('delete from komar.entry_subject where entry = $1', [note.id])
    await db.query('delete from komar.entry where id = $1', [note.id])
    await db.query(
      `insert into komar.erased (entry, subject, seq, class_bit, agency, act, request)
       select c.entry, $2, c.seq, 256, $3, $4, $5 from komar.chain c where c.entry = $1`,
      [note.id, child, asking.agency, act.id, act.body['request']],
    )
    expect(await verifyChain(db)).toMatchObject({ fits: false, fault: 'entry-missing', entry: note.id })
    await db.query('rollback')
  })

  it('go from the devices that had them; the acts stay', async () => {
    await pullAll(host.app, device)
    expect(ids.filter((id) => device.held.has(id))).toEqual([])
    expect(device.held.has(act.id)).toBe(true)
  })

  it('leave lists and circles as a rebuild would make them', async () => {
    const db = await owner.connect()
    expect(await checkRebuild(db, { world })).toEqual([])
    db.release()
  })

  it('are in no file of the engine once it was scrubbed', async () => {
    const { ownerUrl, administratorUrl } = host.database
    expect(await filesWith(host.administrator, canary)).not.toEqual([])
    expect(await scrub({ ownerUrl, maintenanceUrl: administratorUrl })).toMatchObject({ isLogLeft: false })
    // A server that is not Komar's own keeps pieces of its log for later use: they are its operator's.
    const { rows: log } = await host.administrator.query<{ wal_recycle: string }>('show wal_recycle')
    const isOwn = log[0]?.wal_recycle === 'off'
    expect(
      (await filesWith(host.administrator, canary)).filter((file) => isOwn || !file.startsWith('pg_wal/')),
    ).toEqual([])
    expect(await scrub({ ownerUrl, maintenanceUrl: administratorUrl })).toBeNull()
  })

  it('are refused when they are offered again, and so is what corrects them; nothing of it is kept', async () => {
    const again = { ...noteWritten(asking, child, canary), id: ids[0] } as Written
    const late = { ...noteWritten(asking, child, canary), replaces: ids[1] } as Written
    const results = await append(host.app, asking, [again, late], { world })
    expect(results.map((each) => ('problem' in each ? each.problem?.code : each.status))).toEqual([
      'entry.erased',
      'entry.erased',
    ])
    const box = { id: newId(), box: Buffer.from(canary).toString('base64'), entry: ids[0] ?? '' }
    const taken = await asNobody(host.app, (db) => takeHandIns(db, asking.device, [box]))
    expect(taken.kept).toEqual([box.id])
    expect(await tablesWith(host.administrator, canary)).toEqual([])
  })

  it('go again when a restored backup brought them back', async () => {
    const id = ids[0] ?? ''
    const db = host.administrator
    await db.query('begin')
    await db.query(
      `insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written)
       values ($1, 'register.birth-stated', 1, 'identity', $2, '{}', '2013', 'seen', '{}', $3, $4, $5, $6, now())`,
      [id, child, canary, asking.user, asking.agency, asking.device],
    )
    await db.query('select komar.carry_out_erasures()')
    expect((await db.query('select from komar.entry where id = $1', [id])).rowCount).toBe(0)
    await db.query('rollback')
  })

  it('what was written with an erased entry does not fall with it', async () => {
    const beside = noteWritten(asking, child, 'Something else.')
    const again = { ...noteWritten(asking, child, canary), id: ids[0] } as Written
    const results = await append(host.app, asking, [beside, again], { world, together: [[beside.id, again.id]] })
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'refused'])
  })
})

describe('what does not erase', () => {
  async function codes(entries: readonly Written[], person: Person): Promise<unknown[]> {
    const results = await append(host.app, person, entries, { world })
    return results.map((each) => {
      const found = 'problem' in each ? each.problem : undefined
      return found?.missing?.map(({ code }) => code) ?? found?.code ?? each.status
    })
  }

  it('one agency alone, an agreement to nothing, a request that was withdrawn', async () => {
    const note = noteWritten(asking, child, 'It stays.')
    const request = asked([note.id])
    await write([note, request])
    const colleague = await addPerson(host.administrator, asking.agency, ['supervisor'])
    expect(await codes([agreed(request, colleague)], colleague)).toEqual([['erasure.two-agencies']])
    const nothing = agreed({ ...request, id: newId() })
    expect(await codes([nothing], agreeing)).toEqual([['erasure.request-stands']])
    const { kind, subject } = request
    await write([
      { ...entryOf(asking, { kind, subject, body: { reason: 'A mistake.' } }), retracts: request.id } as Written,
    ])
    expect((await codes([agreed(request)], agreeing))[0]).toContain('erasure.request-stands')
    expect((await host.administrator.query('select from komar.entry where id = $1', [note.id])).rowCount).toBe(1)
  })

  it("another child's entry, named by its id", async () => {
    const other = newId()
    const note = noteWritten(asking, other, 'Of another child.')
    await write([childRegistered(asking, other), note])
    const act = await erase([note.id])
    expect((await host.administrator.query('select from komar.entry where id = $1', [note.id])).rowCount).toBe(1)
    expect((await host.administrator.query('select from komar.erased where act = $1', [act.id])).rowCount).toBe(0)
  })

  it('a session that was left open: nothing of it is kept, and the same request goes in once who writes it is proved', async () => {
    const note = noteWritten(asking, child, 'It stays.')
    await write([note])
    const request = asked([note.id])
    const append = (isProved: boolean) =>
      asActor(host.app, { token: asking.token, touch: false }, (db) =>
        appendEntries(db, [request], { world, isProved }),
      )
    expect(await append(false)).toMatchObject([{ status: 'refused', problem: { code: 'session.confirm' } }])
    const kept = await host.administrator.query('select from komar.refusal where id = $1', [request.id])
    expect(kept.rowCount).toBe(0)
    // The engine asks it too, whatever was decided before.
    const provedAgo = (minutes: number) =>
      host.administrator.query(
        `update komar.session set proved_at = now() - make_interval(mins => $2) where account = $1`,
        [asking.user, minutes],
      )
    await provedAgo(11)
    expect(await append(true)).toMatchObject([{ status: 'refused', problem: { code: 'access.not-permitted' } }])
    await host.administrator.query('delete from komar.refusal where id = $1', [request.id])
    await provedAgo(0)
    expect(await append(true)).toMatchObject([{ status: 'accepted' }])
  })

  it('who is no supervisor', async () => {
    const note = noteWritten(asking, child, 'It stays.')
    await write([note])
    const worker = await addPerson(host.administrator, asking.agency, ['social-worker'])
    const { kind, subject, body } = asked([note.id])
    const request = entryOf(worker, { kind, subject, body })
    expect(await codes([request], worker)).toEqual(['access.not-permitted'])
  })

  it('the role that deletes: nobody becomes it, and it deletes nothing but what two acts name', async () => {
    const note = noteWritten(asking, child, 'It stays.')
    await write([note])
    const become = 'set local role komar_eraser'
    await expect(asActor(host.app, { token: asking.token, touch: false }, (db) => db.query(become))).rejects.toThrow(
      /permission denied/u,
    )
    const db = await owner.connect()
    await expect(db.query(become)).rejects.toThrow(/permission denied/u)
    db.release()
    await host.administrator.query(`begin; ${become}`)
    const deleted = await host.administrator.query('delete from komar.entry where id = $1', [note.id])
    expect(deleted.rowCount).toBe(0)
    await expect(
      host.administrator.query(
        `insert into komar.erased (entry, subject, act, request) values ($1, $2, gen_random_uuid(), gen_random_uuid())`,
        [note.id, child],
      ),
    ).rejects.toThrow(/row-level security/u)
    await host.administrator.query('rollback')
    const members = await host.administrator.query(
      `select from pg_auth_members m join pg_roles r on r.oid = m.roleid where r.rolname = 'komar_eraser'
         and (coalesce((to_jsonb(m) ->> 'set_option')::boolean, true) or coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true))`,
    )
    expect(members.rowCount).toBe(0)
    const owned = await host.administrator.query<{ name: string }>(
      `select p.proname as name from pg_proc p where p.proowner = 'komar_eraser'::regrole`,
    )
    expect(owned.rows).toEqual([{ name: 'carry_out_erasure' }])
  })
})

async function plant(kind: string, guard: string): Promise<Uuid> {
  const entry = entryOf(asking, { kind, subject: child, body: { canary } })
  const db = host.administrator
  await db.query('begin')
  await db.query(
    `insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written)
     values ($1, $2, 1, $3, $4, '{}', $5, 'seen', $6, $7, $8, $9, $10, $11)`,
    [
      entry.id,
      kind,
      guard,
      child,
      entry.occurred,
      entry.body,
      JSON.stringify(entry),
      asking.user,
      asking.agency,
      asking.device,
      entry.written,
    ],
  )
  await db.query('select komar.seal($1)', [[entry.id]])
  await db.query('commit')
  return entry.id
}
