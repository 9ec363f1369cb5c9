import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  circleOf,
  contentOf,
  emptyWorld,
  entryOf,
  join,
  newId,
  noteWritten,
  residenceBegan,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

let host: TestChronicle
let worker: Person
let stranger: Person
beforeAll(async () => {
  host = await testChronicle()
  worker = await addPerson(host.administrator, await addAgency(host.administrator), ['social-worker'])
  stranger = await addPerson(host.administrator, await addAgency(host.administrator), ['social-worker'])
})
afterAll(() => host.dispose())

async function one<T>(text: string, values: unknown[] = []): Promise<T> {
  const { rows } = await host.administrator.query<Record<string, T>>(text, values)
  return Object.values(rows[0] ?? {})[0] as T // one column of one row
}

describe('accepting', () => {
  it('numbers entries without gaps and stores what was written, whole', async () => {
    const before = Number(await one('select seq from komar.chain_head'))
    const child = newId()
    const entries = [
      childRegistered(worker, child),
      birthStated(worker, child, '2010-03', { unknownMember: [1, { b: 2 }] }),
    ]
    const results = await append(host.app, worker, entries)
    expect(results).toEqual(entries.map(({ id }, index) => ({ id, status: 'accepted', seq: before + 1 + index })))
    const kept = await one<string>('select written_text from komar.entry where id = $1', [entries[1]?.id])
    expect(JSON.parse(kept)).toEqual(entries[1])
    expect(await one('select encode(content, $2) from komar.chain where entry = $1', [entries[1]?.id, 'hex'])).toBe(
      contentOf(entries[1]),
    )
  })

  it('keeps unknown kinds and newer versions of known ones', async () => {
    const child = newId()
    const unknown = entryOf(worker, { kind: 'future.thing', subject: child, body: { anything: true } })
    const newer = entryOf(worker, { kind: 'register.birth-stated', v: 7, subject: child, body: { shape: 'new' } })
    const results = await append(host.app, worker, [childRegistered(worker, child), unknown, newer])
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await one('select class from komar.entry where id = $1', [unknown.id])).toBe('unknown')
    expect(await one('select class from komar.entry where id = $1', [newer.id])).toBe('identity')
  })

  it('derives the circles of a residence within the call, and ends them 30 days after a transfer', async () => {
    const [child, first, second] = [newId(), newId(), newId()]
    const guard = await addPerson(host.administrator, await addAgency(host.administrator), ['prison-officer'])
    await join(host.administrator, guard.user, await circleOf(host.administrator, 'facility', first))
    await append(host.app, worker, [childRegistered(worker, child), residenceBegan(worker, child, first, '2013-01-10')])
    await append(host.app, worker, [residenceBegan(worker, child, second, '2013-03-01')])
    const { rows } = await host.administrator.query(
      `select c.facility, sc.since::text, sc.until::text from komar.subject_circle sc join komar.circle c on c.id = sc.circle
       where sc.subject = $1 and c.type = 'facility' order by since`,
      [child],
    )
    expect(rows).toEqual([
      { facility: first, since: '2013-01-10', until: '2013-03-31' },
      { facility: second, since: '2013-03-01', until: null },
    ])
    const [result] = await append(host.app, guard, [birthStated(guard, child, '2010')])
    expect(result).toMatchObject({ status: 'refused', problem: { code: 'access.not-permitted' } })
  })
})

describe('the same id again', () => {
  it('is a duplicate with the first outcome when nothing differs', async () => {
    const entry = childRegistered(worker)
    const refused = noteWritten(worker, newId())
    const first = await append(host.app, worker, [entry, refused])
    const again = await append(host.app, worker, [entry, refused])
    expect(first.map(({ status }) => status)).toEqual(['accepted', 'refused'])
    expect(again[0]).toEqual({ ...first[0], status: 'duplicate' })
    expect(again[1]).toEqual({ ...first[1], status: 'duplicate' })
    expect(await append(host.app, worker, [entry, entry])).toEqual([again[0], again[0]])
  })

  it('is refused when anything differs', async () => {
    const entry = childRegistered(worker)
    await append(host.app, worker, [entry])
    const [other] = await append(host.app, worker, [{ ...entry, basis: 'told' }])
    expect(other).toMatchObject({ status: 'refused', problem: { code: 'entry.id-reused' } })
  })

  it('of two in one call, the first counts', async () => {
    const entry = childRegistered(worker)
    const results = await append(host.app, worker, [entry, { ...entry, basis: 'told' }, entry])
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'refused', 'duplicate'])
  })
})

