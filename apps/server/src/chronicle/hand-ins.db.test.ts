// Work that comes in by hand: kept only when this host can open it, seen by its author alone, appended under the author's own session.
import { appendEntries } from '@komar/contract/chronicle'
import { revokeDevice, listDevices, type Device } from '@komar/contract/devices'
import * as contract from '@komar/contract/hand-ins'
import { boxLimits, type HandedIn } from '@komar/contract/hand-ins'
import { Encrypter } from 'age-encryption'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personOf, testHost, type TestHost, type TestPerson } from '../http/test-host.ts'
import { sessionOf } from '../http/test-relation.ts'
import { makeHostKeys } from '../keys/host-keys.ts'
import { receiveHandIns } from './receive-hand-ins.ts'
import { takeFile } from './run-hand-in.ts'
import { childRegistered, newId, type Person } from './test-people.ts'

let host: TestHost
let worker: TestPerson
let phone: Person
beforeAll(async () => {
  host = await testHost()
  worker = host.here.people['social-worker']
  phone = await personOf(host, worker)
})
afterAll(() => host.dispose())

type Box = { id: string; box: string }

async function sealed(content: unknown, recipient = host.keys.handIn.recipient): Promise<Box> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const file = await encrypter.encrypt(typeof content === 'string' ? content : JSON.stringify(content))
  return { id: randomUUID(), box: Buffer.from(file).toString('base64') }
}

const boxed = (entry: unknown, order = 0) => ({ version: 1, entry, together: null, order })

async function bring(boxes: Box[], device: string = phone.device) {
  const answer = await host.call(contract.handIn, { body: { device, boxes } }, null)
  return answer.json<{ kept: string[]; refused: { id: string; because: string }[] }>()
}

async function waiting(token: string, query = {}) {
  return (await host.call(contract.listHandIns, { query }, token)).json<{ boxes: HandedIn[]; more: boolean }>()
}

async function settle(ids: string[], token: string) {
  return (await host.call(contract.settleHandIns, { body: { ids } }, token)).json<{ settled: string[] }>().settled
}

describe('a box', () => {
  it('is kept once, and waits for its author alone, as it was written', async () => {
    const entry = childRegistered(phone, newId())
    const box = await sealed({ ...boxed(entry, 3), together: newId() })
    expect(await bring([box])).toEqual({ kept: [box.id], refused: [] })
    expect(await bring([box, { ...box, id: randomUUID() }])).toMatchObject({ kept: [box.id, expect.any(String)] })
    const { boxes } = await waiting(worker.token)
    expect(boxes).toHaveLength(1)
    expect(boxes[0]).toMatchObject({ id: box.id, device: phone.device, content: { entry, order: 3 } })
    for (const other of [host.here.people.supervisor, host.here.people.administrator, host.there.people.monitor]) {
      expect((await waiting(other.token)).boxes).toEqual([])
      expect(await settle([box.id], other.token)).toEqual([])
    }
    expect(await settle([box.id], worker.token)).toEqual([box.id])
    expect((await waiting(worker.token)).boxes).toEqual([])
    // The phone did not hear that it was kept, and brings it again after its author dealt with it.
    expect(await bring([box])).toEqual({ kept: [box.id], refused: [] })
    expect((await waiting(worker.token)).boxes).toEqual([])
    const { rows } = await host.administrator.query('select box from komar.hand_in where id = $1', [box.id])
    expect(rows).toEqual([{ box: null }])
  })

  it('is not stored in clear', async () => {
    const word = 'synthetic-canary-word'
    await bring([await sealed(boxed({ id: newId(), word }))])
    const { rows } = await host.administrator.query<{ box: Buffer }>('select box from komar.hand_in where box is not null')
    expect(rows.length).toBeGreaterThan(0)
    for (const { box } of rows) expect(box.includes(word)).toBe(false)
  })

  it('comes in pages', async () => {
    const boxes = await Promise.all(Array.from({ length: 5 }, (_, at) => sealed(boxed({ at }, at))))
    await bring(boxes)
    const seen: string[] = []
    for (let page = await waiting(worker.token, { limit: 2 }); ; ) {
      seen.push(...page.boxes.map(({ id }) => id))
      if (!page.more) break
      page = await waiting(worker.token, { limit: 2, after: page.boxes.at(-1)?.place ?? 0 })
    }
    expect(seen.filter((id) => boxes.some((box) => box.id === id))).toEqual(boxes.map(({ id }) => id))
  })
})

