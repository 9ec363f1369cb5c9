import { attachmentLimits } from '@komar/domain/chronicle/attachments'
import { describe, expect, it } from 'vitest'
import { openAttachments, pieceBytes, withRoom, type Attachments } from './attachments.ts'
import { boundFirst } from './bound-first.ts'
import { startUploader, type AttachmentHost, type UploadAnswer } from './attachment-upload.ts'
import { DiskFull, type Disk } from './disk.ts'
import { tooMany } from './held-files.ts'
import { newUuid } from './new-entry.ts'
import type { Seal } from './seal.ts'

/** Rows in memory, sealed with a real key: what lies on the device can be looked at. */
async function device(isInMemory = false) {
  const rows = new Map<string, Uint8Array>()
  let room = Infinity
  const disk: Disk = {
    read: async (_, key) => rows.get(key),
    readAll: async () => [...rows].map(([key, value]) => ({ key, value })),
    keys: async () => [...rows.keys()].toSorted(),
    write: async (changes) => {
      const added = changes.filter(({ key, value }) => value !== null && !rows.has(key)).length
      if (added > 0 && rows.size + added > room) throw new DiskFull()
      changes.forEach(({ key, value }) => (value === null ? rows.delete(key) : rows.set(key, value)))
    },
    close: () => undefined,
  }
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const place = (at: { table: string; key: string }) => new TextEncoder().encode(`${at.table} ${at.key}`)
  const seal: Seal = {
    seal: async (at, plain) => {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: place(at) },
        key,
        new Uint8Array(plain),
      )
      return new Uint8Array([...iv, ...new Uint8Array(sealed)])
    },
    open: async (at, sealed) => {
      const [iv, rest] = [sealed.slice(0, 12), sealed.slice(12)]
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: place(at) }, key, rest))
    },
    blindName: async (text) => text,
  }
  return {
    rows,
    disk,
    attachments: openAttachments({ disk, seal, isInMemory }),
    fill: (rowsAtMost: number) => (room = rowsAtMost),
  }
}

const marker = new TextEncoder().encode('a picture of a room')

function picture(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length).map((_, index) => index % 251)
  bytes.set(marker)
  return bytes
}

const taken = (length: number) => ({ bytes: picture(length), type: 'image/jpeg' as const, thumb: picture(64) })
const entry = newUuid()

/** A host that keeps what it gets; `fate` may answer in its stead. */
function hostWith(fate: (call: number) => UploadAnswer | undefined = () => undefined) {
  const kept = new Map<string, Uint8Array>()
  const sizes = new Map<string, number>()
  const parts: number[] = []
  let calls = 0
  const status = (id: string): UploadAnswer => {
    const received = kept.get(id)?.byteLength ?? 0
    return { received, isWhole: received === sizes.get(id) }
  }
  const host: AttachmentHost = {
    begin: async ({ id, bytes }) => {
      sizes.set(id, bytes)
      return fate((calls += 1)) ?? status(id)
    },
    put: async (id, offset, part) => {
      const told = fate((calls += 1))
      if (told !== undefined) return told
      const before = kept.get(id) ?? new Uint8Array()
      if (offset === before.byteLength) {
        parts.push(part.byteLength)
        kept.set(id, new Uint8Array([...before, ...part]))
      }
      return status(id)
    },
    content: async () => null,
  }
  return { host, kept, parts }
}

async function upload(attachments: Attachments, host: AttachmentHost, accepted = true): Promise<void> {
  const uploader = startUploader({ attachments, host, isAccepted: async () => accepted, chance: () => 0 })
  await uploader.whenIdle()
  uploader.stop()
}