describe('refusing', () => {
  const cases: [string, (entry: Record<string, unknown>) => unknown, string][] = [
    ['no id', (entry) => ({ ...entry, id: undefined }), 'entry.malformed'],
    ['a member of the envelope that nobody knows', (entry) => ({ ...entry, extra: 1 }), 'entry.malformed'],
    ['no salt', (entry) => ({ ...entry, body: { born: '2010' } }), 'entry.malformed'],
    ['nine also', (entry) => ({ ...entry, also: Array.from({ length: 9 }, newId) }), 'entry.malformed'],
    [
      'U+0000',
      (entry) => ({ ...entry, body: { ...(entry['body'] as object), x: 'a\u0000b' } }),
      'entry.text-not-storable',
    ],
    [
      'a lone surrogate',
      (entry) => ({ ...entry, body: { ...(entry['body'] as object), x: '\ud800' } }),
      'entry.text-not-storable',
    ],
    [
      '33 kB',
      (entry) => ({ ...entry, body: { ...(entry['body'] as object), x: 'ខ'.repeat(11_000) } }),
      'entry.body-too-large',
    ],
    [
      'a body that its kind does not allow',
      (entry) => ({ ...entry, body: { ...(entry['body'] as object), born: 'x' } }),
      'entry.body-malformed',
    ],
    ['another author', (entry) => ({ ...entry, author: newId() }), 'entry.author-mismatch'],
    ['another device', (entry) => ({ ...entry, device: newId() }), 'entry.author-mismatch'],
    ['a subject of nobody', (entry) => ({ ...entry, subject: newId() }), 'access.not-permitted'],
    ['not even an object', () => 7, 'entry.malformed'],
  ]
  it.each(cases)('%s', async (_, change, code) => {
    const child = newId()
    await append(host.app, worker, [childRegistered(worker, child)])
    const [result] = await append(host.app, worker, [change(birthStated(worker, child, '2010-03'))])
    expect(result).toMatchObject({ status: 'refused', problem: { code } })
  })

  it('keeps the refusal for its author, and nobody else sees it', async () => {
    const refused = noteWritten(worker, newId())
    await append(host.app, worker, [refused])
    expect(await one('select problem ->> $2 from komar.refusal where id = $1', [refused.id, 'code'])).toBe(
      'access.not-permitted',
    )
  })

  it('keeps no refusal of an entry that another person wrote', async () => {
    const entry = childRegistered(stranger)
    const [first] = await append(host.app, worker, [entry])
    const [second] = await append(host.app, stranger, [entry])
    expect([first?.status, second?.status]).toEqual(['refused', 'accepted'])
  })

  it('refuses what depends on a refused entry, and not what answers it', async () => {
    const [child, other] = [newId(), newId()]
    const opening = childRegistered(worker, child, { body: { sex: 'female' } })
    const building = birthStated(worker, child, '2010')
    const healthy = childRegistered(worker, other)
    const answer = { ...birthStated(worker, other, '2011'), answers: opening.id }
    const later = birthStated(worker, child, '2012')
    const results = await append(host.app, worker, [opening, building, healthy, answer])
    expect(results.map((result) => ('problem' in result ? result.problem?.code : result.status))).toEqual([
      'entry.body-malformed',
      'entry.depends-on-refused',
      'accepted',
      'accepted',
    ])
    expect(await append(host.app, worker, [later])).toMatchObject([{ problem: { code: 'entry.depends-on-refused' } }])
    const anew = childRegistered(worker, child)
    expect(await append(host.app, worker, [anew])).toMatchObject([{ status: 'accepted' }])
  })

  it('refuses a second opening and a subject of the wrong type', async () => {
    const child = newId()
    await append(host.app, worker, [childRegistered(worker, child)])
    const wrong = entryOf(worker, { kind: 'care.carer-assessed', subject: child, body: carerBody })
    expect(await append(host.app, worker, [childRegistered(worker, child), wrong])).toMatchObject(
      [{ problem: { code: 'access.not-permitted' } }, { problem: { code: 'entry.subject-mismatch' } }].map(
        (expected, index) => (index === 0 ? { problem: { code: 'entry.subject-taken' } } : expected),
      ),
    )
  })
})

const carerBody = {
  household: 'Two adults.',
  isSleepingPlaceSeen: true,
  references: 2,
  hasHouseholdTalk: true,
  needsMaterialSupport: false,
  capacity: 1,
  recommendation: 'approve',
}

describe('corrections', () => {
  it('keep kind and subject, and give a reason', async () => {
    const [child, other] = [newId(), newId()]
    const birth = birthStated(worker, child, '2010-03')
    await append(host.app, worker, [childRegistered(worker, child), childRegistered(worker, other), birth])
    const good = { ...birthStated(worker, child, '2010-04', { reason: 'The book says April.' }), replaces: birth.id }
    const results = await append(host.app, worker, [
      { ...birthStated(worker, child, '2010-04'), replaces: birth.id },
      { ...birthStated(worker, other, '2010-04', { reason: 'x' }), replaces: birth.id },
      { ...birthStated(worker, child, '2010-04', { reason: 'x' }), replaces: newId() },
      good,
      {
        ...entryOf(worker, { kind: 'register.birth-stated', subject: child, body: { reason: 'Wrong child.' } }),
        retracts: good.id,
      },
    ])
    expect(results.map((result) => ('problem' in result ? result.problem?.code : result.status))).toEqual([
      'entry.reason-missing',
      'entry.replaced-mismatch',
      'entry.replaced-not-found',
      'accepted',
      'accepted',
    ])
  })
})

