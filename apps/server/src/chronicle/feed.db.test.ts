import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maskOf } from '@komar/domain/access/classes'
import type { Uuid } from '@komar/domain/chronicle/entry'
import { feedLineSchema } from '@komar/contract/chronicle'
import { asActor } from '../db/as-actor.ts'
import { worldOf } from '../world.ts'
import { pullFeed } from './feed.ts'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  circleOf,
  contentOf,
  entryOf,
  join,
  newId,
  noteWritten,
  residenceBegan,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const world = worldOf('kh')
let host: TestChronicle
let agency: Uuid
let worker: Person
beforeAll(async () => {
  host = await testChronicle()
  agency = await addAgency(host.administrator)
  worker = await addPerson(host.administrator, agency, ['social-worker', 'prison-officer'])
})
afterAll(() => host.dispose())

type Line = Record<string, unknown>
type Page = {
  entries: string[]
  forget: { subject: string; classes: string[] }[]
  status: Line[]
  cursor: string
  more: boolean
  raw: Line[]
}

async function page(person: Person, after: string | undefined, limit = 1000): Promise<Page> {
  const { lines } = await asActor(host.app, { token: person.token, touch: false, isOneMoment: true }, (db, actor) => {
    if (actor === null) throw new Error('nobody')
    return pullFeed(db, actor, { after, limit })
  })
  const raw = lines.map((line) => JSON.parse(line) as Line) // lines of the feed's own making
  for (const line of raw) feedLineSchema.parse(line)
  const end = raw.at(-1)
  return {
    raw,
    entries: raw.flatMap((line) => (typeof line['id'] === 'string' ? [line['id']] : [])),
    forget: raw.flatMap((line) => ('forget' in line ? [line['forget'] as Page['forget'][number]] : [])),
    status: raw.flatMap((line) => ('status' in line ? [line['status'] as Line] : [])),
    cursor: String(end?.['cursor']),
    more: end?.['more'] === true,
  }
}

/** Pages until there is no more, a few entries each. */
async function pull(person: Person, after?: string, limit = 3): Promise<Page> {
  const all = await page(person, after, limit)
  let last = all
  for (let pages = 0; last.more && pages < 500; pages += 1) {
    last = await page(person, last.cursor, limit)
    all.entries.push(...last.entries)
    all.forget.push(...last.forget)
    all.status.push(...last.status)
  }
  return { ...all, cursor: last.cursor, more: last.more }
}

/** A person of another agency, in a facility's circle and nothing else. */
async function guardOf(facility: Uuid, roles: Parameters<typeof addPerson>[2] = ['prison-officer']): Promise<Person> {
  const guard = await addPerson(host.administrator, await addAgency(host.administrator), roles)
  await join(host.administrator, guard.user, await circleOf(host.administrator, 'facility', facility))
  return guard
}

async function childIn(facility: Uuid, since = '2013-01-05'): Promise<{ child: Uuid; ids: string[] }> {
  const child = newId()
  const entries = [
    childRegistered(worker, child),
    birthStated(worker, child, '2010-03'),
    residenceBegan(worker, child, facility, since),
  ]
  await append(host.app, worker, entries, { world })
  return { child, ids: entries.map(({ id }) => id) }
}

