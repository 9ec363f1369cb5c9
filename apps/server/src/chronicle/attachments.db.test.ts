// A file comes in only as its entry names it, is sealed at rest, and is read by whoever may read the entry and by nobody else.
import { appendEntries } from '@komar/contract/chronicle'
import * as contract from '@komar/contract/attachments'
import { attachmentLimits } from '@komar/domain/chronicle/attachments'
import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { personOf, testHost, type TestHost, type TestPerson } from '../http/test-host.ts'
import { expireAttachments } from './attachments.ts'
import { childRegistered, entryOf, newId, type Person } from './test-people.ts'
import { jpeg, jpegSegment } from './test-pictures.ts'

let host: TestHost
let worker: TestPerson
let author: Person
beforeAll(async () => {
  host = await testHost()
  worker = host.here.people['social-worker']
  author = await personOf(host, worker)
  // Whoever registers works in the circle of their agency.
  await host.administrator.query(
    `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2000-01-01')`,
    [worker.id, host.here.circle],
  )
})
afterAll(() => host.dispose())

type Named = { id: string; sha256: string; bytes: number; type: 'image/jpeg' | 'application/pdf' }

function named(bytes: Buffer, type: Named['type'] = 'image/jpeg', id: string = newId()): Named {
  return { id, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, type }
}

/** An entry about a new child that names files. Which kinds do is for each kind to say: a body keeps members that it does not know. */
async function entryNaming(
  files: readonly Named[],
  by = author,
  token = worker.token,
): Promise<{ entry: string; child: string }> {
  const child = childRegistered(by, newId(), { body: undefined })
  const entry = entryOf(by, {
    kind: child.kind,
    subject: child.subject,
    body: { ...childRegistered(by).body, attachments: files },
  })
  const answer = await host.call(appendEntries, { body: { entries: [entry] } }, token)
  expect(answer.json()).toMatchObject({ results: [{ status: 'accepted' }] })
  return { entry: entry.id, child: entry.subject }
}

const begin = (entry: string, file: Named, token: string = worker.token) =>
  host.call(contract.beginAttachment, { body: { ...file, entry } }, token)
const send = (id: string, offset: number, bytes: Buffer, token: string = worker.token) =>
  host.call(contract.sendAttachmentPart, { params: { id }, query: { offset }, bytes: new Uint8Array(bytes) }, token)
const show = (id: string, token: string) => host.call(contract.showAttachment, { params: { id } }, token)
const read = (id: string, token: string) => host.call(contract.readAttachment, { params: { id } }, token)

/** A large picture, so that it takes several parts. */
function photograph(bytes = 900_000): Buffer {
  const body = Buffer.from(randomBytes(bytes).map((byte) => (byte === 0xff ? 0 : byte)))
  const bare = jpeg()
  return Buffer.concat([bare.subarray(0, -2), body, bare.subarray(-2)])
}

const part = attachmentLimits.partBytes