describe('attachments on the device', () => {
  it('are kept in sealed pieces that show nothing, and come back whole', async () => {
    const { rows, attachments } = await device()
    const length = pieceBytes * 2 + 10
    const kept = await attachments.keep(taken(length))
    expect([...rows.keys()].map((key) => key.split('/')[1])).toEqual(['meta', 'thumb', '0000', '0001', '0002'])
    const stored = [...rows.values()].map((row) => new TextDecoder('latin1').decode(row)).join(' ')
    expect(stored).not.toContain('a picture of a room')
    expect(stored).not.toContain(kept.sha256)
    const content = new Uint8Array((await (await attachments.content(kept.id))?.arrayBuffer()) ?? new ArrayBuffer())
    expect(content).toEqual(picture(length))
    expect(kept).toMatchObject({ bytes: length, type: 'image/jpeg' })
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', picture(length)))
    expect(kept.sha256).toBe(Buffer.from(hash).toString('hex'))
  })

  it('make room when there is none: what the host has goes first, and only for a file that would find none', async () => {
    const { rows, attachments, fill } = await device()
    const [sent, waiting] = [await attachments.keep(taken(50)), await attachments.keep(taken(60))]
    await attachments.bind(entry, [sent.id, waiting.id])
    await attachments.mark(sent.id, { state: 'done' })
    fill(rows.size + 1)
    const next = await attachments.keep({ ...taken(70), thumb: null })
    expect(rows.has(`${sent.id}/0000`)).toBe(false)
    expect(rows.has(`${waiting.id}/0000`)).toBe(true)
    expect(rows.has(`${next.id}/0000`)).toBe(true)
    await expect(attachments.keep(taken(80))).rejects.toThrow(DiskFull)
  })

  it('make room for what is recorded, while something is held, and then no more', async () => {
    const { rows, disk, attachments, fill } = await device()
    const [sent, waiting] = [await attachments.keep(taken(50)), await attachments.keep(taken(60))]
    await attachments.bind(entry, [sent.id, waiting.id])
    await attachments.mark(sent.id, { state: 'done' })
    fill(rows.size)
    const roomy = withRoom(disk, attachments.letGo)
    const work = (key: string) => [{ table: 'outbox' as const, key, value: new Uint8Array([1]) }]
    await expect(disk.write(work('first'))).rejects.toThrow(DiskFull)
    await roomy.write(work('first'))
    expect(rows.has('first')).toBe(true)
    expect([rows.has(`${sent.id}/0000`), rows.has(`${sent.id}/thumb`)]).toEqual([false, true])
    await expect(roomy.write(work('second'))).rejects.toThrow(DiskFull)
    expect(rows.has(`${waiting.id}/0000`)).toBe(true)
  })

  it('are not held where the store ends with its page', async () => {
    const { rows, attachments } = await device(true)
    const { id } = await attachments.keep(taken(50))
    await attachments.bind(entry, [id])
    await attachments.mark(id, { state: 'done' })
    expect([...rows.keys()]).toEqual([`${id}/meta`, `${id}/thumb`])
  })

  it('open nowhere but in their own place', async () => {
    const { rows, attachments } = await device()
    const [one, other] = [await attachments.keep(taken(50)), await attachments.keep(taken(60))]
    rows.set(`${one.id}/0000`, rows.get(`${other.id}/0000`) ?? new Uint8Array())
    await expect(attachments.content(one.id)).rejects.toThrow('operation failed')
  })

  it('go when they are discarded before an entry names them, and not after', async () => {
    const { rows, attachments } = await device()
    const [one, other] = [await attachments.keep(taken(50)), await attachments.keep(taken(60))]
    await attachments.bind(entry, [other.id])
    await attachments.discard(one.id)
    await attachments.discard(other.id)
    expect((await attachments.list()).map(({ id }) => id)).toEqual([other.id])
    expect([...rows.keys()].every((key) => key.startsWith(other.id))).toBe(true)
  })

  it('go whole with an entry that was erased, sent or not, the small picture too', async () => {
    const { rows, attachments } = await device()
    const taking = [taken(50), taken(60), taken(70)].map((each) => attachments.keep(each))
    const [sent, waiting, other] = await Promise.all(taking)
    if (sent === undefined || waiting === undefined || other === undefined) throw new Error('none was kept')
    await attachments.bind(entry, [sent.id, waiting.id])
    await attachments.bind(newUuid(), [other.id])
    await attachments.mark(sent.id, { state: 'done' })
    expect(await attachments.thumbnail(sent.id)).not.toBeNull()
    await attachments.dropOf([entry])
    expect((await attachments.list()).map(({ id }) => id)).toEqual([other.id])
    expect([...rows.keys()].every((key) => key.startsWith(other.id))).toBe(true)
  })

  it('are refused when empty or too large', async () => {
    const { attachments } = await device()
    await expect(attachments.keep(taken(attachmentLimits.bytes + 1))).rejects.toThrow(RangeError)
    await expect(attachments.keep({ ...taken(30), bytes: new Uint8Array() })).rejects.toThrow(RangeError)
  })
})

describe('an entry that names files', () => {
  it('gets its id before it is recorded, and the files wait for that very entry', async () => {
    const { attachments } = await device()
    const { id, sha256, bytes, type } = await attachments.keep(taken(50))
    const draft = {
      kind: 'conditions.place-photographed',
      subject: newUuid(),
      occurred: '2014-03',
      basis: 'seen',
    } as const
    const [plain, named] = await boundFirst(
      [
        { ...draft, body: {} },
        { ...draft, body: { attachments: [{ id, sha256, bytes, type }] } },
      ],
      attachments,
    )
    expect(plain?.id).toBeUndefined()
    expect(await attachments.list()).toMatchObject([{ id, entry: named?.id, state: 'waiting' }])
  })
})

