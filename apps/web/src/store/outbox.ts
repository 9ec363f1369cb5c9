// Entries written here that the host has not acknowledged, or has refused and the author has not yet answered. Each stays until both are
// done: nothing is lost by a closed page, a lost network, a full disk, a newer version or another person's sign-in. Sending twice is
// harmless, as ids are made here (docs/decisions/0001-the-envelope.md). An accepted entry rests here until the feed has brought it
// back: a host restored from a backup may lack it, and then it is offered again (docs/sync.md).
import type { AppendResult } from '@komar/contract/chronicle'
import { withCorrections } from '@komar/domain/access/erasure-state'
import type { Uuid, Written } from '@komar/domain/chronicle/entry'
import { compareText } from '@komar/domain/chronicle/order'
import { nextBatchOf } from './batch.ts'
import type { BoxMaker } from './boxes.ts'
import type { Change, Disk } from './disk.ts'
import { inTurn } from './in-turn.ts'
import { isToSend } from './is-to-send.ts'
import { readRow, settledBy, storedRow, waitingAgain, type OutboxRow, type Unsent } from './outbox-row.ts'
import { openedRow, sealedChange } from './sealed-rows.ts'
import type { Place, Seal } from './seal.ts'
import { noSentValues } from './sent-values.ts'

/** An entry that the host had accepted as `seq`, and lacks now. */
export type Lacking = { entry: Written; seq: number }

export type Outbox = {
  /**
   * They are on this device when the promise is kept. `alone`: written with them, each judged by itself.
   * @throws DiskFull when there is no room: nothing of it was kept.
   */
  add: (entries: readonly Written[], together: boolean, alone?: readonly Written[]) => Promise<string>
  /** Groups to send next, whole and in the order written; empty when nothing waits. Shown as "sent" from here. */
  nextBatch: () => Promise<readonly (readonly Unsent[])[]>
  /** No answer came: they wait again. */
  markWaiting: (ids: readonly string[]) => Promise<void>
  settle: (outcomes: readonly AppendResult[]) => Promise<void>
  /** What the host refused, and does not keep, is sent once more. */
  sendAgain: (ids: readonly string[]) => Promise<void>
  /** In the order written, without those whose acceptance was seen. */
  list: () => Promise<Unsent[]>
  /** Rows that a newer Komar wrote: kept, and not understood here. */
  unreadCount: () => Promise<number>
  /** The author has seen the outcome; an entry that is still to be sent cannot be taken away. */
  acknowledge: (ids: readonly string[]) => Promise<void>
  /** Accepted and seen, and kept until the host's copy is safe. */
  resting: () => Promise<Unsent[]>
  release: (ids: readonly string[]) => Promise<void>
  /** Erased for good: they go, whatever became of them here, with all that corrects them. Answers the ids of all. */
  drop: (ids: readonly string[]) => Promise<string[]>
  /** A restored host: all that was accepted waits again, beside entries of this device that it lacks. Written by the caller. */
  offerAgain: (lacking: readonly Lacking[]) => Promise<{ changes: Change[]; done: () => void }>
  /** Makes boxes for what waits without one, a few at a time; answers how many are still without. */
  fillBoxes: () => Promise<number>
  /** `isOther`: another page has written. */
  subscribe: (listener: (isOther: boolean) => void) => () => void
  /** Another tab has written. */
  reload: () => Promise<void>
}

type Options = { disk: Disk; seal: Seal; boxer?: BoxMaker | undefined; newKey?: () => string }

const boxesAtOnce = 20

/** Opens the outbox of a store. */
export async function openOutbox(options: Options): Promise<Outbox> {
  const outbox = new SealedOutbox(options)
  await outbox.load()
  return outbox
}

class SealedOutbox implements Outbox {
  private readonly options: Options
  private readonly newKey: () => string
  private readonly listeners = new Set<(isOther: boolean) => void>()
  private readonly queue = inTurn()
  private rows = new Map<string, OutboxRow>()
  private unread = 0

  constructor(options: Options) {
    this.options = options
    this.newKey = options.newKey ?? (() => crypto.randomUUID())
  }

  readonly add: Outbox['add'] = (entries, together, alone = []) =>
    this.queue(async () => {
      // What is here already is here: an entry that comes back by hand may be.
      const fresh = (all: readonly Written[]): Written[] => all.filter(({ id }) => !this.rows.has(id))
      const last = lastOrder(this.rows)
      const made = newRows(fresh(entries), together, last, this.newKey)
      const beside = newRows(fresh(alone), false, last + made.length, this.newKey)
      await this.keep(new Map([...made, ...beside].map((row) => [row.unsent.id, row])))
      return made[0]?.unsent.group ?? ''
    })

  readonly nextBatch: Outbox['nextBatch'] = () =>
    this.queue(async () => {
      const groups = nextBatchOf(this.unsentOf(({ unsent }) => isToSend(unsent)))
      this.inMemory(idsOf(groups.flat()), (unsent) => ({ ...unsent, state: 'sent', attempts: unsent.attempts + 1 }))
      return groups
    })

