// One download of the chronicle on a device. A page of the feed and its cursor are one write; forgetting takes lines out of their segments
// for good; between pulls small segments are gathered by subject and summaries made anew. docs/sync.md numbers the invariants.
import type { StatusLine } from '@komar/contract/chronicle'
import type { SubjectType } from '@komar/domain/chronicle/entry'
import { compareText } from '@komar/domain/chronicle/order'
import { classOf } from '@komar/domain/kinds'
import type { Disk } from './disk.ts'
import type { DevicePage, Forget, HeldLine } from './feed-page.ts'
import { contradicts, withHead, withSigned } from './heads.ts'
import type { Packing } from './packing.ts'
import { workOut, type Stepped } from './rewriting.ts'
import type { Seal } from './seal.ts'
import { openSegments, type Segments } from './segments.ts'
import {
  emptySnapshot,
  readSealedHead,
  readSnapshot,
  snapshotChanges,
  snapshotFormat,
  type Head,
  type Snapshot,
  type SubjectRow,
} from './snapshot.ts'

/** What makes a subject's summary; another `version` makes all anew. */
export type Summarizer = {
  version: string
  summarize: (
    subject: string,
    type: SubjectType | null,
    entries: readonly HeldLine[],
    status: StatusLine | null,
    others: ReadonlyMap<string, Held>,
  ) => unknown
  /** Subjects whose summaries follow from this chronicle too, and from whose it follows: other records of one child. */
  beside: (subject: string, entries: readonly HeldLine[]) => readonly string[]
}

/** What is held of another subject. */
export type Held = { lines: readonly HeldLine[]; status: StatusLine | null }

/** `contradicted`: nothing was kept of the page. */
export type Applied = { is: 'applied'; changed: ReadonlySet<string> } | { is: 'contradicted' }

export type Generation = {
  snapshot: () => Snapshot
  linesOf: (subject: string) => Promise<HeldLine[]>
  /** Every line, segment by segment. */
  all: () => AsyncGenerator<readonly HeldLine[]>
  apply: (page: DevicePage, asOf: string) => Promise<Applied>
  /** Gathers and summarizes one piece; what changed, or null when there is no more to do. */
  settle: () => Promise<ReadonlySet<string> | null>
  /** Reads again what another page has written; false where none has. */
  reload: () => Promise<boolean>
}

type Options = {
  disk: Disk
  seal: Seal
  packing: Packing
  number: number
  summarizer: Summarizer
  before?: Pick<Head, 'seen' | 'signed'>
}

/** Loose segments that are left lying before they are gathered, and how many are gathered in one write. */
const looseLimit = 16
const gatheredAtOnce = 96
const smallBytes = 8 * 1024
/** Segments whose subjects' stale summaries are made in one write; fewer than are kept opened (segments.ts). */
const summarizedAtOnce = 48

/** Opens a generation; one that is not there yet is empty. */
export async function openGeneration(options: Options): Promise<Generation> {
  const generation = new SealedGeneration(options)
  await generation.read()
  return generation
}

class SealedGeneration implements Generation {
  private readonly options: Options
  private segments: Segments
  private now: Snapshot
  /** As it was last read or written here. */
  private sealedHead: Uint8Array | undefined

  constructor(options: Options) {
    this.options = options
    this.segments = segmentsOf(options)
    this.now = emptySnapshot(options.summarizer.version)
  }

  snapshot(): Snapshot {
    return this.now
  }

  async linesOf(subject: string): Promise<HeldLine[]> {
    const numbers = this.now.subjects.get(subject)?.segments ?? []
    const lists = await Promise.all(numbers.map((number) => this.segments.read(number)))
    const lines = lists.flat().filter((line) => line.subjects.includes(subject))
    return lines.toSorted((left, right) => left.seq - right.seq)
  }

  async *all(): AsyncGenerator<readonly HeldLine[]> {
    for (const { segment } of this.now.head.segments) yield await this.segments.read(segment)
  }

