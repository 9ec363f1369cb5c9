// The snapshot: all that is needed to open the store without reading one entry. A head (cursor, heads of the chain seen, the segments) and
// parts, each with some of the subjects (where their entries lie, summary, status line); a page of the feed rewrites only the parts
// of the subjects that it touches.
import type { StatusLine } from '@komar/contract/chronicle'
import { signedHeadSchema } from '@komar/contract/heads'
import type { SubjectType } from '@komar/domain/chronicle/entry'
import * as z from 'zod'
import type { Change, Disk } from './disk.ts'
import { openedRow, plainJson, sealedChange } from './sealed-rows.ts'
import type { Seal } from './seal.ts'

export const snapshotFormat = 2
/** Browsers keep a value of more than 64 KiB in a file of its own, which is slow to read: so many that thousands of children stay under it. */
export const partCount = 256
/** Of the first format, in fewer parts: the next write brings all of it into this one. */
const formats = z.literal([1, snapshotFormat])

const segmentSchema = z.object({
  segment: z.int(),
  entries: z.int(),
  bytes: z.int(),
  /** Appended as it came, and not gathered by subject yet. */
  isLoose: z.boolean(),
})
export type SegmentRow = z.infer<typeof segmentSchema>

const headSchema = z.object({
  format: formats,
  cursor: z.string().nullable(),
  /** Heads of the host's chain seen, by seq; the newest last. */
  seen: z.array(z.object({ seq: z.int(), chain: z.string() })),
  /** Heads that the host signed, the newest last; none in a store of before they were. */
  signed: z.array(signedHeadSchema).default([]),
  backedUpTo: z.int(),
  /** When the host last said that this is all, on the host's clock where it was told. */
  asOf: z.string().nullable(),
  maxSeq: z.int(),
  nextSegment: z.int(),
  segments: z.array(segmentSchema),
  /** Version of what makes the summaries: another one makes them anew. */
  summaryVersion: z.string(),
  /** Entries of unknown kinds went with what was to be forgotten: the whole must be fetched anew. */
  isIncomplete: z.boolean(),
})
export type Head = z.infer<typeof headSchema>

/** `summary` is opaque here; null until it is made. */
export type SubjectRow = {
  type: SubjectType | null
  segments: number[]
  entries: number
  summary: unknown
  status: StatusLine | null
  /** The summary is older than the entries. */
  isStale: boolean
}

/**
 * Its rows are not looked through: the seal says that nobody changed them, the format who wrote them, and there are thousands to read
 * before a phone shows anything.
 */
const partSchema = z.object({
  format: formats,
  subjects: z.custom<Record<string, SubjectRow>>((value) => typeof value === 'object' && value !== null),
})

export type Snapshot = { head: Head; subjects: Map<string, SubjectRow> }

/** A generation before its first page. */
export function emptySnapshot(summaryVersion: string): Snapshot {
  const head: Head = {
    format: snapshotFormat,
    cursor: null,
    seen: [],
    signed: [],
    backedUpTo: 0,
    asOf: null,
    maxSeq: 0,
    nextSegment: 0,
    segments: [],
    summaryVersion,
    isIncomplete: false,
  }
  return { head, subjects: new Map() }
}

/** The part in which a subject stands: by the last digits of its id, which are random. */
export function partOf(subject: string): number {
  const tail = Number.parseInt(subject.slice(-4), 16)
  return Number.isNaN(tail) ? 0 : tail % partCount
}

const headKey = (generation: number): string => `${generation}-head`
const partKey = (generation: number, part: number): string => `${generation}-${part}`

/** The sealed head, which is another one after each write: two that are alike say that nobody wrote between them. */
export function readSealedHead(disk: Disk, generation: number): Promise<Uint8Array | undefined> {
  return disk.read('snapshot', headKey(generation))
}

/** Reads a generation's snapshot; null when there is none. Parts that a newer version wrote are an error: the whole is fetched anew. */
export async function readSnapshot(
  disk: Disk,
  seal: Seal,
  generation: number,
): Promise<(Snapshot & { sealedHead: Uint8Array }) | null> {
  const rows = (await disk.readAll('snapshot')).filter(({ key }) => key.startsWith(`${generation}-`))
  const subjects = new Map<string, SubjectRow>()
  const sealedHead = rows.find(({ key }) => key === headKey(generation))?.value
  let head: Head | null = null
  await Promise.all(
    rows.map(async ({ key, value }) => {
      const row = await openedRow(seal, { table: 'snapshot', key }, value)
      if (key === headKey(generation)) head = headSchema.parse(row)
      else for (const [id, subject] of Object.entries(partSchema.parse(row).subjects)) subjects.set(id, subject)
    }),
  )
  return head === null || sealedHead === undefined ? null : { head, subjects, sealedHead }
}

/** The changes that write a head, which comes first, and the parts in which these subjects stand. */
export async function snapshotChanges(
  seal: Seal,
  generation: number,
  { head, subjects }: Snapshot,
  touched: Iterable<string>,
): Promise<Change[]> {
  const isOlder = head.format !== snapshotFormat
  const numbers = isOlder ? Array.from({ length: partCount }, (_, number) => number) : [...touched].map(partOf)
  const parts = new Map<number, Record<string, SubjectRow>>(numbers.map((number) => [number, {}]))
  for (const [id, subject] of parts.size === 0 ? [] : subjects) {
    const part = parts.get(partOf(id))
    if (part !== undefined) part[id] = subject
  }
  const written = [...parts].map(([part, rows]) =>
    sealedChange(
      seal,
      { table: 'snapshot', key: partKey(generation, part) },
      { format: snapshotFormat, subjects: rows },
      plainJson,
    ),
  )
  const place = { table: 'snapshot', key: headKey(generation) } as const
  const first = sealedChange(seal, place, { ...head, format: snapshotFormat })
  return Promise.all([first, ...written])
}
