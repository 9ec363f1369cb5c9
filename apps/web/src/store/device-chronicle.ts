// The chronicle on this device: what its owner may see, as the host sent it, sealed. One generation is shown; another may be under way
// beside it (a restored host, another choice of what to keep) and takes its place when it is whole.
import type { StatusLine } from '@komar/contract/chronicle'
import type { SignedHead } from '@komar/contract/heads'
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
import type { Head, Snapshot } from './snapshot.ts'

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

export type Size = {
  entries: number
  bytes: number
  subjects: number
  asOf: string | null
  signed: readonly SignedHead[]
}

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
  summaries: (type: SubjectType) => Summary[]
  status: (child: string) => StatusLine | null
  size: () => Size
  position: () => Position
  /** False while summaries of what is shown are older than its entries: lists and deadlines lack something then. */
  isSettled: () => boolean
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
export async function openDeviceChronicle(options: Options): Promise<DeviceChronicle> {
  const { disk, seal } = options
  return new SealedChronicle(options, await openInside(options, await readMeta(disk, seal)))
}

async function openInside(options: Options, meta: Meta): Promise<Inside> {
  const shown = await openNumber(options, meta.current)
  return { meta, shown, next: meta.next === null ? null : await openNumber(options, meta.next.number) }
}

type Inside = { meta: Meta; shown: Generation; next: Generation | null }

class SealedChronicle implements DeviceChronicle {
  private readonly options: Options
  private readonly queue = inTurn()
  private readonly listeners = new Set<Listener>()
  private inside: Inside

  constructor(options: Options, inside: Inside) {
    this.options = options
    this.inside = inside
  }

  readonly entriesOf: DeviceChronicle['entriesOf'] = async (subject) => (await this.linesOf(subject)).flatMap(entryOf)

  readonly unreadOf: DeviceChronicle['unreadOf'] = async (subject) =>
    (await this.linesOf(subject)).filter((line) => entryOf(line).length === 0).length

  readonly summary: DeviceChronicle['summary'] = (subject) => this.rows().get(subject)?.summary ?? null

  readonly summaries: DeviceChronicle['summaries'] = (type) =>
    [...this.rows().values()].filter((row) => row.type === type).map(({ summary }) => summary)

  readonly status: DeviceChronicle['status'] = (child) => this.rows().get(child)?.status ?? null

  readonly size: DeviceChronicle['size'] = () => sizeOf(this.inside.shown)

  readonly position: DeviceChronicle['position'] = () => positionOf(this.inside)

  readonly isSettled: DeviceChronicle['isSettled'] = () => ![...this.rows().values()].some(({ isStale }) => isStale)

  readonly why: DeviceChronicle['why'] = () => this.inside.meta.next?.why ?? null

  readonly holds: DeviceChronicle['holds'] = async ({ id, subject }) =>
    (await this.linesOf(subject)).some((line) => line.id === id)

  readonly apply: DeviceChronicle['apply'] = (page, asOf) =>
    this.queue(async () => {
      const { shown, next } = this.inside
      const applied = await (next ?? shown).apply(page, asOf)
      if (applied.is === 'applied' && next === null) this.tell(applied.changed)
      return applied
    })

  readonly settle: DeviceChronicle['settle'] = async () => {
    const target = this.inside.next ?? this.inside.shown
    for (;;) {
      const changed = await this.queue(() => target.settle())
      if (changed === null) return
      if (changed.size > 0 && target === this.inside.shown) this.tell(changed)
    }
  }

  readonly noteEpoch: DeviceChronicle['noteEpoch'] = (epoch) =>
    this.queue(async () => {
      const { meta } = this.inside
      if (meta.epoch === null && meta.next === null) await this.keep({ ...meta, epoch })
    })