  async apply(page: DevicePage, asOf: string): Promise<Applied> {
    const { head } = this.now
    if (contradicts(head.seen, page)) return { is: 'contradicted' }
    const read: Reader = (segment) => this.segments.read(segment)
    const isDropped = dropper(page.forget)
    const old = await affected(this.now, page.forget, isDropped, read)
    const added = await newLines(this.now, page.lines, isDropped, read)
    const stepped = await workOut(this.now, this.segments, { old: old.segments, isDropped, added })
    withStatus(stepped, page.status)
    stepped.after.head = {
      ...stepped.after.head,
      cursor: page.cursor,
      seen: withHead(head.seen, page.head),
      signed: withSigned(head.signed, page.signed),
      backedUpTo: Math.max(head.backedUpTo, page.backedUpTo),
      asOf: page.more ? head.asOf : asOf,
      isIncomplete: head.isIncomplete || old.hadUnknown,
    }
    await this.commit(stepped)
    return { is: 'applied', changed: stepped.changed }
  }

  async settle(): Promise<ReadonlySet<string> | null> {
    const loose = toGather(this.now)
    if (loose.length > 0) {
      const step = { old: loose, isDropped: () => false, added: [], order: byHome }
      await this.commit(await workOut(this.now, this.segments, step))
      return new Set()
    }
    const stale = staleSubjects(this.now)
    if (stale.length === 0) return null
    const subjects = new Map(this.now.subjects)
    const touched = await this.withRecordsBeside(stale.map(([id]) => id))
    for (const id of touched) {
      const row = subjects.get(id)
      if (row !== undefined) subjects.set(id, { ...row, summary: await this.summaryOf(id, row), isStale: false })
    }
    await this.commit({ after: { head: this.now.head, subjects }, touched, changes: [] })
    return touched
  }

  async reload(): Promise<boolean> {
    const head = await readSealedHead(this.options.disk, this.options.number)
    if (isSame(head, this.sealedHead)) return false
    await this.read()
    return true
  }

  /** All that is written. */
  async read(): Promise<void> {
    const { disk, seal, number, summarizer, before } = this.options
    const empty = emptySnapshot(summarizer.version)
    const fresh = { ...empty, head: { ...empty.head, ...before } }
    const found = await readSnapshot(disk, seal, number)
    this.sealedHead = found?.sealedHead
    this.segments = segmentsOf(this.options)
    this.now = renewed(found ?? fresh, summarizer.version)
  }

  private async heldOf(subject: string): Promise<Held> {
    return { lines: await this.linesOf(subject), status: this.now.subjects.get(subject)?.status ?? null }
  }

  private async summaryOf(id: string, { type, status }: SubjectRow): Promise<unknown> {
    const { summarizer } = this.options
    const lines = await this.linesOf(id)
    const others = new Map<string, Held>()
    for (const other of summarizer.beside(id, lines)) others.set(other, await this.heldOf(other))
    return summarizer.summarize(id, type, lines, status, others)
  }

  private async withRecordsBeside(ids: readonly string[]): Promise<Set<string>> {
    const { summarizer } = this.options
    const all = new Set(ids)
    for (const id of ids) for (const other of summarizer.beside(id, await this.linesOf(id))) all.add(other)
    return all
  }

  private async commit({ after, touched, changes }: Pick<Stepped, 'after' | 'touched' | 'changes'>): Promise<void> {
    const { disk, seal, number } = this.options
    const written = await snapshotChanges(seal, number, after, touched)
    await disk.write([...changes, ...written])
    this.sealedHead = written[0]?.value ?? undefined
    this.now = { ...after, head: { ...after.head, format: snapshotFormat } }
  }
}

function segmentsOf({ disk, seal, packing, number }: Options): Segments {
  return openSegments(disk, seal, packing, number)
}

function isSame(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}

type Reader = (segment: number) => Promise<readonly HeldLine[]>

/** Summaries by another version are all stale. */
function renewed(snapshot: Snapshot, version: string): Snapshot {
  if (snapshot.head.summaryVersion === version) return snapshot
  const subjects = new Map([...snapshot.subjects].map(([id, row]) => [id, { ...row, isStale: true }]))
  return { head: { ...snapshot.head, summaryVersion: version }, subjects }
}

