// The chronicle on this device: what its owner may see, as the host sent it, sealed. One generation is shown; another may be under way
// beside it (a restored host, another choice of what to keep) and takes its place when it is whole.
import type { StatusLine } from '@komar/contract/chronicle'
import type { Entry, SubjectType } from '@komar/domain/chronicle/entry'
import * as z from 'zod'
import { readEntry } from '../chronicle/merge-feed.ts'
import type { Change, Disk } from './disk.ts'
import type { DevicePage, HeadSeen, HeldLine } from './feed-page.ts'
import { openGeneration, type Applied, type Generation, type Held, type Summarizer } from './generation.ts'
import { inTurn } from './in-turn.ts'
import { packing as usualPacking, type Packing } from './packing.ts'
import { readSealed, sealedChange } from './sealed-rows.ts'
import type { Seal } from './seal.ts'

/** Opaque to the store; null where none was made yet. */
export type Summary = unknown

/** `summarize` is called with entries this version can read, in the order of seq. */
export type SummaryMaker = {
  version: string
  summarize: (
    subject: string,
    type: SubjectType | null,
    entries: readonly Entry[],
    status: StatusLine | null,
    others: ReadonlyMap<string, { entries: readonly Entry[]; status: StatusLine | null }>,
  ) => Summary
  /** Subjects that are the same as this one as far as its entries say: their summaries follow from one another. */
  beside?: (subject: string, entries: readonly Entry[]) => readonly string[]
}

export type Size = { entries: number; bytes: number; subjects: number; asOf: string | null }

export type Position = {
  cursor: string | null
  /** The last head of the host's chain that this device saw; its seq is what "I had seen up to here" means. */
  head: HeadSeen | null
  epoch: string | null
  backedUpTo: number
  /** A new download is under way beside the shown one. */
  isRenewing: boolean
  /** More was forgotten than the host asked for: only a new download makes it whole. */
  isIncomplete: boolean
}

/** Why the whole is fetched anew. Only `epoch` means that the host may lack what it had acknowledged. */
export type Renewal = 'epoch' | 'choice' | 'cursor' | 'unknown-kinds'

type Listener = (changed: ReadonlySet<string>, isOther: boolean) => void

export type DeviceChronicle = {
  entriesOf: (subject: string) => Promise<Entry[]>
  /** How many entries of a subject a newer Komar wrote in a form that this one cannot read. They are kept. */
  unreadOf: (subject: string) => Promise<number>
  summary: (subject: string) => Summary
  summaries: (type: SubjectType) => { subject: string; summary: Summary }[]
  status: (child: string) => StatusLine | null
  size: () => Size
  position: () => Position
  /** Whether an entry is in the shown generation. */
  holds: (entry: { id: string; subject: string }) => Promise<boolean>
  /** Keeps one page and its cursor in one write, in the download under way. */
  apply: (page: DevicePage, asOf: string) => Promise<Applied>
  /** Between pulls: gathers segments and makes stale summaries, until there is no more to do. */
  settle: () => Promise<void>
  /** Remembers whose chain this is, the first time. */
  noteEpoch: (epoch: string) => Promise<void>
  beginAnew: (why: Renewal, epoch: string) => Promise<void>
  /** Entries of the shown generation that the new one lacks and that this passes: to be offered again before the swap. */
  lacking: (isWanted: (line: HeldLine) => boolean) => Promise<HeldLine[]>
  /** Shows the new generation and takes the old one away, in one write with `beside`; false when there was none. */
  swap: (beside: readonly Change[]) => Promise<boolean>
  why: () => Renewal | null
  /** `isOther`: another page has written. */
  subscribe: (listener: Listener) => () => void
  /** Another tab has written. */
  reload: () => Promise<void>
}

const metaSchema = z.object({
  format: z.literal(1),
  current: z.int(),
  epoch: z.string().nullable(),
  next: z
    .object({ number: z.int(), epoch: z.string(), why: z.enum(['epoch', 'choice', 'cursor', 'unknown-kinds']) })
    .nullable(),
})
type Meta = z.infer<typeof metaSchema>

const metaPlace = { table: 'meta', key: 'generation' } as const

type Options = { disk: Disk; seal: Seal; summaries: SummaryMaker; packing?: Packing }

