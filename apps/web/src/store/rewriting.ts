// One step of the store: some segments go, with the lines that are to be forgotten; what stays of them and what is new lies in new ones.
// The step is worked out beside what is there, and becomes true only when it was written (device-chronicle.ts). Pure but for reading.
import type { SubjectType } from '@komar/domain/chronicle/entry'
import { kindNamed } from '@komar/domain/kinds'
import type { Change } from './disk.ts'
import type { HeldLine } from './feed-page.ts'
import { runsOf, type Segments } from './segments.ts'
import type { Head, SegmentRow, Snapshot, SubjectRow } from './snapshot.ts'

export type Step = {
  /** Segments that go. */
  old: readonly number[]
  /** Lines of them that go for good. */
  isDropped: (line: HeldLine) => boolean
  added: readonly HeldLine[]
  /** The new segments are gathered by subject. */
  order?: ((lines: readonly HeldLine[]) => HeldLine[]) | undefined
}

export type Stepped = { after: Snapshot; touched: Set<string>; changed: Set<string>; changes: Change[] }

/** Works out a step. `touched`: subjects whose place changed; `changed`: those whose entries did. */
export async function workOut(before: Snapshot, segments: Segments, step: Step): Promise<Stepped> {
  const subjects = new Map(before.subjects)
  const [touched, changed] = [new Set<string>(), new Set<string>()]
  const subjectOf = (id: string): SubjectRow => {
    const known = subjects.get(id)
    if (known !== undefined && touched.has(id)) return known
    const copy: SubjectRow = known === undefined ? newSubject() : { ...known, segments: [...known.segments] }
    subjects.set(id, copy)
    touched.add(id)
    return copy
  }
  const kept: HeldLine[] = []
  const old = new Set(step.old)
  for (const number of old) {
    for (const line of await segments.read(number)) {
      const isDropped = step.isDropped(line)
      if (!isDropped) kept.push(line)
      for (const id of line.subjects) {
        const subject = subjectOf(id)
        subject.segments = subject.segments.filter((one) => !old.has(one))
        if (isDropped) mark(subject, -1, id, changed)
      }
    }
  }
  for (const line of step.added) {
    for (const id of line.subjects) mark(subjectOf(id), 1, id, changed)
    teachType(line, subjectOf)
  }
  const lines = step.order === undefined ? [...kept, ...step.added] : step.order([...kept, ...step.added])
  const { rows, changes } = await place(lines, before.head, segments, step.order === undefined, subjectOf)
  forgetEmpty(subjects, changed)
  const maxSeq = step.added.reduce((best, { seq }) => Math.max(best, seq), before.head.maxSeq)
  const head: Head = {
    ...before.head,
    maxSeq,
    nextSegment: before.head.nextSegment + rows.length,
    segments: [...before.head.segments.filter(({ segment }) => !old.has(segment)), ...rows],
  }
  const removals = [...old].map((number) => segments.removal(number))
  return { after: { head, subjects }, touched, changed, changes: [...changes, ...removals] }
}

async function place(
  lines: readonly HeldLine[],
  { nextSegment }: Head,
  segments: Segments,
  isLoose: boolean,
  subjectOf: (id: string) => SubjectRow,
): Promise<{ rows: SegmentRow[]; changes: Change[] }> {
  const [rows, changes]: [SegmentRow[], Change[]] = [[], []]
  for (const [index, run] of runsOf(lines).entries()) {
    const segment = nextSegment + index
    const change = await segments.change(segment, run)
    changes.push(change)
    rows.push({ segment, entries: run.length, bytes: change.value.length, isLoose })
    for (const id of new Set(run.flatMap((line) => line.subjects))) subjectOf(id).segments.push(segment)
  }
  return { rows, changes }
}

function newSubject(): SubjectRow {
  return { type: null, segments: [], entries: 0, summary: null, status: null, isStale: false }
}

function mark(subject: SubjectRow, by: number, id: string, changed: Set<string>): void {
  subject.entries += by
  subject.isStale = true
  changed.add(id)
}

/** The type of whom an entry of a known kind is about, and of the others where only one type may stand there. */
function teachType(line: HeldLine, subjectOf: (id: string) => SubjectRow): void {
  const kind = kindNamed(line.kind)
  if (kind === undefined) return
  const [own, ...others] = line.subjects
  const only: SubjectType | undefined = kind.also.length === 1 ? kind.also[0] : undefined
  if (own !== undefined) subjectOf(own).type = kind.subject
  if (only !== undefined) for (const id of others) subjectOf(id).type ??= only
}

/** Of whom nothing is left, nothing is known: no summary, no status line, not that they were there. */
function forgetEmpty(subjects: Map<string, SubjectRow>, changed: ReadonlySet<string>): void {
  for (const id of changed) if (subjects.get(id)?.entries === 0) subjects.delete(id)
}
