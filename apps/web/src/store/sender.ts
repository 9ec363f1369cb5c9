// Empties the outbox, group by group in the order written, one at a time; waits longer after each failure, and tries at once when
// the browser says that the network is back.
import { waitBeforeTryMs } from './back-off.ts'
import type { AppendResult } from '@komar/contract/chronicle'
import type { Outbox, Unsent } from './outbox.ts'

/** What a try to send came to. `later`: no network, host down, signed out; `refused-whole`: the host would not take the call. */
export type Sent = { outcomes: readonly AppendResult[] } | 'later' | { refusedWhole: AppendResult['problem'] }

export type Post = (group: readonly Unsent[]) => Promise<Sent>

export type Sender = { wake: () => void; stop: () => void; whenIdle: () => Promise<void> }

type Options = { outbox: Outbox; post: Post; chance?: () => number }

/** Starts sending; call `wake` after adding to the outbox and `stop` at sign-out. */
export function startSender({ outbox, post, chance = Math.random }: Options): Sender {
  let failures = 0
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    const went = await withLock(() => drain(outbox, post, () => stopped))
    failures = went ? 0 : failures + 1
    if (!went && !stopped) timer = setTimeout(wake, waitBeforeTryMs(failures, chance()))
  }

  function wake(): void {
    clearTimeout(timer)
    if (stopped) return
    running = (running ?? Promise.resolve()).then(run, run)
  }

  function backOnline(): void {
    failures = 0
    wake()
  }

  globalThis.addEventListener('online', backOnline)
  wake()
  return {
    wake,
    whenIdle: () => running ?? Promise.resolve(),
    stop: () => {
      stopped = true
      clearTimeout(timer)
      globalThis.removeEventListener('online', backOnline)
    },
  }
}

/** Sends until the outbox is empty (true) or a group could not go (false). */
async function drain(outbox: Outbox, post: Post, isStopped: () => boolean): Promise<boolean> {
  for (;;) {
    const group = await outbox.nextGroup()
    if (group.length === 0 || isStopped()) return true
    await outbox.markSent(group)
    const sent = await post(group)
    if (sent === 'later') {
      await outbox.markWaiting(group)
      return false
    }
    await outbox.settle('outcomes' in sent ? sent.outcomes : group.map(({ id }) => refusal(id, sent.refusedWhole)))
  }
}

function refusal(id: string, problem: AppendResult['problem']): AppendResult {
  return { id, status: 'refused', problem }
}

/** One tab sends at a time, where the browser can promise that; elsewhere sending twice is harmless. */
function withLock<T>(work: () => Promise<T>): Promise<T> {
  // Older browsers, and insecure pages, have none.
  const locks: LockManager | null | undefined = navigator.locks
  return locks ? locks.request('komar.outbox', work) : work()
}