  readonly markWaiting: Outbox['markWaiting'] = (ids) =>
    this.queue(async () =>
      this.inMemory(ids, (unsent) => (isToSend(unsent) ? { ...unsent, state: 'waiting' } : unsent)),
    )

  readonly settle: Outbox['settle'] = (outcomes) =>
    this.queue(async () => {
      const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]))
      const settled = this.pick([...byId.keys()], (row) => {
        const outcome = byId.get(row.unsent.id)
        if (outcome === undefined) return row
        // Erased for good, or a correction of what was: the host keeps nothing of it, and neither does this device.
        if (outcome.problem?.code === 'entry.erased') return null
        const unsent = settledBy(row.unsent, outcome)
        // A restored host may refuse what its former self accepted: its author has not seen that.
        return { ...row, unsent, isSeen: row.isSeen && unsent.state === 'accepted' }
      })
      await this.keep(settled)
    })

  readonly sendAgain: Outbox['sendAgain'] = (ids) =>
    this.queue(() =>
      this.keep(
        this.pick(ids, (row) => (row.unsent.state === 'refused' ? { ...row, unsent: waitingAgain(row.unsent) } : row)),
      ),
    )

  readonly list: Outbox['list'] = () =>
    this.queue(async () => this.unsentOf(({ unsent, isSeen }) => !isSeen || isToSend(unsent)))

  readonly unreadCount: Outbox['unreadCount'] = () => this.queue(async () => this.unread)

  readonly acknowledge: Outbox['acknowledge'] = (ids) =>
    this.queue(() =>
      this.keep(
        this.pick(ids, (row) => {
          if (isToSend(row.unsent)) return row
          return row.unsent.state === 'refused' ? null : { ...row, isSeen: true }
        }),
      ),
    )

  readonly resting: Outbox['resting'] = () => this.queue(async () => this.unsentOf(isResting))

  readonly release: Outbox['release'] = (ids) =>
    this.queue(() => this.keep(this.pick(ids, (row) => (isResting(row) ? null : row))))

  readonly drop: Outbox['drop'] = (ids) =>
    this.queue(async () => {
      const rows = [...this.rows.values()].map(({ unsent }) => unsent.entry)
      const gone = withCorrections(ids as readonly Uuid[], rows)
      await this.keep(this.pick([...gone], () => null))
      return [...gone]
    })

  readonly offerAgain: Outbox['offerAgain'] = (lacking) =>
    this.queue(async () => {
      const changed = offeredAgain([...this.rows.values()], lacking, this.newKey)
      const changes = await Promise.all([...changed.values()].map((row) => this.change(row)))
      return { changes, done: () => this.believe(changed) }
    })

  readonly fillBoxes: Outbox['fillBoxes'] = () => {
    const { disk, boxer } = this.options
    return this.queue(() => fillBoxes(disk, boxer, this.inOrder()))
  }

  readonly subscribe: Outbox['subscribe'] = (listener) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly reload: Outbox['reload'] = async () => {
    await this.queue(() => this.load())
    this.tell(true)
  }

  async load(): Promise<void> {
    const { disk, seal } = this.options
    const sent = new Set([...this.rows.values()].filter(({ unsent }) => unsent.state === 'sent').map(({ key }) => key))
    const found = new Map<string, OutboxRow>()
    let unread = 0
    for (const { key, value } of await disk.readAll('outbox')) {
      const row = readRow(key, await openedRow(seal, placeOf(key), value))
      if (row === null) unread += 1
      else if (sent.has(key)) found.set(row.unsent.id, { ...row, unsent: { ...row.unsent, state: 'sent' } })
      else found.set(row.unsent.id, row)
    }
    this.rows = found
    this.unread = unread
  }

  private tell(isOther = false): void {
    for (const listener of this.listeners) listener(isOther)
  }

  private change(row: OutboxRow): Promise<Change> {
    return sealedChange(this.options.seal, placeOf(row.key), storedRow(row))
  }

  /** Writes, and only then believes. A null row goes, with its box; and what was typed goes with the last that may be refused. */
  private async keep(changed: ReadonlyMap<string, OutboxRow | null>): Promise<void> {
    if (changed.size === 0) return
    const change = (row: OutboxRow): Promise<Change> => this.change(row)
    const changes = await Promise.all([...changed].map(([id, row]) => changesOf(this.rows.get(id), row, change)))
    await this.options.disk.write([...changes.flat(), ...(await this.noValues(changed))])
    this.believe(changed)
  }

  private noValues(changed: ReadonlyMap<string, OutboxRow | null>): Promise<Change[]> {
    const touched = [...changed].flatMap(([id, row]) => row ?? this.rows.get(id) ?? [])
    const left = [...new Map<string, OutboxRow | null>([...this.rows, ...changed]).values()].flatMap((row) => row ?? [])
    const unsentOf = (rows: readonly OutboxRow[]): Unsent[] => rows.map(({ unsent }) => unsent)
    return noSentValues(this.options.seal, unsentOf(touched), unsentOf(left))
  }

  private believe(changed: ReadonlyMap<string, OutboxRow | null>): void {
    for (const [id, row] of changed) {
      if (row === null) this.rows.delete(id)
      else this.rows.set(id, row)
    }
    this.tell()
  }

  private inMemory(ids: readonly string[], to: (unsent: Unsent) => Unsent): void {
    for (const id of ids) {
      const row = this.rows.get(id)
      if (row !== undefined) this.rows.set(id, { ...row, unsent: to(row.unsent) })
    }
    if (ids.length > 0) this.tell()
  }

  private inOrder(): OutboxRow[] {
    return [...this.rows.values()].toSorted(byOrder)
  }

  private unsentOf(isWanted: (row: OutboxRow) => boolean): Unsent[] {
    return this.inOrder().flatMap((row) => (isWanted(row) ? [row.unsent] : []))
  }

  private pick(ids: readonly string[], to: (row: OutboxRow) => OutboxRow | null): Map<string, OutboxRow | null> {
    return new Map(ids.flatMap((id) => withId(this.rows.get(id), (row) => [id, to(row)] as const)))
  }
}

