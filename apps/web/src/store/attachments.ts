// Photographs, drawings and spoken notes on this device: sealed in pieces beside what names them, and kept until the host has them.
//   Rows of `blobs`, by attachment: `<id>/meta`, `<id>/thumb`, `<id>/0000`, `<id>/0001`, …: each is sealed with its place, so that no
//   piece can be moved or swapped unnoticed. All rows of one are written at once: it is whole on the device or not there.
//   draft (taken, not recorded yet) → waiting (an entry names it) → done (the host has it whole) or refused (and why).
//   When the host has it, the pieces go and the small picture stays: a phone that may be searched keeps no more than it must.
// Source: docs/decisions/0014-the-device.md, "Attachments".
import { attachmentLimits, attachmentSchema, type Attachment } from '@komar/domain/chronicle/attachments'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import * as z from 'zod'
import type { Change, Disk } from './disk.ts'
import { newUuid } from './new-entry.ts'
import type { Seal } from './seal.ts'

/** Bytes in one sealed row. Two of them make a part of an upload. */
export const pieceBytes = attachmentLimits.partBytes / 2

const keptSchema = attachmentSchema.extend({
  /** The entry that names it; null while none is recorded. */
  entry: uuidSchema.nullable(),
  state: z.enum(['draft', 'waiting', 'done', 'refused']),
  /** Bytes that the host said it has. */
  received: z.int(),
  /** The code of the host's refusal. */
  refused: z.string().optional(),
})
export type KeptAttachment = z.infer<typeof keptSchema>

/** What was taken, shrunk and without its metadata. `thumb` is null for a sound. */
export type Taken = { bytes: Uint8Array<ArrayBuffer>; type: Attachment['type']; thumb: Uint8Array<ArrayBuffer> | null }

export type Attachments = {
  /** Keeps it on this device. @throws DiskFull when there is no room; @throws RangeError when it is empty or too large. */
  keep: (taken: Taken) => Promise<Attachment>
  /** After an entry was recorded that names these: they are sent when it is accepted. */
  bind: (entry: string, ids: readonly string[]) => Promise<void>
  /** Takes one away that no entry names. */
  discard: (id: string) => Promise<void>
  /** Takes away all that belongs to entries which were erased for good, the small pictures too, sent or not. */
  dropOf: (entries: readonly string[]) => Promise<void>
  mark: (id: string, change: Partial<Pick<KeptAttachment, 'state' | 'received' | 'refused'>>) => Promise<void>
  list: () => Promise<KeptAttachment[]>
  thumbnail: (id: string) => Promise<Blob | null>
  /** The whole of it, while this device holds it. */
  content: (id: string) => Promise<Blob | null>
  /** Bytes from an offset, at most a part's worth. */
  part: (id: string, offset: number) => Promise<Uint8Array<ArrayBuffer>>
  subscribe: (listener: () => void) => () => void
}

type Rows = { disk: Disk; seal: Seal }