describe('what is new', () => {
  it('comes in order, once, over any pages, whole and with proof', async () => {
    const facility = newId()
    const guard = await guardOf(facility)
    const first = await childIn(facility)
    const elsewhere = await childIn(newId())
    const second = await childIn(facility)
    const all = await pull(guard, undefined, 2)
    expect(all.entries).toEqual([...first.ids, ...second.ids])
    expect(all.entries).not.toContain(elsewhere.ids[0])
    const third = await childIn(facility)
    const later = await page(guard, all.cursor)
    expect(later.entries).toEqual(third.ids)
    const [line] = later.raw.filter((one) => one['id'] === third.ids[1])
    const { seq, received, content, chain, ...written } = line ?? {}
    expect([typeof seq, typeof received, typeof chain]).toEqual(['number', 'string', 'string'])
    expect(contentOf(written)).toBe(content)
    expect((await page(guard, later.cursor)).entries).toEqual([])
  })

  it('holds no class that the role does not read, and notes only for the agency that wrote them', async () => {
    const facility = newId()
    const [guard, colleague] = [await guardOf(facility), await addPerson(host.administrator, agency, ['social-worker'])]
    const outsider = await guardOf(facility, ['social-worker'])
    const { child, ids } = await childIn(facility)
    const note = noteWritten(worker, child)
    const view = entryOf(worker, {
      kind: 'assess.view-heard',
      subject: child,
      body: { whose: 'mother', about: 'stay', stance: 'agrees' },
    })
    await append(host.app, worker, [note, view], { world })
    expect((await pull(guard)).entries).toEqual(ids)
    expect((await pull(outsider)).entries).toEqual([...ids, view.id])
    expect((await pull(colleague)).entries).toEqual(expect.arrayContaining([note.id, view.id]))
  })

  it('brings a status line of each child that changed, also through an entry that the reader may not see', async () => {
    const facility = newId()
    const guard = await guardOf(facility)
    const { child } = await childIn(facility)
    const all = await pull(guard)
    expect(all.status.map((status) => status['child'])).toContain(child)
    const view = { whose: 'mother', about: 'stay', stance: 'agrees' }
    await append(host.app, worker, [entryOf(worker, { kind: 'assess.view-heard', subject: child, body: view })], {
      world,
    })
    const later = await page(guard, all.cursor)
    expect(later.entries).toEqual([])
    expect(later.status).toMatchObject([{ child, isInside: true }])
    expect(Object.keys(later.status[0] ?? {}).sort()).toEqual([
      'approachFrom',
      'child',
      'decisionType',
      'decisionUntil',
      'isClosed',
      'isInside',
      'nextDue',
      'pastFromEarliest',
      'pastFromLatest',
      'sight',
    ])
  })

  it('is the same by both plans', async () => {
    const facility = newId()
    const guard = await guardOf(facility)
    const few = await childIn(facility)
    const narrow = await pull(guard)
    await host.administrator.query(
      `with made as (insert into komar.subject (id, type, opened_by) select gen_random_uuid(), 'child', $1::uuid from generate_series(1, 600) returning id)
       insert into komar.subject_circle (subject, circle, mask, since, cause, via) select id, $2, 511, '2000-01-01', $1::uuid, id from made`,
      [few.ids[0], await circleOf(host.administrator, 'facility', facility)],
    )
    const wide = await pull(guard, undefined, 2)
    expect(wide.entries).toEqual(narrow.entries)
    expect(wide.entries).toEqual(few.ids)
  })
})

