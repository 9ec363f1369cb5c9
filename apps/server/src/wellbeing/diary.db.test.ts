// A carer who is no caseworker: writes in the diary of the child that was entrusted to it, reads its own lines and the child's name, and
// nothing else, whatever circle or agency it is in. What the domain's policy says and what the engine does are held equal here.
import { mayWrite, type Actor } from '@komar/domain/access/policy'
import type { Uuid, Written } from '@komar/domain/chronicle/entry'
import { addDays, plainDateSchema, type PlainDate } from '@komar/domain/time/plain-date'
import { diaryEntrusted } from '@komar/domain/wellbeing/diary-kinds'
import { diaryWritten, schoolStated } from '@komar/domain/wellbeing/life-kinds'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAgency, addPerson, append, childRegistered, entryOf, newId } from '../chronicle/test-people.ts'
import { noteWritten, testChronicle, type Person, type TestChronicle } from '../chronicle/test-people.ts'
import { asActor } from '../db/as-actor.ts'
import { worldOf } from '../world.ts'

let host: TestChronicle
let supervisor: Person
let carer: Person
let stranger: Person
let today: PlainDate
const [child, other, ended, free] = [newId(), newId(), newId(), newId()]
const world = worldOf('kh')

beforeAll(async () => {
  host = await testChronicle()
  const agency = await addAgency(host.administrator)
  supervisor = await addPerson(host.administrator, agency, ['supervisor'])
  carer = await addPerson(host.administrator, agency, ['carer'])
  stranger = await addPerson(host.administrator, await addAgency(host.administrator), ['carer'])
  const { rows } = await host.administrator.query<{ today: string }>('select komar.today_host()::text as today')
  today = plainDateSchema.parse(rows[0]?.today)
  const registered = [child, other, ended, free].map((one) => childRegistered(supervisor, one))
  await accepted(supervisor, [
    ...registered,
    entrusted(child, addDays(today, 100)),
    entrusted(ended, addDays(today, 1)),
  ])
  await host.administrator.query('update komar.diary_keeper set until = $2 where child = $1', [ended, today])
}, 60_000)
afterAll(() => host.dispose())

function entrusted(subject: Uuid, until: PlainDate, keeper = carer.user): Written {
  return entryOf(supervisor, {
    kind: diaryEntrusted.name,
    subject,
    occurred: today,
    basedOn: 0,
    body: { keeper, until },
  })
}

function line(person: Person, subject: Uuid, more: Record<string, unknown> = {}): Written {
  return entryOf(person, { kind: diaryWritten.name, subject, body: { tone: 'good', tags: ['play'] }, ...more })
}

async function statuses(person: Person, entries: readonly Written[]): Promise<string[]> {
  return (await append(host.app, person, entries, { world })).map(({ status }) => status)
}

async function accepted(person: Person, entries: readonly Written[]): Promise<void> {
  expect(await statuses(person, entries)).toEqual(entries.map(() => 'accepted'))
}

function counted(person: Person, text: string): Promise<number> {
  return asActor(host.app, { token: person.token, touch: false }, async (db) => {
    const { rows } = await db.query<{ count: number }>(`select count(*)::int as count from ${text}`)
    return rows[0]?.count ?? -1
  })
}

