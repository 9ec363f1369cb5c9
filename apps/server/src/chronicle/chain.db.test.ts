import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makePool } from '../db/pool.ts'
import { worldOf } from '../world.ts'
import { verifyChain } from './chain.ts'
import { checkRebuild, rebuild } from './rebuild.ts'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  entryOf,
  newId,
  residenceBegan,
  testChronicle,
  type TestChronicle,
} from './test-people.ts'

let host: TestChronicle
let owner: ReturnType<typeof makePool>
const world = worldOf('kh')

beforeAll(async () => {
  host = await testChronicle()
  owner = makePool({ url: host.database.ownerUrl, max: 2 })
  const worker = await addPerson(host.administrator, await addAgency(host.administrator), [
    'social-worker',
    'prison-officer',
  ])
  for (let child = 0; child < 5; child += 1) {
    const [subject, carer, facility] = [newId(), newId(), newId()]
    const names = { latin: 'Sok Dara' }
    const relation = {
      ...entryOf(worker, { kind: 'register.relation-stated', subject, body: { carer, relation: 'mother' } }),
      also: [carer],
    }
    const kin = {
      kind: 'register.kin-registered',
      subject: newId(),
      also: [subject],
      body: { names, relation: 'aunt' },
    }
    const results = await append(
      host.app,
      worker,
      [
        childRegistered(worker, subject),
        birthStated(worker, subject, '2010-03', { bigNumber: 1e21, small: 1.5e-9, text: 'ខ្មែរ €' }),
        entryOf(worker, { kind: 'register.carer-registered', subject: carer, body: { names, sex: 'female' } }),
        entryOf(worker, {
          kind: 'register.custody-began',
          subject: carer,
          occurred: '2013-01',
          body: { place: 'facility', facility, cause: 'remand', legalStatus: 'pre-trial', charge: 'theft' },
        }),
        relation,
        residenceBegan(worker, subject, facility, '2013-01-05'),
        entryOf(worker, kin),
      ],
      { world },
    )
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 'accepted'))
  }
})
afterAll(async () => {
  await owner.end()
  await host.dispose()
})

describe('verify', () => {
  it('finds a chain that fits', async () => {
    expect(await verifyChain(owner)).toMatchObject({
      fits: true,
      entries: 35,
      head: expect.stringMatching(/^[0-9a-f]{64}$/u),
    })
  })

  const wrongs: [string, string, Record<string, unknown>][] = [
    [
      'a changed text',
      `update komar.entry set written_text = replace(written_text, 'seen', 'told') where id = $1`,
      { fault: 'content-differs', seq: 7 },
    ],
    [
      'a changed body',
      `update komar.entry set body = body || '{"x":1}' where id = $1`,
      { fault: 'row-differs', seq: 7 },
    ],
    ['a changed column', `update komar.entry set occurred = '2012' where id = $1`, { fault: 'row-differs', seq: 7 }],
    [
      'an entry put into another chronicle',
      `update komar.entry_subject set subject = gen_random_uuid() where entry = $1`,
      { fault: 'subjects-differ', seq: 7 },
    ],
    [
      'a changed instant',
      `update komar.chain set received = received + interval '1 ms' where entry = $1`,
      { fault: 'link-differs', seq: 7 },
    ],
    [
      'an earlier instant',
      `update komar.chain set received = received - interval '1 day' where entry = $1`,
      { fault: 'received-decreases', seq: 7 },
    ],
    ['a removed link', `delete from komar.chain where entry = $1`, { fault: 'number-missing', seq: 7 }],
    [
      'another hash of the same text',
      `update komar.chain set content = sha256('x') where entry = $1`,
      { fault: 'content-differs', seq: 7 },
    ],
    ['a head moved back', `update komar.chain_head set seq = 6 where $1::uuid is not null`, { fault: 'head-differs' }],
  ]
  it.each(wrongs)('names %s', async (_, sql, expected) => {
    const db = host.administrator
    await db.query('begin')
    try {
      const { rows } = await db.query<{ entry: string }>('select entry from komar.chain where seq = 7')
      await db.query(sql, [rows[0]?.entry])
      const verdict = await verifyChain(db)
      expect(verdict).toMatchObject({ fits: false, ...expected })
    } finally {
      await db.query('rollback')
    }
  })
})

describe('rebuild', () => {
  beforeEach(async () => {
    const db = await owner.connect()
    await rebuild(db, { world })
    db.release()
  })

  async function check(): Promise<string[]> {
    const db = await owner.connect()
    try {
      return (await checkRebuild(db, { world })).map(({ table, missing, surplus }) => `${table} ${missing} ${surplus}`)
    } finally {
      db.release()
    }
  }

  it('makes the rows that the appends made', async () => {
    expect(await check()).toEqual([])
    const { rows } = await host.administrator.query<{ facts: number; circles: number }>(
      'select (select count(*)::int from komar.child_identity) as facts, (select count(*)::int from komar.subject_circle) as circles',
    )
    expect(rows[0]?.facts).toBe(5)
    expect(rows[0]?.circles).toBeGreaterThan(20)
  })

  it('finds rows that differ, are missing or too many, and mends them', async () => {
    await host.administrator.query(
      `update komar.child_identity set sex = 'male' where child = (select min(child::text)::uuid from komar.child_identity)`,
    )
    await host.administrator.query(
      `delete from komar.subject_circle where id = (select min(id) from komar.subject_circle)`,
    )
    await host.administrator.query(`insert into komar.child_status (child, is_inside) values (gen_random_uuid(), true)`)
    expect(await check()).toEqual(['child_identity 1 1', 'child_status 0 1', 'subject_circle 1 0'])
    const db = await owner.connect()
    expect(await rebuild(db, { world })).toBe(15)
    db.release()
    expect(await check()).toEqual([])
  })
})