/** Opens the chronicle of a store; reads the snapshot and no entry. */
export async function openDeviceChronicle({
  disk,
  seal,
  summaries,
  packing = usualPacking(),
}: Options): Promise<DeviceChronicle> {
  const summarizer: Summarizer = {
    version: summaries.version,
    summarize: (subject, type, lines, status, others) =>
      summaries.summarize(subject, type, lines.flatMap(entryOf), status, entriesOfEach(others)),
    beside: (subject, lines) => summaries.beside?.(subject, lines.flatMap(entryOf)) ?? [],
  }
  const open = (number: number, seen: readonly HeadSeen[] = []): Promise<Generation> =>
    openGeneration({ disk, seal, packing, number, summarizer, seen })
  const queue = inTurn()
  const listeners = new Set<Listener>()
  const tell = (changed: ReadonlySet<string>, isOther = false): void =>
    listeners.forEach((listener) => listener(changed, isOther))
  let meta = await readMeta(disk, seal)
  let shown = await open(meta.current)
  let next = meta.next === null ? null : await open(meta.next.number)

  async function keep(changed: Meta, beside: readonly Change[] = []): Promise<void> {
    await disk.write([await sealedChange(seal, metaPlace, changed), ...beside])
    meta = changed
  }

  async function reload(): Promise<void> {
    meta = await readMeta(disk, seal)
    shown = await open(meta.current)
    next = meta.next === null ? null : await open(meta.next.number)
  }

  const linesOf = (subject: string): Promise<HeldLine[]> =>
    queue(async () => {
      try {
        return await shown.linesOf(subject)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        // Another tab gathered the segments meanwhile.
        await reload()
        return shown.linesOf(subject)
      }
    })

  return {
    entriesOf: async (subject) => (await linesOf(subject)).flatMap(entryOf),
    unreadOf: async (subject) => (await linesOf(subject)).filter((line) => entryOf(line).length === 0).length,
    summary: (subject) => shown.snapshot().subjects.get(subject)?.summary ?? null,
    summaries: (type) =>
      [...shown.snapshot().subjects].flatMap(([subject, row]) =>
        row.type === type ? [{ subject, summary: row.summary }] : [],
      ),
    status: (child) => shown.snapshot().subjects.get(child)?.status ?? null,
    size: () => sizeOf(shown),
    position: () => positionOf(meta, shown, next),
    holds: async ({ id, subject }) => (await linesOf(subject)).some((line) => line.id === id),
    apply: (page, asOf) =>
      queue(async () => {
        const applied = await (next ?? shown).apply(page, asOf)
        if (applied.is === 'applied' && next === null) tell(applied.changed)
        return applied
      }),
    settle: async () => {
      const target = next ?? shown
      for (;;) {
        const changed = await queue(() => target.settle())
        if (changed === null) return
        if (changed.size > 0 && target === shown) tell(changed)
      }
    },
    noteEpoch: (epoch) =>
      queue(async () => (meta.epoch === null && meta.next === null ? keep({ ...meta, epoch }) : undefined)),
    beginAnew: (why, epoch) =>
      queue(async () => {
        const number = Math.max(meta.current, meta.next?.number ?? 0) + 1
        // A new epoch tells another past rightly; everything else must go on from the heads that were seen.
        const seen = why === 'epoch' ? [] : (next ?? shown).snapshot().head.seen
        const reason = meta.next?.why === 'epoch' ? 'epoch' : why
        await keep({ ...meta, next: { number, epoch, why: reason } }, await rowsOf(disk, meta.next?.number))
        next = await open(number, seen)
      }),
    lacking: (isWanted) => queue(() => lacking(shown, next, isWanted)),
    swap: (beside) =>
      queue(async () => {
        if (meta.next === null || next === null) return false
        const { number, epoch } = meta.next
        const gone = await rowsOf(disk, meta.current)
        await keep({ format: 1, current: number, epoch, next: null }, [...beside, ...gone])
        const changed = new Set([...shown.snapshot().subjects.keys(), ...next.snapshot().subjects.keys()])
        shown = next
        next = null
        tell(changed)
        return true
      }),
    why: () => meta.next?.why ?? null,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    reload: async () => {
      const before = shown.snapshot().subjects
      await queue(reload)
      tell(new Set([...before.keys(), ...shown.snapshot().subjects.keys()]), true)
    },
  }
}

function entriesOfEach(others: ReadonlyMap<string, Held>) {
  return new Map([...others].map(([id, { lines, status }]) => [id, { entries: lines.flatMap(entryOf), status }]))
}

function entryOf(line: HeldLine): Entry[] {
  const entry = readEntry(JSON.parse(line.text))
  return entry === null ? [] : [entry]
}

async function readMeta(disk: Disk, seal: Seal): Promise<Meta> {
  const row = await readSealed(disk, seal, metaPlace.table, metaPlace.key)
  return row === undefined ? { format: 1, current: 0, epoch: null, next: null } : metaSchema.parse(row)
}

/** Changes that take all rows of a generation away. */
async function rowsOf(disk: Disk, number: number | undefined): Promise<Change[]> {
  if (number === undefined) return []
  const lists = await Promise.all(
    (['segments', 'snapshot'] as const).map(async (table) =>
      (await disk.keys(table))
        .filter((key) => key.startsWith(`${number}-`))
        .map((key): Change => ({ table, key, value: null })),
    ),
  )
  return lists.flat()
}

function sizeOf(generation: Generation): Size {
  const { head, subjects } = generation.snapshot()
  return {
    entries: head.segments.reduce((sum, { entries }) => sum + entries, 0),
    bytes: head.segments.reduce((sum, { bytes }) => sum + bytes, 0),
    subjects: subjects.size,
    asOf: head.asOf,
  }
}

function positionOf(meta: Meta, shown: Generation, next: Generation | null): Position {
  const { cursor, backedUpTo, isIncomplete } = (next ?? shown).snapshot().head
  return {
    cursor,
    backedUpTo,
    isIncomplete,
    head: shown.snapshot().head.seen.at(-1) ?? null,
    epoch: meta.next?.epoch ?? meta.epoch,
    isRenewing: next !== null,
  }
}

async function lacking(
  shown: Generation,
  next: Generation | null,
  isWanted: (line: HeldLine) => boolean,
): Promise<HeldLine[]> {
  if (next === null) return []
  const wanted = new Map<string, HeldLine>()
  for await (const lines of shown.all()) for (const line of lines) if (isWanted(line)) wanted.set(line.id, line)
  for await (const lines of next.all()) for (const line of lines) wanted.delete(line.id)
  return [...wanted.values()].toSorted((left, right) => left.seq - right.seq)
}
