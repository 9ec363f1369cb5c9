// A model of the host, small enough to be seen to be right: the domain's own access policy decides who reads and writes; appending and the
// feed do what docs/decisions/0001 and 0004 say. The real host is tested against PostgreSQL; here it is what devices must agree with.
import { classBit, classesOf, type AccessClass } from '@komar/domain/access/classes'
import { mayRead, mayWrite, sightOf, type Actor, type SubjectCircles } from '@komar/domain/access/policy'
import type { SubjectId, Written } from '@komar/domain/chronicle/entry'
import type { AppendResult } from '@komar/contract/chronicle'
import { problem, type Problem } from '@komar/domain/chronicle/problem'
import { classOf } from '@komar/domain/kinds'
import { addDays, plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import type { Circles, People, Person } from './people.ts'

/** A kind that the host knows and no device does yet; its lines carry a member that no device knows either. */
export const newerKind = 'care.future-step'
const newerClass: AccessClass = 'care'
/** A kind that nobody knows. */
export const strangeKind = 'draw.nobody-knows'

export type ServerEntry = { written: Written; seq: number; content: string; chain: string; line: string }
type Scope = { version: number; day: PlainDate }
type Backfill = { to: Scope; subject: string; seq: number; hidden: Scope[] }
type Delta = { subject: string; gained: number; lost: number }
type Cursor = { account: string; epoch: string; seq: number; at: Scope; also: Scope[]; backfill?: Backfill }
export type Session = { person: Person; device: string }
type Kept = { entries: ServerEntry[]; refusals: Map<string, { content: string; problem: Problem }> }

/** The host of a simulated world. */
export class Server {
  entries: ServerEntry[] = []
  /** Calls that reached it. */
  calls = 0
  refusals: Kept['refusals'] = new Map()
  versions: Circles[]
  day: PlainDate = plainDate('2026-01-05')
  epoch: string
  readonly sessions = new Map<string, Session>()
  readonly revoked = new Set<string>()
  /** Corrections refused because what they correct was not there, with what that was. */
  readonly tooEarly: { id: string; target: string }[] = []
  private backedUp: Kept = { entries: [], refusals: new Map() }
  private backedUpTo = 0

  constructor(people: People, epoch: string) {
    this.versions = [people.circles]
    this.epoch = epoch
  }

  get circles(): Circles {
    const last = this.versions.at(-1)
    if (last === undefined) throw new RangeError('a host without circles')
    return last
  }

  nextDay(days: number): void {
    this.day = addDays(this.day, days)
  }

  backUp(): void {
    this.backedUp = { entries: [...this.entries], refusals: new Map(this.refusals) }
    this.backedUpTo = this.entries.length
  }

  /** From the last backup, as another epoch. Sessions do not come back, so that nobody sends before they know. */
  restore(epoch: string): void {
    this.entries = [...this.backedUp.entries]
    this.refusals = new Map(this.backedUp.refusals)
    this.epoch = epoch
    this.sessions.clear()
  }

  /** One result each, in order; `together` groups stand or fall as one. */
  append(session: Session, entries: readonly Written[], together: readonly (readonly string[])[]): AppendResult[] {
    this.calls += 1
    const group = new Map(together.flatMap((ids) => ids.map((id) => [id, ids] as const)))
    const results = new Map<string, AppendResult>()
    for (const entry of entries) {
      if (results.has(entry.id)) continue
      const ids = group.get(entry.id) ?? [entry.id]
      const members = entries.filter(({ id }) => ids.includes(id))
      for (const result of this.appendGroup(session, members)) results.set(result.id, result)
    }
    return entries.flatMap(({ id }) => results.get(id) ?? [])
  }

  private appendGroup(session: Session, members: readonly Written[]): AppendResult[] {
    const before = this.entries.length
    const results = members.map((entry) => this.appendOne(session, entry))
    if (members.length === 1 || results.every(({ status }) => status !== 'refused')) return results
    this.entries.length = before
    return members.map((entry, place) => {
      const own = results[place]
      return own?.status === 'refused' ? own : this.refuse(entry, problem('entry.group-refused'))
    })
  }

  private appendOne(session: Session, written: Written): AppendResult {
    const { id } = written
    const content = JSON.stringify(written)
    const known = this.entries.find((entry) => entry.written.id === id)
    const refusal = this.refusals.get(id)
    if ((known ?? refusal) !== undefined && (known ?? refusal)?.content !== content) {
      return { id, status: 'refused', problem: problem('entry.id-reused') }
    }
    if (known !== undefined) return { id, status: 'duplicate', seq: known.seq }
    if (refusal !== undefined) return { id, status: 'duplicate', problem: refusal.problem }
    const fault = this.judge(session, written)
    if (fault !== null) return this.refuse(written, fault)
    const seq = this.entries.length + 1
    const chain = hash(`${this.entries.at(-1)?.chain ?? ''}|${content}|${seq}`)
    const more = written.kind === newerKind ? { hint: 'from a newer host' } : {}
    const line = JSON.stringify({
      ...written,
      ...more,
      seq,
      received: '2026-01-05T00:00:00.000Z',
      content: hash(content),
      chain,
    })
    this.entries.push({ written, seq, content, chain, line })
    return { id, status: 'accepted', seq }
  }

  private refuse(written: Written, fault: Problem): AppendResult {
    this.refusals.set(written.id, { content: JSON.stringify(written), problem: fault })
    return { id: written.id, status: 'refused', problem: fault }
  }

  private judge({ person, device }: Session, written: Written): Problem | null {
    if (written.author !== person.id || written.device !== device) return problem('entry.author-mismatch')
    const target = written.replaces ?? written.retracts
    if (target !== undefined && this.refusals.has(target)) return problem('entry.depends-on-refused')
    const found = this.entries.find((entry) => entry.written.id === target)
    if (target !== undefined && found === undefined) this.tooEarly.push({ id: written.id, target })
    if (target !== undefined && (found === undefined || !this.isVisible(person, found))) {
      return problem('entry.replaced-not-found')
    }
    const subjects: SubjectId[] = [written.subject, ...written.also]
    const wanted = { class: serverClass(written.kind), agency: written.agency, subjects, opens: null }
    if (!mayWrite(this.actor(person), wanted, this.subjectCircles(subjects), this.day).allowed) {
      return problem('access.not-permitted')
    }
    return written.body['isUnlucky'] === true ? problem('gate.refused') : null
  }

  /** What a person may see of an entry today. */
  isVisible(person: Person, { written }: ServerEntry): boolean {
    const subjects: SubjectId[] = [written.subject, ...written.also]
    const shown = { class: serverClass(written.kind), agency: written.agency, subjects }
    return mayRead(this.actor(person), shown, this.subjectCircles(subjects), this.day).allowed
  }

  private actor(person: Person, { users }: Circles = this.circles): Actor {
    return { user: person.id, agency: person.agency, roles: person.roles, circles: users.get(person.id) ?? [] }
  }

  private subjectCircles(subjects: readonly SubjectId[]): SubjectCircles {
    return new Map(subjects.map((id) => [id, this.circles.subjects.get(id) ?? []]))
  }

  /** The lines of one page, or null for a cursor that this host does not know. */
  feed({ person }: Session, after: string | null, limit: number): string | null {
    this.calls += 1
    const now: Scope = { version: this.versions.length - 1, day: this.day }
    const start: Cursor =
      after === null
        ? { account: person.id, epoch: this.epoch, seq: 0, at: now, also: [] }
        : (JSON.parse(after) as Cursor)
    const isKnown = start.epoch === this.epoch && start.seq <= this.entries.length && start.account === person.id
    if (!isKnown) return null
    const { cursor, forget, sent } = this.catchUp(person, start, now, limit)
    if (!isThere(cursor, now)) return this.pageOf(cursor, true, forget, sent)
    const left = limit - sent.length
    const fresh = this.entries.filter((entry) => entry.seq > cursor.seq && this.isVisible(person, entry)).slice(0, left)
    const more = fresh.length === left
    const seq = more ? (fresh.at(-1)?.seq ?? cursor.seq) : this.entries.length
    return this.pageOf({ ...cursor, seq }, more && seq < this.entries.length, forget, [...sent, ...fresh])
  }

  private catchUp(person: Person, start: Cursor, now: Scope, limit: number) {
    if (isThere(start, now)) return { cursor: start, forget: [], sent: [] }
    const { backfill, ...base } = start
    const to = backfill?.to ?? now
    const wanted = joined([start.at, ...start.also].map((from) => this.deltas(person, from, to)))
    const forget = backfill === undefined ? wanted.filter(({ lost }) => lost !== 0) : []
    const isHiding =
      backfill !== undefined &&
      this.deltas(person, to, now).some(({ subject, lost }) =>
        wanted.some((one) => one.subject === subject && (one.gained & lost) !== 0),
      )
    // Every such moment is remembered here; the host forgets those that a later one covers.
    const hidden = [...(backfill?.hidden ?? []), ...(isHiding ? [now] : [])]
    const sent = start.seq === 0 ? [] : this.backfill(person, start, wanted).slice(0, limit)
    const last = sent.at(-1)
    const cursor: Cursor =
      sent.length < limit || last === undefined
        ? { ...base, at: to, also: hidden }
        : { ...base, backfill: { to, subject: last.subject, seq: last.entry.seq, hidden } }
    return { cursor, forget, sent: sent.map(({ entry }) => entry) }
  }

  private deltas(person: Person, from: Scope, to: Scope): Delta[] {
    return [...this.circles.subjects.keys()].toSorted().flatMap((subject) => {
      const [before, after] = [this.sight(person, subject, from), this.sight(person, subject, to)]
      const [gained, lost] = [after & ~before, before & ~after]
      return (gained | lost) === 0 ? [] : [{ subject, gained, lost }]
    })
  }

  private sight(person: Person, subject: string, { version, day }: Scope): number {
    const circles = this.versions[version] ?? this.circles
    return sightOf(this.actor(person, circles), circles.subjects.get(subject) ?? [], day)
  }

  private backfill(person: Person, { seq, backfill }: Cursor, deltas: readonly Delta[]) {
    return deltas.flatMap(({ subject, gained, lost }) =>
      this.entries
        .filter((entry) => entry.seq <= seq && names(entry, subject) && this.isVisible(person, entry))
        .filter(({ written }) => (classBit(serverClass(written.kind)) & (gained | lost)) !== 0)
        .filter((entry) => isBehind(backfill, subject, entry.seq))
        .map((entry) => ({ subject, entry })),
    )
  }

  private pageOf(
    cursor: Cursor,
    more: boolean,
    forget: readonly { subject: string; lost: number }[],
    sent: readonly ServerEntry[],
  ): string {
    const head = { seq: this.entries.length, chain: this.entries.at(-1)?.chain ?? '' }
    const lines = [
      ...forget.map(({ subject, lost }) => JSON.stringify({ forget: { subject, classes: classesOf(lost) } })),
      ...sent.map(({ line }) => line),
      JSON.stringify({ cursor: JSON.stringify(cursor), more, head, backedUpTo: Math.min(this.backedUpTo, head.seq) }),
    ]
    return lines.map((line) => `${line}\n`).join('')
  }
}

function joined(deltas: readonly (readonly Delta[])[]): Delta[] {
  const bySubject = new Map<string, Delta>()
  for (const { subject, gained, lost } of deltas.flat()) {
    const known = bySubject.get(subject)
    bySubject.set(subject, { subject, gained: gained | (known?.gained ?? 0), lost: lost | (known?.lost ?? 0) })
  }
  return [...bySubject.values()].toSorted((left, right) => (left.subject < right.subject ? -1 : 1))
}

function isBehind(place: Backfill | undefined, subject: string, seq: number): boolean {
  return place === undefined || subject > place.subject || (subject === place.subject && seq > place.seq)
}

function isThere({ at, also, backfill }: Cursor, now: Scope): boolean {
  return backfill === undefined && also.length === 0 && isSame(at, now)
}

function isSame(left: Scope, right: Scope): boolean {
  return left.version === right.version && left.day === right.day
}

function names({ written }: ServerEntry, subject: string): boolean {
  return written.subject === subject || written.also.some((other) => other === subject)
}

function serverClass(kind: string): AccessClass | 'unknown' {
  return kind === newerKind ? newerClass : classOf(kind)
}

/** 64 bits of FNV-1a in hex: enough to tell two pasts apart here. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n
  for (const char of text) value = ((value ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffffffn
  return value.toString(16).padStart(16, '0')
}
