// A device's chronicle in memory, fed with lines of the feed as the sealed store is. For tests: it keeps nothing and seals nothing.
import type { FeedLine, StatusLine } from '@komar/contract/chronicle'
import type { Entry, Recorded, SubjectId, SubjectType } from '@komar/domain/chronicle/entry'
import { recordsBeside, summarize, type Reader, type Summary } from '@komar/domain/insight/summary'
import { kindNamed } from '@komar/domain/kinds'
import type { PolicyPack } from '@komar/domain/policy'
import { recordsOf } from '@komar/domain/register/merge-state'
import type { DeviceChronicle } from './device-chronicle-port.ts'

export type ChronicleInMemory = DeviceChronicle & {
  take: (lines: readonly FeedLine[]) => void
  write: (entry: Recorded) => void
}

type Held = {
  chronicles: Map<SubjectId, Entry[]>
  types: Map<SubjectId, SubjectType>
  statuses: Map<string, StatusLine>
  summaries: Map<SubjectId, Summary | null>
  pending: Recorded[]
}

/** An empty chronicle of this reader, up to an instant. */
export function chronicleInMemory(reader: Reader, pack: PolicyPack, asOf: string | null = null): ChronicleInMemory {
  const held: Held = { chronicles: new Map(), types: new Map(), statuses: new Map(), summaries: new Map(), pending: [] }
  const listeners = new Set<() => void>()
  const summary = (subject: SubjectId) => summaryOf(subject, held, reader, pack)
  const changed = (): void => {
    held.summaries.clear()
    listeners.forEach((listener) => listener())
  }
  return {
    take: (lines) => {
      lines.forEach((line) => takeLine(line, held))
      changed()
    },
    write: (entry) => {
      held.pending.push(entry)
      learn(entry, held)
      changed()
    },
    entriesOf: (subject) => Promise.resolve(entriesOf(subject, held)),
    summary,
    summaries: (type) => {
      const found = [...held.types.keys()].flatMap((subject) => summary(subject) ?? [])
      return found.filter((one): one is Extract<Summary, { type: typeof type }> => one.type === type)
    },
    status: (child) => held.statuses.get(child) ?? null,
    pending: () => held.pending,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    size: () => {
      const entries = new Set([...held.chronicles.values()].flat()).size
      return { entries, bytes: 0, subjects: held.types.size, asOf, signed: [] }
    },
  }
}

function takeLine(line: FeedLine, held: Held): void {
  if (isStatus(line)) {
    held.statuses.set(line.status.child, line.status)
    held.types.set(line.status.child as SubjectId, 'child') // a uuid by its schema
  } else if ('kind' in line) {
    const entry = line as unknown as Entry // checked by the feed's own schema
    learn(entry, held)
    for (const subject of [entry.subject, ...entry.also]) {
      const others = chronicleOf(subject, held).filter(({ id }) => id !== entry.id)
      held.chronicles.set(subject, [...others, entry])
    }
  }
}

/** An entry is open to further members, and the compiler cannot tell it from the other lines. */
function isStatus(line: FeedLine): line is { status: StatusLine } {
  return 'status' in line && !('kind' in line)
}

function learn({ kind, subject }: Recorded, { types }: Held): void {
  const type = kindNamed(kind)?.subject
  if (type !== undefined) types.set(subject, type)
}

function chronicleOf(subject: SubjectId, { chronicles }: Held): Entry[] {
  return chronicles.get(subject) ?? []
}

function entriesOf(subject: SubjectId, held: Held): Entry[] {
  const chronicle = (one: SubjectId) => chronicleOf(one, held)
  if (recordsBeside(subject, chronicle(subject)).length === 0) return chronicle(subject)
  const { kept, others } = recordsOf(subject, chronicle)
  if (kept !== subject) return chronicle(subject)
  const all = [subject, ...others].flatMap(chronicle)
  return [...new Map(all.map((entry) => [entry.id, entry])).values()].toSorted((a, b) => a.seq - b.seq)
}

function summaryOf(subject: SubjectId, held: Held, reader: Reader, pack: PolicyPack): Summary | null {
  const known = held.summaries.get(subject)
  if (known !== undefined) return known
  const type = held.types.get(subject)
  const waiting = held.pending.filter((entry) => entry.subject === subject || entry.also.includes(subject))
  const status = (child: SubjectId) => held.statuses.get(child) ?? null
  const chronicle = (one: SubjectId) => chronicleOf(one, held)
  const entries = [...chronicle(subject), ...waiting]
  const world = { pack, reader, chronicle, status }
  const made = type === undefined ? null : summarize(subject, type, entries, status(subject), world)
  held.summaries.set(subject, made)
  return made
}
