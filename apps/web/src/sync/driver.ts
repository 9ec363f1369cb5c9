// Drives the two machines: carries out their effects and brings back what became of them. Results of an earlier turn change nothing.
import type { AppendResult } from '@komar/contract/chronicle'
import { writtenSchema, type Written } from '@komar/domain/chronicle/entry'
import { waitBeforeTryMs } from '../store/back-off.ts'
import type { DeviceChronicle, Renewal } from '../store/device-chronicle.ts'
import { DiskFull } from '../store/disk.ts'
import { inTurn } from '../store/in-turn.ts'
import type { DevicePage, HeldLine } from '../store/feed-page.ts'
import type { Attachments } from '../store/attachments.ts'
import type { Outbox } from '../store/outbox.ts'
import type { Unsent } from '../store/outbox-row.ts'
import type { Host, NoAnswer, Pulled } from './host.ts'
import {
  atRest,
  pullTable,
  pushTable,
  step,
  type Machine,
  type SyncEffect,
  type SyncEvent,
  type pullStates,
  type pushStates,
} from './machine.ts'
import { firstPageSize, nextPageSize, progressOf, skewOf, type Progress } from './pace.ts'

type PushState = (typeof pushStates)[number]
type PullState = (typeof pullStates)[number]

/** What the pages show of it. */
export type SyncState = {
  push: PushState
  pull: PullState
  /** Null unless a long download is under way. */
  progress: Progress | null
  /** How far this device's clock is ahead of the host's, in milliseconds; 0 when it is near. */
  skewMs: number
  /** There was no room on the device at the last try. */
  isFull: boolean
}

export type Clock = {
  nowMs: () => number
  /** Calls once after so many milliseconds, unless cancelled by what it answers. */
  after: (ms: number, call: () => void) => () => void
  /** From 0 up to 1. */
  chance: () => number
}

export type Driver = {
  tell: (event: 'start' | 'stop' | 'wake' | 'online' | 'choice-changed') => void
  state: () => SyncState
  subscribe: (listener: (state: SyncState) => void) => () => void
}

type Options = {
  outbox: Outbox
  /** Files taken on this device. */
  attachments: Pick<Attachments, 'dropOf' | 'afterPull' | 'offerAgain'>
  chronicle: DeviceChronicle
  host: Host
  clock: Clock
  /** Whose entries this store writes: what a restored host lacks of them is offered again. */
  author: { account: string; device: string }
  onSessionEnded: () => void
  /** The host trusts this device no longer: the vault decides what goes. */
  onRevoked: () => void
  /** Something that should not happen; it is tried again all the same. */
  onFault: (error: unknown) => void
}

/** Makes a driver at rest; `start` sets it going. */
export function makeDriver(options: Options): Driver {
  return new SyncDriver(options)
}

type Begun = { atMs: number; entries: number; expected: number | null }

/** What the machines are working on; the machines themselves hold no data. */
type Context = {
  /** The page after the one that is being kept, asked for already. */
  ahead: { after: string; pulled: Promise<Pulled> } | null
  batch: readonly (readonly Unsent[])[]
  outcomes: readonly AppendResult[]
  page: DevicePage | null
  size: number
  why: Renewal
  epoch: string
  hasNewChoice: boolean
  begun: Begun
}

class SyncDriver implements Driver {
  private readonly options: Options
  private push: Machine<PushState> = atRest('off')
  private pull: Machine<PullState> = atRest('off')
  private shown: SyncState = { push: 'off', pull: 'off', progress: null, skewMs: 0, isFull: false }
  private readonly listeners = new Set<(state: SyncState) => void>()
  private readonly finishing = inTurn()
  private readonly cancels: { push: () => void; pull: () => void } = { push: () => {}, pull: () => {} }
  private readonly context: Context