describe('a photograph', () => {
  let file: Buffer
  let given: Named
  let entry: string
  let child: string
  beforeEach(async () => {
    file = photograph()
    given = named(file)
    ;({ entry, child } = await entryNaming([given]))
  })

  async function upload(): Promise<void> {
    await begin(entry, given)
    for (let at = 0; at < file.length; at += part) {
      expect((await send(given.id, at, file.subarray(at, at + part))).statusCode).toBe(200)
    }
  }

  it('comes in parts that resume, and is read as it was', async () => {
    expect((await begin(entry, given)).json()).toEqual({ id: given.id, received: 0, isWhole: false })
    await send(given.id, 0, file.subarray(0, part))
    const again = await send(given.id, 0, file.subarray(0, part))
    expect([again.statusCode, again.json<object>()]).toMatchObject([
      409,
      { code: 'attachment.offset', params: { received: part } },
    ])
    expect((await begin(entry, given)).json()).toEqual({ id: given.id, received: part, isWhole: false })
    expect((await send(given.id, part, file.subarray(part))).json()).toEqual({
      id: given.id,
      received: file.length,
      isWhole: true,
    })
    expect((await send(given.id, part, file.subarray(part))).json()).toMatchObject({ isWhole: true })
    const answer = await read(given.id, worker.token)
    expect(answer.rawPayload.equals(file)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    })
    const { rows } = await host.owner.query(
      `select account, subject, classes from komar.read_log where what = 'attachment.opened' and subject = $1`,
      [child],
    )
    expect(rows).toEqual([{ account: worker.id, subject: child, classes: 1 }])
  })

  it('is read by whoever may read its entry, and by nobody else', async () => {
    await upload()
    const strangers = [host.there.people.supervisor, host.here.people.administrator, host.here.people.analyst]
    for (const { token } of strangers) {
      for (const ask of [read, show]) expect((await ask(given.id, token)).statusCode).toBe(404)
    }
    const { supervisor } = host.there.people
    await host.administrator.query(
      `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2000-01-01')`,
      [supervisor.id, host.here.circle],
    )
    expect((await read(given.id, supervisor.token)).statusCode).toBe(200)
    await host.administrator.query('delete from komar.user_circle where user_id = $1', [supervisor.id])
    expect((await read(given.id, supervisor.token)).statusCode).toBe(404)
    // What is withheld from somebody is withheld with its files.
    await host.administrator.query('update komar.entry_subject set withheld = $2 where entry = $1', [
      entry,
      [worker.id],
    ])
    expect((await read(given.id, worker.token)).statusCode).toBe(404)
  })

  it('is sealed at rest with a key of its own, and opens nowhere else', async () => {
    await upload()
    const { rows } = await host.administrator.query<{ sealed: Buffer }>(
      'select sealed from komar.attachment_part where attachment = $1',
      [given.id],
    )
    for (const { sealed } of rows) {
      expect(sealed.includes(file.subarray(1000, 1032))).toBe(false)
      expect(sealed.includes(Buffer.from('JFIF'))).toBe(false)
    }
    const change = (text: string) => host.administrator.query(text, [given.id])
    await change(`update komar.attachment_part set at = at + 1 where attachment = $1 and at > 0`)
    expect((await read(given.id, worker.token)).statusCode).toBe(500)
    await change(`update komar.attachment_part set at = at - 1 where attachment = $1 and at > 0`)
    expect((await read(given.id, worker.token)).statusCode).toBe(200)
    await change(
      `update komar.attachment_part set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where attachment = $1`,
    )
    expect((await read(given.id, worker.token)).statusCode).toBe(500)
  })

  it('is not read before it is whole, nor begun by another agency', async () => {
    await begin(entry, given)
    await send(given.id, 0, file.subarray(0, part))
    expect((await read(given.id, worker.token)).statusCode).toBe(404)
    const { supervisor } = host.there.people
    await host.administrator.query(
      `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 511, '2000-01-01')`,
      [supervisor.id, host.here.circle],
    )
    for (const answer of [
      await begin(entry, given, supervisor.token),
      await send(given.id, part, file.subarray(part), supervisor.token),
      await show(given.id, supervisor.token),
    ]) {
      expect(answer.statusCode).toBe(404)
    }
    await host.administrator.query('delete from komar.user_circle where user_id = $1', [supervisor.id])
  })

  it('goes when nobody ends its upload, and not before', async () => {
    await begin(entry, given)
    await send(given.id, 0, file.subarray(0, part))
    await expireAttachments(host.pool)
    expect((await show(given.id, worker.token)).json()).toMatchObject({ received: part })
    await host.administrator.query(
      `update komar.attachment set last_part_at = now() - interval '8 days' where id = $1`,
      [given.id],
    )
    await expireAttachments(host.pool)
    expect((await show(given.id, worker.token)).statusCode).toBe(404)
    const { rowCount } = await host.administrator.query('select from komar.attachment_part where attachment = $1', [
      given.id,
    ])
    expect(rowCount).toBe(0)
    await upload()
    await host.administrator.query(
      `update komar.attachment set last_part_at = now() - interval '8 days' where id = $1`,
      [given.id],
    )
    await expireAttachments(host.pool)
    expect((await read(given.id, worker.token)).statusCode).toBe(200)
  })
})

