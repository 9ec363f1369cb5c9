// Heads are signed, kept, published and handed to devices; the key that signs them may change, and the old one stays good.
import { listHeads, textOfHead, textOfIntroduction, type HeadList, type SignedHead } from '@komar/contract/heads'
import { pullFeed } from '@komar/contract/chronicle'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type pg from 'pg'
import { asNobody } from '../db/as-actor.ts'
import { personOf, testHost, type TestHost } from '../http/test-host.ts'
import { changeSigningKey, recogniseSigningKey } from '../keys/known-signing-key.ts'
import { isSignedBy, makeSigningSeed, signingKeyOf } from '../keys/signing.ts'
import { readHeads } from './compare-heads.ts'
import { signHead } from './signed-heads.ts'
import { append, childRegistered, type Person } from './test-people.ts'

let host: TestHost
let owner: pg.PoolClient
let worker: Person
beforeAll(async () => {
  host = await testHost()
  owner = await host.owner.connect()
  await recogniseSigningKey(owner, host.keys.signing, false)
  worker = await personOf(host, host.here.people['social-worker'])
})
afterAll(async () => {
  owner.release()
  await host.dispose()
})

const sign = (): Promise<SignedHead | null> => asNobody(host.pool, (db) => signHead(db, host.keys.signing))
const published = async (): Promise<HeadList> => (await host.call(listHeads, { query: {} }, null)).json()

it('a host without entries has nothing to sign', async () => {
  expect(await sign()).toBeNull()
  expect((await published()).heads).toEqual([])
})

it('signs where the chain ends, once for each end, as the app alone can', async () => {
  await append(host.pool, worker, [childRegistered(worker), childRegistered(worker)])
  const [first, again] = [await sign(), await sign()]
  expect(first).toMatchObject({ seq: 2, key: host.keys.signing.publicKey })
  expect(again).toEqual(first)
  await append(host.pool, worker, [childRegistered(worker)])
  expect(await sign()).toMatchObject({ seq: 3 })
  await expect(asNobody(host.pool, (db) => db.query('delete from komar.signed_head'))).rejects.toThrow('permission')
  await expect(asNobody(host.pool, (db) => db.query(`update komar.signing_key set until = now()`))).rejects.toThrow(
    'permission',
  )
})

it('keeps no head that is not one of its chain', async () => {
  const head = await sign()
  const kept = await asNobody(host.pool, (db) =>
    db.query<{ kept: boolean }>(`select komar.keep_head($1, 2, sha256('x'), now(), $2, $3) as kept`, [
      head?.epoch,
      head?.key,
      head?.signature,
    ]),
  )
  expect(kept.rows).toEqual([{ kept: false }])
})

it('publishes them to whoever asks, with their short form, and nothing but numbers and hashes', async () => {
  const { heads, keys, more } = await published()
  expect(heads.map(({ seq }) => seq)).toEqual([3, 2])
  expect({ more, keys: keys.length }).toEqual({ more: false, keys: 1 })
  for (const { short, ...head } of heads) {
    expect(isSignedBy(head.key, textOfHead(head), head.signature)).toBe(true)
    expect(short).toMatch(/^\d+(-[a-z0-9]{4}){6}$/u)
  }
  const older = await host.call(listHeads, { query: { below: 3, limit: 1 } }, null)
  expect(older.json<HeadList>().heads.map(({ seq }) => seq)).toEqual([2])
  expect(readHeads(JSON.stringify({ heads, keys }))).toMatchObject({ heads: [{ seq: 3 }, { seq: 2 }] })
})

it('hands the last one to devices with the end of the feed', async () => {
  const answer = await host.call(pullFeed, { query: {} }, worker.secret)
  const end = JSON.parse(answer.body.trimEnd().split('\n').at(-1) ?? '') as { signed?: SignedHead }
  const { heads } = await published()
  expect(heads[0]).toMatchObject(end.signed ?? {})
  expect(end.signed?.seq).toBe(3)
})

it('takes another key into use with the word of the former, which stays listed and good', async () => {
  const [former, next] = [host.keys.signing, signingKeyOf(makeSigningSeed())]
  const keep = () => Promise.reject(new Error('the disk is full'))
  await expect(changeSigningKey(owner, { former, next, keep })).rejects.toThrow('full')
  await recogniseSigningKey(owner, former, false)
  await changeSigningKey(owner, { former, next, keep: () => Promise.resolve() })
  const head = await asNobody(host.pool, (db) => signHead(db, next))
  const { heads, keys } = await published()
  expect(heads.filter(({ seq }) => seq === 3).map(({ key }) => key)).toEqual([next.publicKey, former.publicKey])
  const [now, before] = keys
  expect([now?.publicKey, now?.until, before?.publicKey]).toEqual([next.publicKey, null, former.publicKey])
  expect(before?.until).not.toBeNull()
  const introduced = textOfIntroduction(head?.host ?? '', next.publicKey)
  expect(isSignedBy(former.publicKey, introduced, now?.introduction ?? '')).toBe(true)
  await expect(recogniseSigningKey(owner, former, false)).rejects.toThrow('not the one')
  await expect(recogniseSigningKey(owner, former, true)).rejects.toThrow('given up')
  await recogniseSigningKey(owner, next, false)
})