describe('a carer', () => {
  it('adds lines to the diary of its child, and the worker reads them', async () => {
    await accepted(carer, [line(carer, child)])
    const seen = await counted(supervisor, `komar.entry where kind = '${diaryWritten.name}'`)
    expect(seen).toBe(1)
  })

  it('adds nothing about another child, after its day, of another kind, or beside another child', async () => {
    expect(await statuses(carer, [line(carer, other)])).toEqual(['refused'])
    expect(await statuses(carer, [line(carer, ended)])).toEqual(['refused'])
    expect(await statuses(carer, [noteWritten(carer, child)])).toEqual(['refused'])
    const school = entryOf(carer, { kind: schoolStated.name, subject: child, body: { isAtSchool: true } })
    expect(await statuses(carer, [school])).toEqual(['refused'])
    expect(await statuses(carer, [childRegistered(carer)])).toEqual(['refused'])
    expect(await statuses(stranger, [line(stranger, child)])).toEqual(['refused'])
  })

  it('reads no entry, no name, no status and no deadline, in no table', async () => {
    for (const table of [
      'entry',
      'entry_subject',
      'child_identity',
      'child_status',
      'deadline',
      'child_carer',
      'letter',
    ]) {
      expect([table, await counted(carer, `komar.${table}`)]).toEqual([table, 0])
    }
  })

  it('reads the name of its child and its own lines, and no other line', async () => {
    await accepted(supervisor, [line(supervisor, child)])
    const diary = (person: Person) =>
      asActor(host.app, { token: person.token, touch: false }, async (db) => {
        const { rows } = await db.query<{ child: string; name_latin: string; lines: string[] }>(
          'select * from komar.diary()',
        )
        return rows
      })
    const [own, ...more] = await diary(carer)
    expect(more).toEqual([])
    expect(own).toMatchObject({ child, name_latin: 'Sokha' })
    expect(Object.keys(own ?? {}).toSorted()).toEqual(['called', 'child', 'lines', 'name_km', 'name_latin', 'until'])
    expect(own?.lines.map((text) => (JSON.parse(text) as Written).author)).toEqual([carer.user])
    expect(await diary(stranger)).toEqual([])
    expect(await diary(supervisor)).toEqual([])
  })

  it('cannot entrust a diary to itself, and a supervisor not for longer than a year', async () => {
    const own = entryOf(carer, {
      kind: diaryEntrusted.name,
      subject: other,
      occurred: today,
      basedOn: 0,
      body: { keeper: carer.user, until: addDays(today, 9) },
    })
    expect(await statuses(carer, [own])).toEqual(['refused'])
    expect(await statuses(supervisor, [entrusted(other, addDays(today, 800))])).toEqual(['refused'])
    expect(await statuses(supervisor, [entrusted(other, today)])).toEqual(['refused'])
  })

  it('keeps a diary only in the agency of the supervisor, as a carer, with an account that is open', async () => {
    const closed = await addPerson(host.administrator, supervisor.agency, ['carer'])
    await host.administrator.query('update komar.account set disabled_at = now() where id = $1', [closed.user])
    const until = addDays(today, 9)
    for (const keeper of [stranger.user, supervisor.user, closed.user, newId()]) {
      const [result] = await append(host.app, supervisor, [entrusted(free, until, keeper)], { world })
      expect(result).toMatchObject({
        status: 'refused',
        problem: { code: 'gate.refused', missing: [{ code: 'diary.keeper-is-own-carer', status: 'missing' }] },
      })
    }
    await accepted(supervisor, [entrusted(free, until)])
  })

  it('keeps one where it is a carer today, whatever the list of accounts still says', async () => {
    const change = (text: string, person: Person) => host.administrator.query(text, [person.user, supervisor.agency])
    const [left, came] = [
      await addPerson(host.administrator, supervisor.agency, ['carer']),
      await addPerson(host.administrator, stranger.agency, ['carer']),
    ]
    await change('update komar.agency_membership set until = since where account = $1 and agency = $2', left)
    await change('update komar.agency_membership set until = since where account = $1 and agency <> $2', came)
    await change(
      `insert into komar.agency_membership (account, agency, roles, since) values ($1, $2, '{carer}', komar.today_host())`,
      came,
    )
    const until = addDays(today, 9)
    expect(await statuses(supervisor, [entrusted(other, until, left.user)])).toEqual(['refused'])
    await accepted(supervisor, [entrusted(other, until, came.user)])
  })
})

describe('the domain and the engine', () => {
  it('agree on every combination of role, child, kind and beside', async () => {
    const inserts = (person: Person, written: Written) =>
      asActor(host.app, { token: person.token, touch: false }, async (db) => {
        const { id, kind, subject, also, author, agency, device } = written
        await db.query('savepoint try')
        const done = await db
          .query(
            `insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written)
             values ($1, $2, 1, (select class from komar.kind_registry where name = $2), $3, $4, '2013', 'seen', '{}', '{}', $5, $6, $7, now())`,
            [id, kind, subject, also, author, agency, device],
          )
          .then(
            () => true,
            () => false,
          )
        await db.query('rollback to savepoint try')
        return done
      })
    const diaries = new Map([[carer.user, [child]]])
    let allowed = 0
    for (const [person, role] of [
      [carer, 'carer'],
      [stranger, 'carer'],
    ] as const) {
      for (const subject of [child, other, ended]) {
        for (const kind of [diaryWritten, schoolStated, diaryEntrusted]) {
          for (const also of [[], [other]]) {
            if (also.includes(subject)) continue
            const actor: Actor = {
              user: person.user,
              agency: person.agency,
              roles: [role],
              circles: [],
              diaries: diaries.get(person.user) ?? [],
            }
            const wanted = {
              class: kind.class,
              agency: person.agency,
              subjects: [subject, ...also],
              opens: null,
              roles: kind.roles,
            }
            const ruled = mayWrite(actor, wanted, new Map(), today).allowed
            allowed += Number(ruled)
            const written = entryOf(person, { kind: kind.name, subject, also, body: {} })
            expect([kind.name, subject === child, also.length, await inserts(person, written)]).toEqual([
              kind.name,
              subject === child,
              also.length,
              ruled,
            ])
          }
        }
      }
    }
    expect(allowed).toBe(1)
  })
})