describe('what is not what its entry says', () => {
  async function outcome(bytes: Buffer, says: Named): Promise<unknown> {
    const { entry } = await entryNaming([says])
    await begin(entry, says)
    const answer = await send(says.id, 0, bytes)
    return {
      status: answer.statusCode,
      because: answer.json<{ params?: { because?: string } }>().params?.because,
      left: (await show(says.id, worker.token)).statusCode,
    }
  }
  const gone = { status: 422, left: 404 }

  it('is refused and goes: other bytes, another type, metadata', async () => {
    const plain = jpeg()
    const changed = Buffer.from(plain)
    changed.writeUInt8(7, 30)
    expect(await outcome(changed, named(plain))).toEqual({ ...gone, because: 'hash' })
    expect(await outcome(plain, named(plain, 'application/pdf'))).toEqual({ ...gone, because: 'type' })
    const located = jpeg([jpegSegment(0xe1, Buffer.from('Exif\0\0GPS'))])
    expect(await outcome(located, named(located))).toEqual({ ...gone, because: 'metadata' })
    expect(await outcome(Buffer.concat([plain, plain]), named(plain))).toEqual({
      status: 422,
      because: 'size',
      left: 200,
    })
  })

  it('cannot be begun: not named, or named otherwise, or of no entry', async () => {
    const plain = jpeg()
    const says = named(plain)
    const { entry } = await entryNaming([says])
    for (const other of [
      { ...says, id: newId() },
      { ...says, sha256: '0'.repeat(64) },
      { ...says, bytes: 1 },
      { ...says, type: 'application/pdf' as const },
    ]) {
      expect((await begin(entry, other)).json()).toMatchObject({
        code: 'attachment.refused',
        params: { because: 'not-named' },
      })
    }
    expect((await begin(newId(), says)).statusCode).toBe(404)
    expect((await begin(entry, { ...says, bytes: attachmentLimits.bytes + 1 })).statusCode).toBe(400)
    expect((await begin(entry, { ...says, type: 'image/svg+xml' as never })).statusCode).toBe(400)
  })

  it('comes in no tiny parts, no empty ones, none that is too large, and as bytes only', async () => {
    const file = photograph()
    const says = named(file)
    const { entry } = await entryNaming([says])
    await begin(entry, says)
    expect((await send(says.id, 0, file.subarray(0, 100))).statusCode).toBe(400)
    expect((await send(says.id, 0, Buffer.alloc(0))).statusCode).toBe(400)
    expect((await send(says.id, 0, file.subarray(0, part + 1))).statusCode).toBe(413)
    const url = `/v1/attachments/${says.id}?offset=0`
    const json = { authorization: `Bearer ${worker.token}`, 'content-type': 'application/json' }
    expect((await host.app.inject({ method: 'PUT', url, headers: json, payload: '{}' })).statusCode).toBe(400)
    const form = { ...json, 'content-type': 'multipart/form-data; boundary=x' }
    expect((await host.app.inject({ method: 'PUT', url, headers: form, payload: 'x' })).statusCode).toBe(400)
    expect((await show(says.id, worker.token)).json()).toMatchObject({ received: 0 })
  })

  it('cannot take the id of another entry that came first', async () => {
    const plain = jpeg()
    const says = named(plain)
    const first = await entryNaming([says])
    const theirs = host.there.people['social-worker']
    const copied = await entryNaming([says], await personOf(host, theirs), theirs.token)
    expect((await begin(copied.entry, says, theirs.token)).statusCode).toBe(201)
    expect((await begin(first.entry, says)).json()).toMatchObject({ received: 0 })
    expect((await send(says.id, 0, plain)).json()).toMatchObject({ isWhole: true })
    expect((await begin(copied.entry, says, theirs.token)).json()).toMatchObject({ code: 'request.conflict' })
    expect((await show(says.id, theirs.token)).statusCode).toBe(404)
  })
})