  constructor(options: Options) {
    this.options = options
    this.context = {
      ahead: null,
      batch: [],
      outcomes: [],
      page: null,
      size: firstPageSize,
      why: 'choice',
      epoch: options.chronicle.position().epoch ?? '',
      hasNewChoice: false,
      begun: this.beginning(),
    }
  }

  readonly tell: Driver['tell'] = (event) => {
    if (event === 'start') this.settleWhatWasLeft()
    if (event === 'choice-changed') this.context.hasNewChoice = true
    // Sending begins again when it is known whose host this is.
    else this.feedPush(event === 'start' ? 'stop' : event)
    if (event !== 'choice-changed') this.feedPull(event)
    else this.lookAtChoice()
  }

  readonly state: Driver['state'] = () => this.shown

  readonly subscribe: Driver['subscribe'] = (listener) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Ended between a page and its summaries, with no host since: the lists are made from what is here. */
  private settleWhatWasLeft(): void {
    const toDo = async (): Promise<SyncEvent> => {
      await this.finishing(() => this.options.chronicle.settle())
      return 'settled'
    }
    this.run(() => this.show({}), toDo)
  }

  private beginning(): Begun {
    return { atMs: this.options.clock.nowMs(), entries: 0, expected: null }
  }

  private show(change: Partial<SyncState>): void {
    this.shown = { ...this.shown, ...change, push: this.push.is, pull: this.pull.is }
    for (const listener of this.listeners) listener(this.shown)
  }

  private feedPush(event: SyncEvent, turn = this.push.turn): void {
    const stepped = turn === this.push.turn ? step(pushTable, this.push, event) : null
    if (stepped === null) return
    this.push = stepped.machine
    this.show({})
    for (const effect of stepped.do) this.doPush(effect)
  }

  private feedPull(event: SyncEvent, turn = this.pull.turn): void {
    const stepped = turn === this.pull.turn ? step(pullTable, this.pull, event) : null
    if (stepped === null) return
    this.pull = stepped.machine
    this.context.why = whyOf[event] ?? this.context.why
    this.show(this.pull.is === 'idle' ? { progress: null } : {})
    for (const effect of stepped.do) this.doPull(effect)
    if (isHostKnown(event, this.options.chronicle)) this.feedPush('start')
    if (event === 'new-epoch') this.feedPush('stop')
    this.lookAtChoice()
  }

  /** A new choice waits until nothing is being written. */
  private lookAtChoice(): void {
    if (!this.context.hasNewChoice || pullTable[this.pull.is]['choice-changed'] === undefined) return
    this.context.hasNewChoice = false
    this.feedPull('choice-changed')
  }

  private after(machine: 'push' | 'pull', failures: number, feed: () => void): void {
    this.cancels[machine] = this.options.clock.after(waitBeforeTryMs(failures, this.options.clock.chance()), feed)
  }

  private doPush(effect: SyncEffect): void {
    const { turn, failures } = this.push
    const come = (event: SyncEvent): void => this.feedPush(event, turn)
    switch (effect) {
      case 'read-batch':
        return this.run(come, async () => {
          const batch = await this.options.outbox.nextBatch()
          // Asked anew meanwhile: what this one was given goes back.
          if (turn === this.push.turn) this.context.batch = batch
          return batch.length === 0 ? 'nothing-waits' : 'batch'
        })
      case 'send':
        return this.run(come, async () => {
          const pushed = await this.options.host.push(this.context.batch)
          if (pushed.is !== 'answered') return this.refused(pushed)
          if (turn === this.push.turn) this.context.outcomes = pushed.outcomes
          return 'answered'
        })
      case 'settle':
        return this.run(come, async () => {
          const erased = this.context.outcomes.filter(({ problem }) => problem?.code === 'entry.erased')
          if (erased.length > 0) await this.letGo(erased.map(({ id }) => id))
          await this.options.outbox.settle(this.context.outcomes)
          await this.options.outbox.markWaiting(unanswered(this.context.batch, this.context.outcomes))
          return 'settled'
        })
      case 'give-back':
        void this.options.outbox.markWaiting(this.context.batch.flat().map(({ id }) => id))
        return
      case 'wait':
        return this.after('push', failures, () => come('timer'))
      default:
        this.cancels.push()
    }
  }

