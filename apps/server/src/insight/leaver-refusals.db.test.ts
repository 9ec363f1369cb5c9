// What was refused of somebody who left: read and settled once by a supervisor of their agency, and by nobody else.
import { listRefusals } from '@komar/contract/chronicle'
import { listLeaverRefusals, settleLeaverRefusal, type LeaverRefusal } from '@komar/contract/leaver-refusals'
import { listLeavers, type Leaver } from '@komar/contract/work'
import { classBit, type AccessClass } from '@komar/domain/access/classes'
import { uuidSchema, type Uuid } from '@komar/domain/chronicle/entry'
import { roles } from '@komar/domain/access/roles'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addPerson, childRegistered, append, newId, sealFrom, type Person } from '../chronicle/test-people.ts'
import { asActor } from '../db/as-actor.ts'
import { personOf, testHost, type TestHost } from '../http/test-host.ts'
import { sessionOf } from '../http/test-relation.ts'
import { worldOf } from '../world.ts'

let host: TestHost
let author: Person
let token: string
const child = newId()

beforeAll(async () => {
  host = await testHost()
  token = host.here.people.supervisor.token
  const worker = await personOf(host, host.here.people['social-worker'])
  await append(host.pool, worker, [childRegistered(worker, child)], { world: worldOf('kh') })
  const db = await host.administrator.connect()
  author = await addPerson(db, uuidSchema.parse(host.here.id), ['social-worker'])
  db.release()
})
afterAll(() => host.dispose())
beforeEach(async () => {
  await host.administrator.query('delete from komar.refusal')
  await host.administrator.query('delete from komar.child_seal')
  await leave(0)
})

/** In so many days is the first without them; null: they are here. */
const leave = (days: number | null) =>
  host.administrator.query(
    `update komar.agency_membership set since = komar.today_host() - 30, until = komar.today_host() + $2::int where account = $1`,
    [author.user, days],
  )

async function refused(accessClass: AccessClass, kind = 'register.birth-stated'): Promise<Uuid> {
  const id = newId()
  await host.administrator.query(
    `insert into komar.refusal (id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received)
     values ($1, $2, $3, $4, $5, $6, $7, sha256('x'), '{"code":"gate.refused"}', $8, now())`,
    [id, author.agency, author.user, author.device, child, kind, classBit(accessClass), '{"body":{"born":"2013-05"}}'],
  )
  return id
}

async function seenBy(session: string): Promise<LeaverRefusal[]> {
  const answer = await host.call(listLeaverRefusals, { query: { account: author.user } }, session)
  return answer.statusCode === 200 ? answer.json<{ refusals: LeaverRefusal[] }>().refusals : []
}

const settle = async (id: Uuid, session = token) =>
  (await host.call(settleLeaverRefusal, { params: { id }, body: { words: 'Recorded anew.' } }, session)).statusCode

/** How many the list of leavers counts. */
async function counted(): Promise<number | undefined> {
  const answer = await host.call(listLeavers, {}, token)
  return answer.json<{ leavers: Leaver[] }>().leavers.find(({ account }) => account === author.user)?.refusals
}

describe('what was refused of somebody who left', () => {
  it('is read by a supervisor as it came, which is logged, and settled once with a word', async () => {
    const id = await refused('identity')
    expect(await seenBy(token)).toMatchObject([
      {
        id,
        account: author.user,
        kind: 'register.birth-stated',
        subject: child,
        written: { body: { born: '2013-05' } },
      },
    ])
    const logged = `select subject, classes from komar.read_log where what = 'leaver-refusal.read' and account = $1`
    const { rows } = await host.administrator.query(logged, [host.here.people.supervisor.id])
    expect(rows).toEqual([{ subject: child, classes: classBit('identity') }])
    const ofAnother = { query: { account: host.here.people.monitor.id } }
    expect((await host.call(listLeaverRefusals, ofAnother, token)).json()).toEqual({ refusals: [] })
    expect(await counted()).toBe(1)
    expect(await settle(id)).toBe(200)
    expect([await settle(id), await seenBy(token), await counted()]).toEqual([404, [], undefined])
    const kept = 'select settled_by, settled_words, written_text from komar.refusal where id = $1'
    expect((await host.administrator.query(kept, [id])).rows).toEqual([
      {
        settled_by: host.here.people.supervisor.id,
        settled_words: 'Recorded anew.',
        written_text: '{"body":{"born":"2013-05"}}',
      },
    ])
  })

  it('says whom it is about where the supervisor works with the child, and else nothing of them', async () => {
    await refused('identity')
    expect((await seenBy(token)).map((one) => one.child)).toEqual([null])
    await host.administrator.query(
      `with made as (insert into komar.circle (type) values ('grant') returning id), given as (
         insert into komar.user_circle (user_id, circle, mask, since) select $2, id, 511, '2014-01-01' from made)
       insert into komar.subject_circle (subject, circle, mask, since, cause, via)
       select $1, id, 511, '2014-01-01', $1, $1 from made`,
      [child, host.here.people.supervisor.id],
    )
    expect((await seenBy(token)).map((one) => one.child?.id)).toEqual([child])
    await host.administrator.query('delete from komar.subject_circle where subject = $1', [child])
  })

  it('is said to be answered when its author comes back', async () => {
    const id = await refused('identity')
    await settle(id)
    await leave(null)
    const own = await host.call(listRefusals, { query: {} }, await sessionOf(host, author.user))
    expect(own.json()).toMatchObject({ refusals: [{ id, isAnswered: true }] })
  })

  it('is nobody else’s: no other role, no other agency', async () => {
    const id = await refused('identity')
    const others = [
      ...Object.values(host.there.people),
      ...roles.filter((role) => role !== 'supervisor').map((role) => host.here.people[role]),
    ]
    for (const person of others) {
      expect([person.user, await seenBy(person.token)]).toEqual([person.user, []])
      expect(await settle(id, person.token)).toSatisfy((status) => status === 403 || status === 404)
    }
    expect(await settle(id)).toBe(200)
  })

  it('is its author’s alone while they are here, be it for one day more', async () => {
    const id = await refused('identity')
    for (const days of [null, 30, 1]) {
      await leave(days)
      expect([await seenBy(token), await settle(id)]).toEqual([[], 404])
    }
  })

  it.each(['psychology', 'legal'] as const)('is not read where a supervisor reads no %s', async (accessClass) => {
    const id = await refused(accessClass)
    expect([await seenBy(token), await settle(id), await counted()]).toEqual([[], 404, 1])
  })

  it('stays its author’s where it may be withheld, and where the child is sealed', async () => {
    const complaint = await refused('safeguarding', 'assess.complaint-made')
    const erasure = await refused('care', 'access.erasure-asked')
    expect([await seenBy(token), await settle(complaint), await settle(erasure)]).toEqual([[], 404, 404])
    const other = await refused('identity')
    // Through the wall itself, whatever asks: of the three the colleague reads one.
    const { token: hash } = await personOf(host, host.here.people.supervisor)
    const read = await asActor(host.pool, { token: hash, touch: false }, (db) =>
      db.query<{ id: string }>('select id from komar.refusal'),
    )
    expect(read.rows).toEqual([{ id: other }])
    await sealFrom(host.administrator, child, '2001-01-01')
    expect([await seenBy(token), await settle(other)]).toEqual([[], 404])
  })
})