  readonly beginAnew: DeviceChronicle['beginAnew'] = (why, epoch) =>
    this.queue(async () => {
      const { meta, shown, next } = this.inside
      const number = Math.max(meta.current, meta.next?.number ?? 0) + 1
      // A new epoch tells another past rightly; everything else must go on from the heads that were seen.
      const { seen, signed } = (next ?? shown).snapshot().head
      const before = { seen: why === 'epoch' ? [] : seen, signed }
      const reason = meta.next?.why === 'epoch' ? 'epoch' : why
      const former = await rowsOf(this.options.disk, meta.next?.number)
      await this.keep({ ...meta, next: { number, epoch, why: reason } }, former)
      this.inside = { ...this.inside, next: await openNumber(this.options, number, before) }
    })

  readonly lacking: DeviceChronicle['lacking'] = (isWanted) => this.queue(() => lacking(this.inside, isWanted))

  readonly swap: DeviceChronicle['swap'] = (beside) =>
    this.queue(async () => {
      const { meta, shown, next } = this.inside
      if (meta.next === null || next === null) return false
      const { number, epoch } = meta.next
      const gone = await rowsOf(this.options.disk, meta.current)
      await this.keep({ format: 1, current: number, epoch, next: null }, [...beside, ...gone])
      this.inside = { ...this.inside, shown: next, next: null }
      this.tell(new Set([...shown.snapshot().subjects.keys(), ...next.snapshot().subjects.keys()]))
      return true
    })

  readonly subscribe: DeviceChronicle['subscribe'] = (listener) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly reload: DeviceChronicle['reload'] = async () => {
    const before = this.rows()
    if (!(await this.queue(() => this.readAgain()))) return
    this.tell(new Set([...before.keys(), ...this.rows().keys()]), true)
  }

  private rows(): Snapshot['subjects'] {
    return this.inside.shown.snapshot().subjects
  }

  private tell(changed: ReadonlySet<string>, isOther = false): void {
    for (const listener of this.listeners) listener(changed, isOther)
  }

  private async keep(meta: Meta, beside: readonly Change[] = []): Promise<void> {
    const { disk, seal } = this.options
    await disk.write([await sealedChange(seal, metaPlace, meta), ...beside])
    this.inside = { ...this.inside, meta }
  }

  /** Whether another page has written since. */
  private async readAgain(): Promise<boolean> {
    const { disk, seal } = this.options
    const { meta: before, shown, next } = this.inside
    const meta = await readMeta(disk, seal)
    if (meta.current === before.current && meta.next?.number === before.next?.number) {
      const isOther = [await shown.reload(), (await next?.reload()) ?? false].includes(true)
      this.inside = { meta, shown, next }
      return isOther
    }
    this.inside = await openInside(this.options, meta)
    return true
  }

  private linesOf(subject: string): Promise<HeldLine[]> {
    return this.queue(async () => {
      try {
        return await this.inside.shown.linesOf(subject)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        // Another tab gathered the segments meanwhile.
        await this.readAgain()
        return this.inside.shown.linesOf(subject)
      }
    })
  }
}

function openNumber(
  options: Options,
  number: number,
  before: Pick<Head, 'seen' | 'signed'> = { seen: [], signed: [] },
): Promise<Generation> {
  const { disk, seal, summaries, packing = usualPacking() } = options
  const summarizer: Summarizer = {
    version: summaries.version,
    summarize: (subject, type, lines, status, others) =>
      summaries.summarize(subject, type, lines.flatMap(entryOf), status, entriesOfEach(others)),
    beside: (subject, lines) => summaries.beside?.(subject, lines.flatMap(entryOf)) ?? [],
  }
  return openGeneration({ disk, seal, packing, number, summarizer, before })
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
    signed: head.signed,
  }
}

function positionOf({ meta, shown, next }: Inside): Position {
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

async function lacking({ shown, next }: Inside, isWanted: (line: HeldLine) => boolean): Promise<HeldLine[]> {
  if (next === null) return []
  const wanted = new Map<string, HeldLine>()
  for await (const lines of shown.all()) for (const line of lines) if (isWanted(line)) wanted.set(line.id, line)
  for await (const lines of next.all()) for (const line of lines) wanted.delete(line.id)
  return [...wanted.values()].toSorted((left, right) => left.seq - right.seq)
}