  private doPull(effect: SyncEffect): void {
    const { turn, failures } = this.pull
    const come = (event: SyncEvent): void => this.feedPull(event, turn)
    switch (effect) {
      case 'ask':
        this.context.ahead = null
        return this.run(come, () => this.ask())
      case 'fetch':
        return this.run(come, () => this.fetchPage(turn))
      case 'keep':
        return this.run(come, () => this.keep())
      case 'renew':
        return this.run(come, async () => {
          await this.options.chronicle.beginAnew(this.context.why, this.context.epoch)
          this.context.begun = this.beginning()
          return 'renewed'
        })
      case 'swap':
        return this.run(come, () => this.finishing(() => this.finish()))
      case 'wait':
        return this.after('pull', failures, () => come('timer'))
      default:
        this.context.ahead = null
        this.cancels.pull()
    }
  }

  /** Carries out an effect; a disk that is full, or fails, is an event like another. */
  private run(come: (event: SyncEvent) => void, effect: () => Promise<SyncEvent>): void {
    effect().then(
      (event) => {
        if (this.shown.isFull && keeps.includes(event)) this.show({ isFull: false })
        come(event)
      },
      (error: unknown) => {
        if (error instanceof DiskFull) this.show({ isFull: true })
        else this.options.onFault(error)
        come('not-kept')
      },
    )
  }

  private async ask(): Promise<SyncEvent> {
    const known = await this.options.host.whoAmI()
    if (known.is !== 'known') return this.refused(known)
    this.show({ skewMs: skewOf(this.options.clock.nowMs(), Date.parse(known.now)) })
    this.context.epoch = known.epoch
    await this.options.chronicle.noteEpoch(known.epoch)
    return this.options.chronicle.position().epoch === known.epoch ? 'same-host' : 'new-epoch'
  }

  private async fetchPage(turn: number): Promise<SyncEvent> {
    const after = this.options.chronicle.position().cursor
    const { ahead } = this.context
    this.context.ahead = null
    // Asked for ahead, it is the same page: unless the one before it was not kept, or all begins anew.
    const pulled = await (ahead !== null && ahead.after === after ? ahead.pulled : this.askForPage(after))
    if (turn !== this.pull.turn) return 'failed'
    if (pulled.is === 'page') {
      this.context.size = nextPageSize(this.context.size, pulled.ms)
      this.context.page = pulled.page
      return 'page'
    }
    this.context.size = nextPageSize(this.context.size, 'failed')
    return pulled.is === 'cursor-unknown' ? 'cursor-unknown' : this.refused(pulled)
  }

  /** Erased for good: entries that wait or rest here, what corrects them, and all files of theirs. */
  private async letGo(erased: readonly string[]): Promise<void> {
    const gone = await this.options.outbox.drop(erased)
    await this.options.attachments.dropOf(gone)
  }

  private askForPage(after: string | null): Promise<Pulled> {
    return this.options.host.pull({ after, limit: this.context.size })
  }

  private async keep(): Promise<SyncEvent> {
    const { page, begun } = this.context
    if (page === null) return 'failed'
    // While this page is written, the host works out the next.
    if (page.more) this.context.ahead = { after: page.cursor, pulled: this.askForPage(page.cursor) }
    // Before the page: were the device to stop between the two, the page comes again.
    const erased = page.forget.flatMap((forget) => forget.erased ?? [])
    if (erased.length > 0) await this.letGo(erased)
    const applied = await this.options.chronicle.apply(page, new Date(this.options.clock.nowMs()).toISOString())
    if (applied.is === 'contradicted') return 'contradiction'
    begun.entries += page.lines.length
    begun.expected = page.expected ?? begun.expected
    if (page.more) this.show({ progress: this.progress(page) })
    if (this.options.chronicle.position().isIncomplete) return 'incomplete'
    return page.more ? 'kept-more' : 'kept-all'
  }

