// A device's chronicle in memory, fed with lines of the feed as the sealed store is. For tests: it keeps nothing and seals nothing.
import type { FeedLine, StatusLine } from '@komar/contract/chronicle'
import type { Entry, Recorded, SubjectId, SubjectType } from '@komar/domain/chronicle/entry'
import { recordsBeside, summarize, type Reader, type Summary } from '@komar/domain/insight/summary'
import { kindNamed } from '@komar/domain/kinds'
import { recordsOf } from '@komar/domain/register/merge-state'
import type { PolicyPack } from '@komar/domain/policy'
import type { DeviceChronicle } from './device-chronicle-port.ts'

export type ChronicleInMemory = DeviceChronicle & {
  take: (lines: readonly FeedLine[]) => void
  write: (entry: Recorded) => void
}

/** An empty chronicle of this reader. */
export function chronicleInMemory(reader: Reader, pack: PolicyPack): ChronicleInMemory {
  const chronicles = new Map<SubjectId, Entry[]>()
  const types = new Map<SubjectId, SubjectType>()
  const statuses = new Map<string, StatusLine>()
  const summaries = new Map<SubjectId, Summary | null>()
  const pending: Recorded[] = []
  const listeners = new Set<() => void>()
  const chronicle = (subject: SubjectId): Entry[] => chronicles.get(subject) ?? []
  const status = (child: SubjectId): StatusLine | null => statuses.get(child) ?? null

  function summary(subject: SubjectId): Summary | null {
    const known = summaries.get(subject)
    if (known !== undefined) return known
    const type = types.get(subject)
    const entries = [...chronicle(subject), ...pending.filter((entry) => names(entry, subject))]
    const made =
      type === undefined
        ? null
        : summarize(subject, type, entries, status(subject), { pack, reader, chronicle, status })
    summaries.set(subject, made)
    return made
  }

  function changed(): void {
    summaries.clear()
    listeners.forEach((listener) => listener())
  }

  function learn({ kind, subject }: Recorded): void {
    const type = kindNamed(kind)?.subject
    if (type !== undefined) types.set(subject, type)
  }

  return {
    take: (lines) => {
      for (const line of lines) {
        if (isStatus(line)) {
          statuses.set(line.status.child, line.status)
          types.set(line.status.child as SubjectId, 'child') // a uuid by its schema
        } else if ('kind' in line) {
          const entry = line as unknown as Entry // checked by the feed's own schema
          learn(entry)
          for (const subject of [entry.subject, ...entry.also]) {
            chronicles.set(subject, [...chronicle(subject).filter(({ id }) => id !== entry.id), entry])
          }
        }
      }
      changed()
    },
    write: (entry) => {
      pending.push(entry)
      learn(entry)
      changed()
    },
    entriesOf: async (subject) => {
      const { kept, others } = recordsOf(subject, chronicle)
      if (kept !== subject || recordsBeside(subject, chronicle(subject)).length === 0) return chronicle(subject)
      const all = [subject, ...others].flatMap(chronicle)
      return [...new Map(all.map((entry) => [entry.id, entry])).values()].toSorted((a, b) => a.seq - b.seq)
    },
    summary,
    summaries: (type) => {
      const found = [...types.keys()].flatMap((subject) => summary(subject) ?? [])
      return found.filter((one): one is Extract<Summary, { type: typeof type }> => one.type === type)
    },
    status,
    pending: () => pending,
    typeOf: (subject) => types.get(subject) ?? null,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    size: () => ({
      entries: new Set([...chronicles.values()].flat()).size,
      bytes: 0,
      subjects: types.size,
      asOf: null,
    }),
  }
}

/** An entry is open to further members, and the compiler cannot tell it from the other lines. */
function isStatus(line: FeedLine): line is { status: StatusLine } {
  return 'status' in line && !('kind' in line)
}

function names({ subject, also }: Recorded, wanted: SubjectId): boolean {
  return subject === wanted || also.includes(wanted)
}