function placeOf(key: string): Place {
  return { table: 'outbox', key }
}

function isResting({ unsent, isSeen }: OutboxRow): boolean {
  return isSeen && unsent.state === 'accepted'
}

/** A row written anew; or gone, with its box. What the host has answered needs no box any more. */
async function changesOf(
  before: OutboxRow | undefined,
  row: OutboxRow | null,
  change: (row: OutboxRow) => Promise<Change>,
): Promise<Change[]> {
  const key = row?.key ?? before?.key
  if (key === undefined) return []
  const noBox: Change = { table: 'boxes', key, value: null }
  if (row === null) return [{ table: 'outbox', key, value: null }, noBox]
  return isToSend(row.unsent) ? [await change(row)] : [await change(row), noBox]
}

async function fillBoxes(disk: Disk, boxer: BoxMaker | undefined, rows: readonly OutboxRow[]): Promise<number> {
  if (boxer === undefined) return 0
  const boxed = new Set(await disk.keys('boxes'))
  const without = rows.filter(({ key, unsent }) => isToSend(unsent) && !boxed.has(key))
  const some = without.slice(0, boxesAtOnce)
  const changes = await Promise.all(
    some.map(async ({ key, unsent }): Promise<Change> => ({ table: 'boxes', key, value: await boxer(unsent) })),
  )
  if (changes.length > 0) await disk.write(changes)
  return without.length - some.length
}

function newRows(entries: readonly Written[], together: boolean, last: number, newKey: () => string): OutboxRow[] {
  const group = entries[0]?.id ?? ''
  return entries.map((entry, place) => ({
    key: newKey(),
    isSeen: false,
    unsent: { id: entry.id, entry, group, together, order: last + place + 1, state: 'waiting', attempts: 0 },
  }))
}

/** In the order in which the host had accepted them, before all that waits: so that each finds what it corrects. */
function offeredAgain(
  rows: readonly OutboxRow[],
  lacking: readonly Lacking[],
  newKey: () => string,
): Map<string, OutboxRow> {
  const known = new Set(rows.map(({ unsent }) => unsent.id))
  // Entries of one press carry one instant of writing: by it a group is found again.
  const accepted = rows.filter(({ unsent }) => unsent.state === 'accepted')
  const groups = new Map(accepted.map(({ unsent }) => [unsent.entry.written, unsent]))
  const made: OutboxRow[] = []
  for (const one of lacking) {
    if (known.has(one.entry.id)) continue
    const row = restored(one, newKey(), groups.get(one.entry.written))
    groups.set(one.entry.written, row.unsent)
    made.push(row)
  }
  const again = [...accepted, ...made]
  const first = rows.reduce((least, { unsent }) => Math.min(least, unsent.order), 0)
  const inOrder = again.toSorted((left, right) => (left.unsent.seq ?? 0) - (right.unsent.seq ?? 0))
  return new Map(
    inOrder.map(({ unsent: { seq: _seq, ...unsent }, ...row }, place) => {
      const order = first - inOrder.length + place
      return [unsent.id, { ...row, unsent: { ...unsent, order, state: 'waiting' } }]
    }),
  )
}

function restored({ entry, seq }: Lacking, key: string, beside: Unsent | undefined): OutboxRow {
  const { group, together } = beside ?? { group: entry.id, together: true }
  return {
    key,
    isSeen: true,
    unsent: { id: entry.id, entry, group, together, order: 0, state: 'accepted', attempts: 0, seq },
  }
}

function lastOrder(rows: ReadonlyMap<string, OutboxRow>): number {
  let last = 0
  for (const { unsent } of rows.values()) last = Math.max(last, unsent.order)
  return last
}

function byOrder(left: OutboxRow, right: OutboxRow): number {
  // Two tabs may have given one place to two entries; ids made on one device sort by time.
  return left.unsent.order - right.unsent.order || compareText(left.unsent.id, right.unsent.id)
}

function idsOf(unsent: readonly Unsent[]): string[] {
  return unsent.map(({ id }) => id)
}

function withId<T>(row: OutboxRow | undefined, to: (row: OutboxRow) => T): T[] {
  return row === undefined ? [] : [to(row)]
}