describe('a hostile box', () => {
  const header = 'age-encryption.org/v1\n'
  const stanza = `-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n`
  const raw = (bytes: Buffer | string): Box => ({ id: randomUUID(), box: Buffer.from(bytes).toString('base64') })

  it.each([
    ['noise', async () => raw(randomBytes(500))],
    ['a cut file', async () => raw(Buffer.from((await sealed(boxed({}))).box, 'base64').subarray(0, 150))],
    ['sealed to another host', async () => sealed(boxed({}), (await makeHostKeys()).handIn.recipient)],
    ['no JSON', () => sealed('{')],
    ['of another version', () => sealed({ ...boxed({}), version: 2 })],
    ['with an order that is no place', () => sealed({ ...boxed({}), order: -1 })],
    ['with a thousand recipients, each of which costs time', async () => raw(`${header}${stanza.repeat(900)}--- ${'A'.repeat(43)}\n${'x'.repeat(50)}`)],
    ['larger than any entry', async () => raw(Buffer.concat([Buffer.from(header), randomBytes(boxLimits.bytes - 30)]))],
  ])('that is %s is not kept, nor does it keep another out', async (_, make) => {
    const [bad, good] = [await make(), await sealed(boxed({ id: newId() }))]
    const began = performance.now()
    expect(await bring([bad, good])).toEqual({ kept: [good.id], refused: [{ id: bad.id, because: 'not-a-box' }] })
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('cannot take the id of another, nor come from a device that never was', async () => {
    const [mine, theirs] = [await sealed(boxed({ id: newId() })), await sealed(boxed({ id: newId() }))]
    await bring([mine])
    const elsewhere = (await personOf(host, host.there.people.monitor)).device
    const copied = { ...theirs, id: mine.id }
    expect(await bring([copied])).toEqual({ kept: [], refused: [{ id: mine.id, because: 'id-taken' }] })
    expect(await bring([{ ...mine }], elsewhere)).toEqual({ kept: [], refused: [{ id: mine.id, because: 'id-taken' }] })
    expect(await bring([theirs], randomUUID())).toEqual({ kept: [], refused: [{ id: theirs.id, because: 'device-unknown' }] })
  })

  it('is refused by form: not base64, too many, too large a call', async () => {
    const ask = async (boxes: unknown[]) =>
      (await host.call(contract.handIn, { body: { device: phone.device, boxes: boxes as Box[] } }, null)).statusCode
    expect(await ask([{ id: randomUUID(), box: 'not base64!' }])).toBe(400)
    expect(await ask([])).toBe(400)
    expect(await ask(Array.from({ length: boxLimits.perCall + 1 }, () => ({ id: randomUUID(), box: 'AAAA' })))).toBe(400)
    expect(await ask([{ id: 'x', box: 'AAAA' }])).toBe(400)
    expect(await ask(Array.from({ length: 12 }, () => raw(randomBytes(90_000))))).toBe(413)
  })

  it('fills nothing: a device has its limit', async () => {
    const { rows } = await host.owner.query<{ outcome: string }>(
      `select outcome from komar.take_hand_ins($1, $2, (select count(*)::int from komar.hand_in where device = $1 and settled_at is null) + 1, 1e9::bigint, 1e9::bigint)`,
      [phone.device, JSON.stringify([await sealed(boxed({})), await sealed(boxed({}))])],
    )
    expect(rows.map(({ outcome }) => outcome)).toEqual(['kept', 'too-many'])
  })
})

describe('what was handed in', () => {
  const append = async (entry: unknown, token: string) =>
    (await host.call(appendEntries, { body: { entries: [entry] } }, token)).json<{ results: object[] }>().results[0]

  it('is appended by its author from another device, once, and by nobody else', async () => {
    const entry = childRegistered(phone, newId())
    await bring([await sealed(boxed(entry))])
    for (const other of [host.here.people.supervisor, host.there.people['social-worker']]) {
      expect(await append(entry, other.token)).toMatchObject({ problem: { code: 'entry.author-mismatch' } })
    }
    const elsewhere = await sessionOf(host, worker.id)
    expect(await append(entry, elsewhere)).toMatchObject({ status: 'accepted' })
    expect(await append(entry, worker.token)).toMatchObject({ status: 'duplicate' })
  })

  it('is still appended when its phone was called off; what was not handed in from it is not', async () => {
    const { 'social-worker': theirs } = host.there.people
    const lost = await personOf(host, theirs)
    const [handed, kept] = [childRegistered(lost, newId()), childRegistered(lost, newId())]
    const elsewhere = await sessionOf(host, theirs.id)
    await host.call(revokeDevice, { params: { id: lost.device }, body: {} }, elsewhere)
    expect(await append(kept, elsewhere)).toMatchObject({ problem: { code: 'entry.author-mismatch' } })
    await bring([await sealed(boxed(handed))], lost.device)
    expect(await append(handed, elsewhere)).toMatchObject({ status: 'accepted' })
    const { devices } = (await host.call(listDevices, { query: {} }, elsewhere)).json<{ devices: Device[] }>()
    const fate = devices.find(({ id }) => id === lost.device)
    expect(fate?.handedIn).toMatchObject({ pieces: 1, waiting: 1, lastAt: expect.any(String) })
  })

  it('names no device of somebody else, even past the checks of the host', async () => {
    const stranger = await personOf(host, host.here.people.supervisor)
    const entry = childRegistered({ ...phone, device: stranger.device }, newId())
    expect(await append(entry, worker.token)).toMatchObject({ problem: { code: 'entry.author-mismatch' } })
    const client = await host.pool.connect()
    const insert = (device: string) =>
      client.query(
        `insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written)
         values (gen_random_uuid(), 'register.child-registered', 1, 'identity', gen_random_uuid(), '{}', '2014', 'seen', '{}', '{}', $1, $2, $3, now())`,
        [worker.id, worker.agency, device],
      )
    try {
      await client.query(`begin; select set_config('komar.session', '${phone.token}', true)`)
      await client.query('savepoint s')
      await expect(insert(stranger.device)).rejects.toMatchObject({ code: '42501' })
      await client.query('rollback to savepoint s')
      expect((await insert(phone.device)).rowCount).toBe(1)
      await client.query('rollback')
    } finally {
      client.release()
    }
  })
})

describe('a file of boxes', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'komar-hand-in-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  async function take(lines: string[]) {
    const path = join(directory, randomUUID())
    await writeFile(path, lines.join('\n'))
    return takeFile(path, (given) => receiveHandIns(host.pool, host.keys.handIn.identity, given))
  }
  const head = (device: string) => JSON.stringify({ format: 'komar-hand-in', version: 1, device })

  it('is taken in whole, twice without harm, whatever stands among the boxes', async () => {
    const boxes = await Promise.all(Array.from({ length: 130 }, (_, at) => sealed(boxed({ at }, at))))
    const lines = [head(phone.device), ...boxes.map(({ box }) => box)]
    expect(await take([...lines, 'not a box', ''])).toEqual({ kept: 130, refused: { 'not-a-box': 1 } })
    expect(await take(lines)).toEqual({ kept: 130, refused: {} })
    // The phone itself, when it is back on the network, is told that all is kept, and nothing stands twice.
    expect((await bring(boxes.slice(0, 100))).kept).toHaveLength(100)
    const { rows } = await host.owner.query(`select from komar.hand_in where device = $1`, [phone.device])
    const before = rows.length
    await bring(boxes.slice(100))
    expect((await host.owner.query(`select from komar.hand_in where device = $1`, [phone.device])).rowCount).toBe(before)
  })

  it('of an unknown device is refused box by box, and what is no such file at once', async () => {
    const { box } = await sealed(boxed({}))
    expect(await take([head(randomUUID()), box])).toEqual({ kept: 0, refused: { 'device-unknown': 1 } })
    await expect(take(['{"format":"other"}', box])).rejects.toThrow('is not a file of handed-in work')
    await expect(take([''])).rejects.toThrow(/is empty|is not a file/u)
    const nowhere = () => takeFile(join(directory, 'nowhere'), () => Promise.resolve({ kept: [], refused: [] }))
    await expect(nowhere()).rejects.toThrow('could not be opened (ENOENT)')
  })
})