describe('together', () => {
  it('accepts all of a group or none', async () => {
    const child = newId()
    const first = childRegistered(worker, child)
    const second = noteWritten(worker, newId())
    const alone = childRegistered(worker)
    const results = await append(host.app, worker, [first, second, alone], { together: [[first.id, second.id]] })
    expect(results.map((result) => ('problem' in result ? result.problem?.code : result.status))).toEqual([
      'entry.group-refused',
      'access.not-permitted',
      'accepted',
    ])
    expect(await one('select count(*)::int from komar.subject where id = $1', [child])).toBe(0)
  })
})

describe('gates', () => {
  it('decide over the whole chronicle and hide what the author may not read', async () => {
    const supervisor = await addPerson(host.administrator, worker.agency, ['supervisor'])
    const child = newId()
    await append(host.app, worker, [childRegistered(worker, child), birthStated(worker, child, '2010')])
    const seen: string[][] = []
    const world = {
      ...emptyWorld,
      gateFor: (kind: string) =>
        kind !== 'access.allocated'
          ? undefined
          : {
              reads: () => [],
              checks: (
                _: unknown,
                { chronicle }: { chronicle: (subject: typeof child) => readonly { kind: string }[] },
              ) => {
                seen.push(chronicle(child).map((entry) => entry.kind))
                return [
                  { code: 'x.first', classes: ['care' as const], holds: false },
                  { code: 'x.second', classes: ['psychology' as const], holds: false },
                ]
              },
            },
    }
    const act = entryOf(supervisor, { kind: 'access.allocated', subject: child, body: { agency: worker.agency } })
    const [result] = await append(host.app, supervisor, [act], { world })
    expect(seen[0]).toEqual(['register.child-registered', 'register.birth-stated'])
    expect(result).toMatchObject({
      status: 'refused',
      problem: {
        code: 'gate.refused',
        missing: [
          { code: 'x.first', status: 'missing' },
          { code: 'x.second', status: 'cannot-tell' },
        ],
      },
    })
  })
})

describe('at the same time', () => {
  it('one of many sendings of an entry is accepted, the others are duplicates of it', async () => {
    const entry = childRegistered(worker)
    const results = await Promise.all(Array.from({ length: 8 }, () => append(host.app, worker, [entry])))
    const flat = results.flat()
    expect(flat.filter(({ status }) => status === 'accepted')).toHaveLength(1)
    expect(new Set(flat.map((result) => ('seq' in result ? result.seq : undefined))).size).toBe(1)
  })

  it('calls that name the same subjects in opposite orders do not stop each other', async () => {
    const kids = [newId(), newId()]
    await append(
      host.app,
      worker,
      kids.map((kid) => childRegistered(worker, kid)),
    )
    const calls = Array.from({ length: 12 }, (_, call) => (call % 2 === 0 ? kids : kids.toReversed()))
    const results = await Promise.all(
      calls.map((order) =>
        append(
          host.app,
          worker,
          order.map((kid) => birthStated(worker, kid, '2010')),
        ),
      ),
    )
    expect(results.flat().every(({ status }) => status === 'accepted')).toBe(true)
  })
})

describe('the database', () => {
  it('is the wall: what it refuses is refused, whatever the policy says, and nothing else with it', async () => {
    const child = newId()
    await append(host.app, worker, [childRegistered(worker, child)])
    await host.administrator.query(
      `update komar.kind_registry set roles = '{clinician}' where name = 'register.birth-stated'`,
    )
    try {
      const [birth, other] = [birthStated(worker, child, '2010'), childRegistered(worker)]
      const results = await append(host.app, worker, [birth, other])
      expect(results).toMatchObject([{ problem: { code: 'access.not-permitted' } }, { status: 'accepted' }])
    } finally {
      await host.administrator.query(`update komar.kind_registry set roles = null where name = 'register.birth-stated'`)
    }
  })

  it('keeps nothing of a call in which it failed', async () => {
    const entry = childRegistered(worker)
    const world = {
      ...emptyWorld,
      projectors: [{ of: 'child' as const, tables: [{ name: 'no_such_table', key: 'x' }], project: () => ({}) }],
    }
    await expect(append(host.app, worker, [entry], { world })).rejects.toThrow('no_such_table')
    expect(await append(host.app, worker, [entry])).toMatchObject([{ status: 'accepted' }])
  })

  it('lets nobody change or remove an entry, nor the app read past its circles', async () => {
    const entry = childRegistered(worker)
    await append(host.app, worker, [entry])
    await expect(host.app.query(`update komar.entry set basis = 'told'`)).rejects.toThrow('permission denied')
    await expect(host.app.query('delete from komar.entry')).rejects.toThrow('permission denied')
    await expect(host.app.query('delete from komar.chain')).rejects.toThrow('permission denied')
    expect((await host.app.query('select from komar.entry')).rowCount).toBe(0)
  })
})
