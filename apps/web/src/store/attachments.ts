// Photographs, drawings and spoken notes on this device: sealed in pieces beside what names them, and kept until the host has them.
//   Rows of `blobs`, by attachment: `<id>/meta`, `<id>/thumb`, `<id>/0000`, `<id>/0001`, …: each is sealed with its place, so that no
//   piece can be moved or swapped unnoticed. All rows of one are written at once: it is whole on the device or not there.
//   draft (taken, not recorded yet) → waiting (an entry names it) → done (the host has it whole) or refused (and why).
//   When the host has it and a backup holds it (held-files.ts), the pieces go and the small picture stays: a phone that may be searched
//   keeps no more than it must. A host that was restored is offered again what is still here.
// Source: docs/decisions/0014-the-device.md, "Attachments".
import { attachmentLimits, attachmentSchema, type Attachment } from '@komar/domain/chronicle/attachments'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import * as z from 'zod'
import { DiskFull, type Change, type Disk } from './disk.ts'
import { heldAfter, heldSchema, tooMany, type Held, type PulledUpTo } from './held-files.ts'
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
  /** The host has it, and its pieces are still here. */
  held: heldSchema.optional(),
})
export type KeptAttachment = z.infer<typeof keptSchema>

/** What was taken, shrunk and without its metadata. `thumb` is null for a sound. */
export type Taken = { bytes: Uint8Array<ArrayBuffer>; type: Attachment['type']; thumb: Uint8Array<ArrayBuffer> | null }

export type Attachments = {
  /** Keeps it on this device. @throws DiskFull when there is no room; @throws RangeError when it is empty or too large. */
  keep: (taken: Taken) => Promise<Attachment>
  /** After an entry was recorded that names these: they are sent when it is accepted. */
  bind: (entry: string, ids: readonly string[]) => Promise<void>
  /** Makes room: takes away what is here only in case the host is restored. Says whether anything was. */
  letGo: () => Promise<boolean>
  /** Takes one away that no entry names. */
  discard: (id: string) => Promise<void>
  /** Takes away all that belongs to entries which were erased for good, the small pictures too, sent or not. */
  dropOf: (entries: readonly string[]) => Promise<void>
  mark: (id: string, change: Partial<Pick<KeptAttachment, 'state' | 'received' | 'refused'>>) => Promise<void>
  /** After a whole pull: lets go of the bytes that a backup of the host holds. */
  afterPull: (upTo: PulledUpTo) => Promise<void>
  /** A restored host: what it may lack waits again. Written by the caller, with the entries that name it. */
  offerAgain: () => Promise<Change[]>
  list: () => Promise<KeptAttachment[]>
  thumbnail: (id: string) => Promise<Blob | null>
  /** The whole of it, while this device holds it. */
  content: (id: string) => Promise<Blob | null>
  /** Bytes from an offset, at most a part's worth. */
  part: (id: string, offset: number) => Promise<Uint8Array<ArrayBuffer>>
  subscribe: (listener: () => void) => () => void
}

/** The same disk, on which what is written here goes before what is only held: where there is no room, that goes first. */
export function withRoom(disk: Disk, letGo: Attachments['letGo']): Disk {
  const write: Disk['write'] = (changes) =>
    disk.write(changes).catch(async (error: unknown) => {
      if (!(error instanceof DiskFull) || !(await letGo())) throw error
      await disk.write(changes)
    })
  return { ...disk, write }
}

type Rows = { disk: Disk; seal: Seal }

