// Whoever owns the database can change any row. Each row of this table is one such deed, done to an entry drawn by lot; `verify` with a
// published head says what was done, and where.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { recogniseSigningKey } from '../keys/known-signing-key.ts'
import { makeSigningSeed, signingKeyOf } from '../keys/signing.ts'
import { worldOf } from '../world.ts'
import { checkHistory } from './check-history.ts'
import { readHeads, type GivenHead } from './compare-heads.ts'
import { faultsInWords } from './history-words.ts'
import { shortHead } from './short-head.ts'
import { signHead } from './signed-heads.ts'
import { cut, deeds, entryCount, headToEnd, rechain, type Row } from './tamper-deeds.fixture.ts'
import {
  addAgency,
  addPerson,
  append,
  birthStated,
  childRegistered,
  entryOf,
  newId,
  testChronicle,
  type Person,
  type TestChronicle,
} from './test-people.ts'

const signing = signingKeyOf(makeSigningSeed())
/** Another one each run; KOMAR_SEED repeats one. */
const seed = Number(process.env['KOMAR_SEED'] ?? Date.now() % 100_000)

let host: TestChronicle
let db: pg.Client
let worker: Person
/** Of the first third, and of the end. */
let early: GivenHead
let late: GivenHead

beforeAll(async () => {
  host = await testChronicle()
  db = host.administrator
  await recogniseSigningKey(db, signing, false)
  worker = await addPerson(db, await addAgency(db), ['social-worker'])
  for (let call = 0; call < entryCount / 3; call += 1) {
    const [child, carer] = [newId(), newId()]
    const body = { names: { latin: 'Sok Dara' }, sex: 'female' }
    const results = await append(
      host.app,
      worker,
      [
        childRegistered(worker, child),
        birthStated(worker, child, '2010-03'),
        entryOf(worker, { kind: 'register.carer-registered', subject: carer, body }),
      ],
      { world: worldOf('kh') },
    )
    expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
    if (call === 2) early = await published()
  }
  late = await published()
})
afterAll(() => host.dispose())

async function published(): Promise<GivenHead> {
  const head = await signHead(db, signing)
  const read = readHeads(JSON.stringify(head))
  if (!('heads' in read) || read.heads[0] === undefined) throw new Error('no head')
  return read.heads[0]
}

/** A number from first to last, drawn by the seed and the deed's name. */
function drawn(name: string, first: number, last: number): number {
  const hash = createHash('sha256').update(`${seed} ${name}`).digest()
  return first + (hash.readUInt32BE() % (last - first + 1))
}

it.each(deeds)(`$name is named (seed ${seed})`, async ({ name, sql, expected, last = entryCount }) => {
  await db.query('begin')
  try {
    await db.query('set local session_replication_role = replica') // past the foreign keys, as a superuser can
    const row = await draw(name, sql.includes('$2') ? last - 1 : last)
    await change(sql, row)
    const checked = await checkHistory(db, [early, late])
    const wanted = typeof expected === 'function' ? expected(row) : expected
    expect({ seed, ...checked }).toMatchObject({ fits: false, ...wanted })
    expect(faultsInWords(checked).join(' ')).not.toBe('')
  } finally {
    await db.query('rollback')
  }
})

async function draw(name: string, last: number): Promise<Row> {
  const seq = drawn(name, 1, last)
  const { rows } = await db.query<{ entry: string; next: string | null }>(
    `select entry, (select entry from komar.chain where seq = $1 + 1) as next from komar.chain where seq = $1`,
    [seq],
  )
  return { seq, entry: rows[0]?.entry ?? '', next: rows[0]?.next ?? '' }
}

/** Several statements take no values: the ids are put in. */
async function change(sql: string, { entry, next }: Row): Promise<void> {
  await db.query(sql.replaceAll('$1', `'${entry}'`).replaceAll('$2', `'${next}'`))
}

it('an untouched chain fits, and both heads vouch for it', async () => {
  expect(await checkHistory(db, [early, late])).toMatchObject({
    fits: true,
    entries: entryCount,
    vouchedTo: entryCount,
  })
  expect(await checkHistory(db, [early])).toMatchObject({ fits: true, vouchedTo: 9 })
})

it('without a head, and with those of the host gone, a chain computed anew or cut off looks whole', async () => {
  for (const sql of [
    `${cut()}; ${headToEnd()}`,
    `update komar.entry set basis = 'told', written_text =
      replace(written_text, '"basis":"seen"', '"basis":"told"') where id = $1; ${rechain()}`,
  ]) {
    await db.query('begin')
    await db.query('set local session_replication_role = replica')
    await change(`delete from komar.signed_head; ${sql}`, await draw('whole', entryCount))
    expect(await checkHistory(db, [])).toMatchObject({ fits: true, vouchedTo: 0, deed: null })
    await db.query('rollback')
  }
})

it('a short head tells as much as a whole one', async () => {
  const signed = late.signed
  if (signed === null) throw new Error('not signed')
  const read = readHeads(`# from the notebook\n\n${shortHead(signed).toUpperCase().replaceAll('-', ' ')}\n`)
  if (!('heads' in read)) throw new Error(read.fault)
  expect(await checkHistory(db, read.heads)).toMatchObject({ fits: true, vouchedTo: entryCount })
  await db.query('begin')
  await db.query('set local session_replication_role = replica')
  await change(`delete from komar.signed_head; ${cut()}; ${headToEnd()}`, await draw('short', entryCount))
  expect(await checkHistory(db, read.heads)).toMatchObject({ fits: false, deed: 'truncated' })
  await db.query('rollback')
})

it('a head that was changed proves nothing, and one of another host is told apart', async () => {
  const { signed } = late
  if (signed === null) throw new Error('not signed')
  const changed: GivenHead = { ...late, signed: { ...signed, at: '2026-01-01T00:00:00.000Z' } }
  const { heads } = await checkHistory(db, [changed])
  expect(heads.find(({ from }) => from === 'given')).toMatchObject({ state: 'not-genuine' })
  await db.query('begin')
  await db.query('update komar.host set identity = gen_random_uuid()')
  const elsewhere = await checkHistory(db, [late])
  expect(elsewhere.heads.find(({ from }) => from === 'given')).toMatchObject({ state: 'other-host' })
  await db.query('rollback')
})

it('a head that lies beyond a restored backup is told apart from a chain that was cut off', async () => {
  await db.query('begin')
  await db.query('set local session_replication_role = replica')
  await change(`${cut()}; ${headToEnd()}; select komar.begin_epoch()`, await draw('restored', entryCount))
  const checked = await checkHistory(db, [late])
  expect(checked).toMatchObject({ fits: false, deed: null })
  expect(checked.heads.find(({ from }) => from === 'given')).toMatchObject({ state: 'lost-by-restore' })
  // Whoever holds no such head need not be alarmed by those that the host itself kept.
  expect(await checkHistory(db, [])).toMatchObject({ fits: true })
  await db.query('rollback')
})