describe('scope', () => {
  it('gained by a person is backfilled, once, over pages', async () => {
    const facility = newId()
    const { ids } = await childIn(facility)
    const guard = await addPerson(host.administrator, await addAgency(host.administrator), ['prison-officer'])
    const before = await pull(guard)
    expect(before.entries).toEqual([])
    await join(host.administrator, guard.user, await circleOf(host.administrator, 'facility', facility))
    const after = await pull(guard, before.cursor, 2)
    expect(after.entries).toEqual(ids)
    expect(after.status).toHaveLength(1)
    expect((await pull(guard, after.cursor)).entries).toEqual([])
  })

  it('gained by a subject that comes into a circle is backfilled', async () => {
    const [from, to] = [newId(), newId()]
    const guard = await guardOf(to)
    const { child, ids } = await childIn(from)
    const before = await pull(guard)
    const moved = residenceBegan(worker, child, to, '2013-06-01')
    await append(host.app, worker, [moved], { world })
    expect((await pull(guard, before.cursor)).entries.toSorted()).toEqual([...ids, moved.id].toSorted())
  })

  it('lost sends forget until a later cursor acknowledges it', async () => {
    const facility = newId()
    const guard = await guardOf(facility)
    const { child } = await childIn(facility)
    const before = await pull(guard)
    await host.administrator.query(
      `update komar.user_circle set until = komar.today_host() where user_id = $1 and circle = $2`,
      [guard.user, await circleOf(host.administrator, 'facility', facility)],
    )
    const expected = [{ subject: child, classes: ['identity', 'custody', 'conditions'] }]
    const after = await page(guard, before.cursor)
    expect(after.forget).toEqual(expected)
    expect((await page(guard, before.cursor)).forget).toEqual(expected)
    expect((await page(guard, after.cursor)).forget).toEqual([])
  })

  it('lost because a day passed sends forget too, and what the own agency wrote is sent again', async () => {
    const facility = newId()
    const guard = await guardOf(facility)
    const { child } = await childIn(facility)
    const own = birthStated(guard, child, '2010-04')
    await append(host.app, guard, [own], { world })
    const before = await pull(guard)
    const left = entryOf(worker, {
      kind: 'register.residence-ended',
      subject: child,
      occurred: todayPlus(-29),
      body: { route: 'kin' },
    })
    await append(host.app, worker, [left], { world })
    const during = await pull(guard, before.cursor)
    expect([during.entries, during.forget]).toEqual([[left.id], []])
    await host.administrator.query(`update komar.host set clock_offset = interval '-1 day'`)
    try {
      const after = await page(guard, during.cursor)
      expect(after.forget).toEqual([{ subject: child, classes: ['identity', 'custody', 'conditions'] }])
      expect(after.entries).toEqual([own.id])
    } finally {
      await host.administrator.query(`update komar.host set clock_offset = interval '0'`)
    }
  })

  it('of many subjects is that of each, also narrowed, ended, and of nobody', async () => {
    const [here, there] = [newId(), newId()]
    const [inside, outside] = [await childIn(here), await childIn(there)]
    const guard = await guardOf(here, ['prison-officer', 'monitor'])
    await host.administrator.query('update komar.user_circle set mask = 3 where user_id = $1', [guard.user])
    for (const person of [guard, worker]) {
      const compared = await asActor(host.app, { token: person.token, touch: false }, async (db) => {
        const { rows } = await db.query<{ each: number; many: number }>(
          `select komar.sight_of(w.id) as each, coalesce(s.sight, 0) as many
           from unnest($1::uuid[]) as w (id) left join komar.sights_of($1) s on s.subject = w.id`,
          [[inside.child, outside.child, newId()]],
        )
        return rows
      })
      expect(compared.map(({ many }) => many)).toEqual(compared.map(({ each }) => each))
      expect(compared.some(({ many }) => many > 0)).toBe(true)
      expect(compared.some(({ many }) => many === 0)).toBe(true)
    }
  })

  it('narrowed to fewer classes forgets the others', async () => {
    const facility = newId()
    const guard = await guardOf(facility)
    const { child, ids } = await childIn(facility)
    const before = await pull(guard)
    await host.administrator.query('update komar.user_circle set mask = $2 where user_id = $1', [
      guard.user,
      maskOf(['identity']),
    ])
    const after = await pull(guard, before.cursor)
    expect(after.forget).toEqual([{ subject: child, classes: ['custody', 'conditions'] }])
    expect(after.entries).toEqual([])
    expect(ids).toHaveLength(3)
  })

  it('changed by a role is followed', async () => {
    const facility = newId()
    const guard = await guardOf(facility, ['clinician'])
    const { child, ids } = await childIn(facility)
    const view = entryOf(worker, {
      kind: 'assess.view-heard',
      subject: child,
      body: { whose: 'mother', about: 'stay', stance: 'agrees' },
    })
    await append(host.app, worker, [view], { world })
    const before = await pull(guard)
    expect(before.entries).toEqual(ids)
    await host.administrator.query(`update komar.account set roles = '{specialist}' where id = $1`, [guard.user])
    const after = await pull(guard, before.cursor)
    expect(after.forget).toEqual([{ subject: child, classes: ['health'] }])
    expect(after.entries).toEqual([view.id])
  })
})

describe('the cursor', () => {
  it('of another host, of the future or made up is refused', async () => {
    const { cursor } = await page(worker, undefined)
    const forged = Buffer.from(cursor, 'base64url').toString().replace(/ \d+ /u, ' 999999 ')
    const foreign = Buffer.from(cursor, 'base64url').toString().replace(/^\S+/u, newId())
    for (const text of ['x', Buffer.from(forged).toString('base64url'), Buffer.from(foreign).toString('base64url')]) {
      await expect(page(worker, text)).rejects.toThrow('request.cursor-unknown')
    }
  })
})

function todayPlus(days: number): string {
  return new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10)
}