describe('the upload', () => {
  const length = attachmentLimits.partBytes * 2 + 7

  it('sends in parts, and keeps only the small picture once a backup holds it', async () => {
    const { rows, attachments } = await device()
    const { host, kept, parts } = hostWith()
    const { id } = await attachments.keep(taken(length))
    await attachments.bind(entry, [id])
    await upload(attachments, host)
    expect(kept.get(id)).toEqual(picture(length))
    expect(parts).toEqual([attachmentLimits.partBytes, attachmentLimits.partBytes, 7])
    expect(await attachments.list()).toMatchObject([{ state: 'done', received: length }])
    const left = (): (string | undefined)[] => [...rows.keys()].map((key) => key.split('/')[1])
    const whole = left()
    // As long as it is held it is opened from here.
    expect((await attachments.content(id))?.size).toBe(length)
    // The first of these may have begun before the file was whole; a backup up to 7 may be older than the second.
    for (const upTo of [
      { head: 6, backedUpTo: 6 },
      { head: 7, backedUpTo: 7 },
      { head: 8, backedUpTo: 7 },
    ]) {
      await attachments.afterPull(upTo)
      expect(left()).toEqual(whole)
    }
    await attachments.afterPull({ head: 9, backedUpTo: 8 })
    expect(left()).toEqual(['meta', 'thumb'])
    expect((await attachments.thumbnail(id))?.size).toBe(64)
    expect(await attachments.content(id)).toBeNull()
  })

  it('is offered again to a restored host, with what its first answers refused; what a backup held is not', async () => {
    const { rows, attachments } = await device()
    const ids: string[] = []
    for (const size of [50, 60, 70, 80]) ids.push((await attachments.keep(taken(size))).id)
    const [safe = '', lost = '', early = '', bad = ''] = ids
    await attachments.bind(entry, ids)
    await attachments.mark(safe, { state: 'done' })
    for (const head of [1, 2, 3]) await attachments.afterPull({ head, backedUpTo: head })
    await attachments.mark(lost, { state: 'done', received: 60 })
    await attachments.mark(early, { state: 'refused', refused: 'request.not-found' })
    await attachments.mark(bad, { state: 'refused', refused: 'attachment.refused' })
    // The driver writes them with the entries.
    for (const { key, value } of await attachments.offerAgain()) if (value !== null) rows.set(key, value)
    const states = Object.fromEntries((await attachments.list()).map(({ id, state }) => [id, state]))
    expect(states).toEqual({ [safe]: 'done', [lost]: 'waiting', [early]: 'waiting', [bad]: 'refused' })
    const { host, kept } = hostWith()
    await upload(attachments, host)
    expect(kept.get(lost)).toEqual(picture(60))
    expect([...kept.keys()].toSorted()).toEqual([lost, early].toSorted())
  })

  it('waits for its entry, and sends nothing that no entry names', async () => {
    const { attachments } = await device()
    const { host, kept } = hostWith()
    const [named, unnamed] = [await attachments.keep(taken(50)), await attachments.keep(taken(60))]
    await attachments.bind(entry, [named.id])
    await upload(attachments, host, false)
    expect(kept.size).toBe(0)
    await upload(attachments, host)
    expect([...kept.keys()]).toEqual([named.id])
    expect((await attachments.list()).find(({ id }) => id === unnamed.id)?.state).toBe('draft')
  })

  it('goes on where the host stands after the line was cut, without sending a part twice', async () => {
    const { attachments } = await device()
    const { host, kept, parts } = hostWith((call) => (call === 3 ? 'later' : undefined))
    const { id } = await attachments.keep(taken(length))
    await attachments.bind(entry, [id])
    await upload(attachments, host)
    expect(await attachments.list()).toMatchObject([{ state: 'waiting', received: attachmentLimits.partBytes }])
    await upload(attachments, host)
    expect(kept.get(id)).toEqual(picture(length))
    expect(parts).toHaveLength(3)
  })

  it('shows a refusal with its reason, keeps the bytes, and goes on with the next', async () => {
    const { attachments } = await device()
    const { host, kept } = hostWith((call) => (call === 1 ? { refused: 'attachment.refused' } : undefined))
    const ids = [(await attachments.keep(taken(50))).id, (await attachments.keep(taken(60))).id].toSorted()
    await attachments.bind(entry, ids)
    await upload(attachments, host)
    const [first, second] = ids
    expect(await attachments.list()).toMatchObject([
      { id: first, state: 'refused', refused: 'attachment.refused' },
      { id: second, state: 'done' },
    ])
    expect((await attachments.content(first ?? ''))?.size).toBeGreaterThan(0)
    expect(kept.size).toBe(1)
  })

  it('does not ask a host that stands still for ever', async () => {
    const { attachments } = await device()
    const { host } = hostWith((call) => (call > 1 ? { received: 0, isWhole: false } : undefined))
    const { id } = await attachments.keep(taken(50))
    await attachments.bind(entry, [id])
    await upload(attachments, host)
    expect(await attachments.list()).toMatchObject([{ state: 'waiting', received: 0 }])
  })
})

it('the oldest go when those that are held are too many', () => {
  const held = ['1', '2', '3', '4'].map((id) => ({ id, bytes: 10 }))
  expect(tooMany(held, 25).map(({ id }) => id)).toEqual(['2', '1'])
  expect(tooMany(held, 40)).toEqual([])
})
