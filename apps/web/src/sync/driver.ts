// Drives the two machines: carries out their effects and brings back what became of them. Results of an earlier turn change nothing.
import type { AppendResult } from '@komar/contract/chronicle'
import type { Written } from '@komar/domain/chronicle/entry'
import { waitBeforeTryMs } from '../store/back-off.ts'
import type { DeviceChronicle, Renewal } from '../store/device-chronicle.ts'
import { DiskFull } from '../store/disk.ts'
import { inTurn } from '../store/in-turn.ts'
import type { DevicePage, HeldLine } from '../store/feed-page.ts'
import type { Outbox } from '../store/outbox.ts'
import type { Unsent } from '../store/outbox-row.ts'
import type { Host, NoAnswer } from './host.ts'
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
  const { outbox, chronicle, host, clock, author } = options
  let push: Machine<PushState> = atRest('off')
  let pull: Machine<PullState> = atRest('off')
  let state: SyncState = { push: 'off', pull: 'off', progress: null, skewMs: 0, isFull: false }
  const listeners = new Set<(state: SyncState) => void>()
  const finishing = inTurn()
  const cancels = { push: () => undefined as void, pull: () => undefined as void }
  const beginning = () => ({ atMs: clock.nowMs(), entries: 0, expected: null as number | null })
  const context = {
    batch: [] as readonly (readonly Unsent[])[],
    outcomes: [] as readonly AppendResult[],
    page: null as DevicePage | null,
    size: firstPageSize,
    why: 'choice' as Renewal,
    epoch: chronicle.position().epoch ?? '',
    hasNewChoice: false,
    begun: beginning(),
  }

  function show(change: Partial<SyncState>): void {
    state = { ...state, ...change, push: push.is, pull: pull.is }
    for (const listener of listeners) listener(state)
  }

  function feedPush(event: SyncEvent, turn = push.turn): void {
    const stepped = turn === push.turn ? step(pushTable, push, event) : null
    if (stepped === null) return
    push = stepped.machine
    show({})
    for (const effect of stepped.do) doPush(effect)
  }

  function feedPull(event: SyncEvent, turn = pull.turn): void {
    const stepped = turn === pull.turn ? step(pullTable, pull, event) : null
    if (stepped === null) return
    pull = stepped.machine
    context.why = whyOf[event] ?? context.why
    show(pull.is === 'idle' ? { progress: null } : {})
    for (const effect of stepped.do) doPull(effect)
    if (isHostKnown(event, chronicle)) feedPush('start')
    if (event === 'new-epoch') feedPush('stop')
    lookAtChoice()
  }

  /** A new choice waits until nothing is being written. */
  function lookAtChoice(): void {
    if (!context.hasNewChoice || pullTable[pull.is]['choice-changed'] === undefined) return
    context.hasNewChoice = false
    feedPull('choice-changed')
  }

  function after(machine: 'push' | 'pull', failures: number, feed: () => void): void {
    cancels[machine] = clock.after(waitBeforeTryMs(failures, clock.chance()), feed)
  }

  function doPush(effect: SyncEffect): void {
    const { turn, failures } = push
    const come = (event: SyncEvent): void => feedPush(event, turn)
    switch (effect) {
      case 'read-batch':
        return run(come, async () => {
          const batch = await outbox.nextBatch()
          // Asked anew meanwhile: what this one was given goes back.
          if (turn === push.turn) context.batch = batch
          return batch.length === 0 ? 'nothing-waits' : 'batch'
        })
      case 'send':
        return run(come, async () => {
          const pushed = await host.push(context.batch)
          if (pushed.is !== 'answered') return refused(pushed)
          if (turn === push.turn) context.outcomes = pushed.outcomes
          return 'answered'
        })
      case 'settle':
        return run(come, async () => {
          await outbox.settle(context.outcomes)
          await outbox.markWaiting(unanswered(context.batch, context.outcomes))
          return 'settled'
        })
      case 'give-back':
        void outbox.markWaiting(context.batch.flat().map(({ id }) => id))
        return
      case 'wait':
        return after('push', failures, () => come('timer'))
      default:
        cancels.push()
    }
  }

  function doPull(effect: SyncEffect): void {
    const { turn, failures } = pull
    const come = (event: SyncEvent): void => feedPull(event, turn)
    switch (effect) {
      case 'ask':
        return run(come, () => ask())
      case 'fetch':
        return run(come, () => fetchPage(turn))
      case 'keep':
        return run(come, () => keep())
      case 'renew':
        return run(come, async () => {
          await chronicle.beginAnew(context.why, context.epoch)
          context.begun = beginning()
          return 'renewed'
        })
      case 'swap':
        return run(come, () => finishing(finish))
      case 'wait':
        return after('pull', failures, () => come('timer'))
      default:
        cancels.pull()
    }
  }

  /** Carries out an effect; a disk that is full, or fails, is an event like another. */
  function run(come: (event: SyncEvent) => void, effect: () => Promise<SyncEvent>): void {
    effect().then(
      (event) => {
        if (state.isFull && keeps.includes(event)) show({ isFull: false })
        come(event)
      },
      (error: unknown) => {
        if (error instanceof DiskFull) show({ isFull: true })
        else options.onFault(error)
        come('not-kept')
      },
    )
  }

  async function ask(): Promise<SyncEvent> {
    const known = await host.whoAmI()
    if (known.is !== 'known') return refused(known)
    show({ skewMs: skewOf(clock.nowMs(), Date.parse(known.now)) })
    context.epoch = known.epoch
    await chronicle.noteEpoch(known.epoch)
    return chronicle.position().epoch === known.epoch ? 'same-host' : 'new-epoch'
  }

  async function fetchPage(turn: number): Promise<SyncEvent> {
    const pulled = await host.pull({ after: chronicle.position().cursor, limit: context.size })
    if (turn !== pull.turn) return 'failed'
    if (pulled.is === 'page') {
      context.size = nextPageSize(context.size, pulled.ms)
      context.page = pulled.page
      return 'page'
    }
    context.size = nextPageSize(context.size, 'failed')
    return pulled.is === 'cursor-unknown' ? 'cursor-unknown' : refused(pulled)
  }

  async function keep(): Promise<SyncEvent> {
    const { page, begun } = context
    if (page === null) return 'failed'
    const applied = await chronicle.apply(page, new Date(clock.nowMs()).toISOString())
    if (applied.is === 'contradicted') return 'contradiction'
    begun.entries += page.lines.length
    begun.expected = page.expected ?? begun.expected
    if (page.more) show({ progress: progress(page) })
    if (chronicle.position().isIncomplete) return 'incomplete'
    return page.more ? 'kept-more' : 'kept-all'
  }

  function progress({ lines, head }: DevicePage): Progress {
    const { atMs, ...begun } = context.begun
    return progressOf({ ...begun, lastSeq: lines.at(-1)?.seq ?? 0, headSeq: head.seq }, clock.nowMs() - atMs)
  }

  async function finish(): Promise<SyncEvent> {
    await chronicle.settle()
    context.begun = beginning()
    if (!chronicle.position().isRenewing) {
      await releaseHeld(outbox, chronicle)
      return 'not-whole'
    }
    if (chronicle.why() === 'epoch') {
      const lacking = await chronicle.lacking((line) => isMine(line, author))
      const offered = await outbox.offerAgain(lacking.map(writtenOf))
      if (await chronicle.swap(offered.changes)) offered.done()
    } else await chronicle.swap([])
    await releaseHeld(outbox, chronicle)
    return 'swapped'
  }

  function refused({ is }: NoAnswer): SyncEvent {
    if (is === 'later') return 'failed'
    if (is === 'session-ended') options.onSessionEnded()
    else options.onRevoked()
    return 'session-ended'
  }

  return {
    tell: (event) => {
      if (event === 'choice-changed') context.hasNewChoice = true
      // Sending begins again when it is known whose host this is.
      else feedPush(event === 'start' ? 'stop' : event)
      if (event !== 'choice-changed') feedPull(event)
      else lookAtChoice()
    },
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
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

/** What its author wrote, without what the host had given it. */
function writtenOf({ text, seq }: HeldLine): { entry: Written; seq: number } {
  // The host had accepted these very members as a written entry.
  const {
    seq: _seq,
    received: _received,
    content: _content,
    chain: _chain,
    ...entry
  } = JSON.parse(text) as Written & {
    seq: unknown
    received: unknown
    content: unknown
    chain: unknown
  }
  return { entry, seq }
}