/** Of an unknown kind the class is not known: whatever is lost of a subject takes it away too. */
function dropper(forget: readonly Forget[]): (line: HeldLine) => boolean {
  const lost = new Map<string, Set<string>>()
  for (const { subject, classes } of forget) {
    lost.set(subject, new Set([...(lost.get(subject) ?? []), ...classes]))
  }
  return (line) => {
    const name = classOf(line.kind)
    return line.subjects.some((id) => {
      const classes = lost.get(id)
      return classes !== undefined && (name === 'unknown' || classes.has(name))
    })
  }
}

async function affected(
  { subjects }: Snapshot,
  forget: readonly Forget[],
  isDropped: (line: HeldLine) => boolean,
  read: Reader,
): Promise<{ segments: number[]; hadUnknown: boolean }> {
  const near = new Set(forget.flatMap(({ subject }) => subjects.get(subject)?.segments ?? []))
  const found: number[] = []
  let hadUnknown = false
  for (const segment of near) {
    const dropped = (await read(segment)).filter(isDropped)
    if (dropped.length > 0) found.push(segment)
    hadUnknown ||= dropped.some(({ kind }) => classOf(kind) === 'unknown')
  }
  return { segments: found, hadUnknown }
}

/** Lines that are not here yet. Beyond the highest seq seen all are new; others are looked for among their subjects' entries. */
async function newLines(
  { head, subjects }: Snapshot,
  lines: readonly HeldLine[],
  isDropped: (line: HeldLine) => boolean,
  read: Reader,
): Promise<HeldLine[]> {
  const unique = [...new Map(lines.map((line) => [line.id, line])).values()]
  const old = unique.filter(({ seq }) => seq <= head.maxSeq)
  const near = new Set(old.flatMap((line) => line.subjects).flatMap((id) => subjects.get(id)?.segments ?? []))
  const known = new Set<string>()
  for (const segment of near) {
    for (const line of await read(segment)) if (!isDropped(line)) known.add(line.id)
  }
  return unique.filter(({ id }) => !known.has(id))
}

function withStatus({ after, touched, changed }: Stepped, lines: readonly StatusLine[]): void {
  for (const status of lines) {
    const row = after.subjects.get(status.child)
    const empty: SubjectRow = { type: 'child', segments: [], entries: 0, summary: null, status, isStale: true }
    after.subjects.set(status.child, row === undefined ? empty : { ...row, type: 'child', status, isStale: true })
    touched.add(status.child)
    changed.add(status.child)
  }
}

function toGather({ head }: Snapshot): number[] {
  const loose = head.segments.filter(({ isLoose }) => isLoose)
  const small = head.segments.filter(({ isLoose, bytes }) => !isLoose && bytes < smallBytes)
  if (loose.length <= looseLimit) return []
  // The small ones only with many loose ones, or each gathering would write the last one's remainder again.
  return [...small, ...loose].slice(0, gatheredAtOnce).map(({ segment }) => segment)
}

/** Some of the stale subjects: those who lie together, so that a segment is opened once for all of them. */
function staleSubjects({ subjects }: Snapshot): [string, SubjectRow][] {
  const stale = [...subjects]
    .filter(([, { isStale }]) => isStale)
    .map((one) => ({ one, lastSegment: one[1].segments.at(-1) ?? 0 }))
    .toSorted((left, right) => left.lastSegment - right.lastSegment || compareText(left.one[0], right.one[0]))
  const near = new Set<number>()
  const some: [string, SubjectRow][] = []
  for (const { one } of stale) {
    for (const segment of one[1].segments) near.add(segment)
    if (near.size > summarizedAtOnce && some.length > 0) break
    some.push(one)
  }
  return some
}

/**
 * By subject, then by seq. Who is named beside another lies with them (a mother with her child): both are opened for either, and each
 * segment is opened as few times as can be.
 */
function byHome(lines: readonly HeldLine[]): HeldLine[] {
  const homes = new Map<string, string>()
  for (const { subjects } of lines) {
    const [own = '', ...others] = subjects
    for (const other of others) {
      const home = homes.get(other)
      if (home === undefined || compareText(own, home) < 0) homes.set(other, own)
    }
  }
  const homeOf = ({ subjects: [own = ''] }: HeldLine): string => homes.get(own) ?? own
  const placed = lines.map((line) => ({ line, home: homeOf(line) }))
  return placed
    .toSorted((left, right) => compareText(left.home, right.home) || left.line.seq - right.line.seq)
    .map(({ line }) => line)
}