  private progress({ lines, head }: DevicePage): Progress {
    const { atMs, ...begun } = this.context.begun
    return progressOf(
      { ...begun, lastSeq: lines.at(-1)?.seq ?? 0, headSeq: head.seq },
      this.options.clock.nowMs() - atMs,
    )
  }

  private async finish(): Promise<SyncEvent> {
    await this.options.chronicle.settle()
    this.context.begun = this.beginning()
    if (!this.options.chronicle.position().isRenewing) {
      await this.releaseHeld()
      return 'not-whole'
    }
    if (this.options.chronicle.why() === 'epoch') {
      const lacking = await this.options.chronicle.lacking((line) => isMine(line, this.options.author))
      const offered = await this.options.outbox.offerAgain(lacking.map(writtenOf))
      const files = await this.options.attachments.offerAgain()
      if (await this.options.chronicle.swap([...offered.changes, ...files])) offered.done()
    } else await this.options.chronicle.swap([])
    await this.releaseHeld()
    return 'swapped'
  }

  /** What rests here until the host's copy of it is safe. */
  private async releaseHeld(): Promise<void> {
    const { outbox, attachments, chronicle } = this.options
    await releaseHeld(outbox, chronicle)
    const { head, backedUpTo } = chronicle.position()
    if (head !== null) await attachments.afterPull({ head: head.seq, backedUpTo })
  }

  private refused({ is }: NoAnswer): SyncEvent {
    if (is === 'later') return 'failed'
    if (is === 'session-ended') this.options.onSessionEnded()
    else this.options.onRevoked()
    return 'session-ended'
  }
}

const keeps: readonly SyncEvent[] = ['settled', 'kept-more', 'kept-all', 'renewed', 'swapped', 'not-whole']

const whyOf: Partial<Record<SyncEvent, Renewal>> = {
  'new-epoch': 'epoch',
  'same-host': 'cursor',
  incomplete: 'unknown-kinds',
  'choice-changed': 'choice',
}

/** Nothing is sent before it is sure that this is the host that was known: a restored one is first given what it lacks. */
function isHostKnown(event: SyncEvent, chronicle: DeviceChronicle): boolean {
  const isSure = event === 'same-host' || event === 'page' || event === 'swapped' || event === 'not-whole'
  return isSure && chronicle.why() !== 'epoch'
}

function unanswered(batch: readonly (readonly Unsent[])[], outcomes: readonly AppendResult[]): string[] {
  const answered = new Set(outcomes.map(({ id }) => id))
  return batch.flat().flatMap(({ id }) => (answered.has(id) ? [] : [id]))
}

async function releaseHeld(outbox: Outbox, chronicle: DeviceChronicle): Promise<void> {
  const { backedUpTo } = chronicle.position()
  const safe: string[] = []
  for (const { id, seq, entry } of await outbox.resting()) {
    const isBackedUp = seq !== undefined && seq <= backedUpTo
    if (isBackedUp || (await chronicle.holds({ id, subject: entry.subject }))) safe.push(id)
  }
  await outbox.release(safe)
}

function isMine({ text }: HeldLine, { account, device }: Options['author']): boolean {
  const { author, device: by } = JSON.parse(text) as { author?: unknown; device?: unknown }
  return author === account && by === device
}

/** What its author wrote, without what the host had given it: a newer host may have given more than this version knows. */
function writtenOf({ text, seq }: HeldLine): { entry: Written; seq: number } {
  const line = JSON.parse(text) as Record<string, unknown>
  const own = Object.keys(writtenSchema.shape).filter((name) => name in line)
  // The host had accepted these very members as a written entry.
  return { entry: Object.fromEntries(own.map((name) => [name, line[name]])) as Written, seq }
}