/** Opens what the device holds; the store must be unlocked. `isInMemory`: its page ends before any host is restored, so nothing is held. */
export function openAttachments({
  disk,
  seal,
  isInMemory = false,
}: Rows & { isInMemory?: boolean | undefined }): Attachments {
  const listeners = new Set<() => void>()
  const tell = (): void => listeners.forEach((listener) => listener())
  const rows = sealedRows({ disk, seal })
  const held = holding(disk, rows, tell)
  return {
    ...writing(withRoom(disk, held.letGo), rows, tell, !isInMemory),
    ...held,
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
  isHolding: boolean,
): Pick<Attachments, 'keep' | 'bind' | 'discard' | 'dropOf' | 'mark'> {
  const change = async (id: string, to: (kept: KeptAttachment) => KeptAttachment): Promise<void> => {
    const kept = await rows.meta(id)
    if (kept === null) return
    const next = to(kept)
    if (next.state !== 'done' || kept.state === 'done') await disk.write([await rows.sealed(metaKey(id), encode(next))])
    else if (isHolding) await disk.write([await rows.sealed(metaKey(id), encode({ ...next, held: 'sent' }))])
    else await disk.write(await rows.withoutPieces(next))
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

function holding(
  disk: Disk,
  rows: SealedRows,
  tell: () => void,
): Pick<Attachments, 'letGo' | 'afterPull' | 'offerAgain'> {
  return {
    letGo: async () => {
      const held = await rows.held()
      if (held.length === 0) return false
      await disk.write((await Promise.all(held.map(rows.withoutPieces))).flat())
      tell()
      return true
    },
    afterPull: async (upTo) => {
      const held = await rows.held()
      const next = held.map((kept) => ({ ...kept, held: heldAfter(kept.held, upTo) }))
      const going = new Set(tooMany(next.filter((kept) => kept.held !== null)).map(({ id }) => id))
      const changes = await Promise.all(
        next.map(async (kept, place) => {
          if (kept.held === null || going.has(kept.id)) return rows.withoutPieces({ ...kept, held: undefined })
          return kept.held === held[place]?.held
            ? []
            : [await rows.sealed(metaKey(kept.id), encode({ ...kept, held: kept.held }))]
        }),
      )
      if (changes.flat().length === 0) return
      await disk.write(changes.flat())
      tell()
    },
    offerAgain: async () => {
      const lacking = (await rows.withPieces()).filter(
        // That the restored host did not know its entry yet may have been the answer meanwhile.
        ({ held, refused }) => held !== undefined || refused === 'request.not-found',
      )
      return Promise.all(
        lacking.map(({ held: _held, refused: _refused, ...kept }) =>
          rows.sealed(metaKey(kept.id), encode({ ...kept, state: 'waiting', received: 0 })),
        ),
      )
    },
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
      if (kept === null) return null
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
  /** Of those that have a row of this name; what the others say is not read. */
  const metasWith = async (row: string): Promise<KeptAttachment[]> => {
    const keys = (await disk.keys('blobs')).filter((key) => key.endsWith(row))
    const all = await Promise.all(keys.map((key) => meta(key.slice(0, -row.length))))
    return all.filter((kept) => kept !== null)
  }
  const withPieces = (): Promise<KeptAttachment[]> => metasWith('/0000')
  return {
    sealed,
    open,
    meta,
    metas: (): Promise<KeptAttachment[]> => metasWith('/meta'),
    withPieces,
    held: async (): Promise<(KeptAttachment & { held: Held })[]> =>
      (await withPieces()).flatMap(({ held, ...kept }) => (held === undefined ? [] : [{ ...kept, held }])),
    withoutPieces: async ({ held: _held, ...kept }: KeptAttachment): Promise<Change[]> => [
      await sealed(metaKey(kept.id), encode(kept)),
      ...pieceKeys(kept).map(gone),
    ],
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

const gone = (key: string): Change => ({ table: 'blobs', key, value: null })

const metaKey = (id: string): string => `${id}/meta`
const thumbKey = (id: string): string => `${id}/thumb`
const pieceKey = (id: string, number: number): string => `${id}/${String(number).padStart(4, '0')}`

function pieceKeys({ id, bytes }: Pick<Attachment, 'id' | 'bytes'>): string[] {
  return Array.from({ length: Math.ceil(bytes / pieceBytes) }, (_, number) => pieceKey(id, number))
}

function encode(kept: KeptAttachment): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(kept))
}