/** Opens what the device holds; the store must be unlocked. */
export function openAttachments({ disk, seal }: Rows): Attachments {
  const listeners = new Set<() => void>()
  const tell = (): void => listeners.forEach((listener) => listener())
  const rows = sealedRows({ disk, seal })
  return {
    ...writing(disk, rows, tell),
    ...reading(rows),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

type SealedRows = ReturnType<typeof sealedRows>

function writing(
  disk: Disk,
  rows: SealedRows,
  tell: () => void,
): Pick<Attachments, 'keep' | 'bind' | 'discard' | 'dropOf' | 'mark'> {
  const gone = (key: string): Change => ({ table: 'blobs', key, value: null })
  const change = async (id: string, to: (kept: KeptAttachment) => KeptAttachment): Promise<void> => {
    const kept = await rows.meta(id)
    if (kept === null) return
    const next = to(kept)
    const pieces = next.state === 'done' ? pieceKeys(kept).map(gone) : []
    await disk.write([await rows.sealed(metaKey(id), encode(next)), ...pieces])
    tell()
  }
  return {
    keep: async (taken) => {
      const attachment = await describe(taken)
      await disk.write(await rows.whole(attachment, taken))
      tell()
      return attachment
    },
    bind: async (entry, ids) => {
      const named = uuidSchema.parse(entry)
      for (const id of ids)
        await change(id, (kept) => ({ ...kept, entry: named, state: kept.state === 'done' ? 'done' : 'waiting' }))
    },
    discard: async (id) => {
      const kept = await rows.meta(id)
      if (kept?.state !== 'draft') return
      await disk.write([metaKey(id), thumbKey(id), ...pieceKeys(kept)].map(gone))
      tell()
    },
    dropOf: async (entries) => {
      const named = new Set(entries)
      const all = (await rows.metas()).filter(({ entry }) => entry !== null && named.has(entry))
      if (all.length === 0) return
      await disk.write(all.flatMap((kept) => [metaKey(kept.id), thumbKey(kept.id), ...pieceKeys(kept)].map(gone)))
      tell()
    },
    mark: (id, to) => change(id, (kept) => ({ ...kept, ...to })),
  }
}

function reading(rows: SealedRows): Pick<Attachments, 'list' | 'thumbnail' | 'content' | 'part'> {
  return {
    list: rows.metas,
    thumbnail: async (id) => {
      const bytes = await rows.open(thumbKey(id))
      return bytes === null ? null : new Blob([bytes], { type: 'image/jpeg' })
    },
    content: async (id) => {
      const kept = await rows.meta(id)
      if (kept === null || kept.state === 'done') return null
      const pieces = await Promise.all(pieceKeys(kept).map((key) => rows.open(key)))
      const isWhole = pieces.every((piece) => piece !== null)
      return isWhole ? new Blob(pieces, { type: kept.type }) : null
    },
    part: async (id, offset) => {
      const first = Math.floor(offset / pieceBytes)
      const keys = [first, first + 1].map((number) => pieceKey(id, number))
      const pieces = (await Promise.all(keys.map((key) => rows.open(key)))).flatMap((piece) => piece ?? [])
      const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer())
      return bytes.subarray(offset - first * pieceBytes, offset - first * pieceBytes + attachmentLimits.partBytes)
    },
  }
}

function sealedRows({ disk, seal }: Rows) {
  const sealed = async (key: string, plain: Uint8Array): Promise<Change> => ({
    table: 'blobs',
    key,
    value: await seal.seal({ table: 'blobs', key }, plain),
  })
  const open = async (key: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    const row = await disk.read('blobs', key)
    return row === undefined ? null : new Uint8Array(await seal.open({ table: 'blobs', key }, row))
  }
  const meta = async (id: string): Promise<KeptAttachment | null> => {
    const bytes = await open(metaKey(id))
    return bytes === null ? null : keptSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  }
  return {
    sealed,
    open,
    meta,
    metas: async (): Promise<KeptAttachment[]> => {
      const keys = (await disk.keys('blobs')).filter((key) => key.endsWith('/meta'))
      const all = await Promise.all(keys.map((key) => meta(key.slice(0, -'/meta'.length))))
      return all.filter((kept) => kept !== null)
    },
    whole: (attachment: Attachment, { bytes, thumb }: Taken): Promise<Change[]> => {
      const kept: KeptAttachment = { ...attachment, entry: null, state: 'draft', received: 0 }
      const pieces = pieceKeys(attachment).map((key, number) =>
        sealed(key, bytes.subarray(number * pieceBytes, (number + 1) * pieceBytes)),
      )
      const small = thumb === null ? [] : [sealed(thumbKey(attachment.id), thumb)]
      return Promise.all([sealed(metaKey(attachment.id), encode(kept)), ...small, ...pieces])
    },
  }
}

async function describe({ bytes, type }: Taken): Promise<Attachment> {
  if (bytes.byteLength === 0 || bytes.byteLength > attachmentLimits.bytes) throw new RangeError('attachment.size')
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { id: newUuid(), sha256, bytes: bytes.byteLength, type }
}

const metaKey = (id: string): string => `${id}/meta`
const thumbKey = (id: string): string => `${id}/thumb`
const pieceKey = (id: string, number: number): string => `${id}/${String(number).padStart(4, '0')}`

function pieceKeys({ id, bytes }: Pick<Attachment, 'id' | 'bytes'>): string[] {
  return Array.from({ length: Math.ceil(bytes / pieceBytes) }, (_, number) => pieceKey(id, number))
}

function encode(kept: KeptAttachment): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(kept))
}
