// Sends what waits, apart from the entries and after them: one at a time, in parts, going on where the host stands, so that a lost
// connection costs a part and no more. Only the host's answer settles one: whole, or refused with the reason. Anything else means later,
// with longer waits. An attachment goes once the entry that names it was accepted; the host knows no other.
import type { Attachment } from '@komar/domain/chronicle/attachments'
import type { Attachments, KeptAttachment } from './attachments.ts'
import { waitBeforeTryMs } from './back-off.ts'

/** How far the host is; `later`: no network, host busy, signed out; `refused`: the code of its problem, which will not change. */
export type UploadAnswer = { received: number; isWhole: boolean } | 'later' | { refused: string }

/** The host's side of an upload. */
export type AttachmentHost = {
  /** Begins, or says how far an upload that was begun has come. */
  begin: (attachment: Attachment & { entry: string }) => Promise<UploadAnswer>
  /** Where the host stands at another offset, it says so as its answer. */
  put: (id: string, offset: number, part: Uint8Array<ArrayBuffer>) => Promise<UploadAnswer>
  /** The whole file, for whoever may read its entry; null when it cannot be had now. */
  content: (id: string) => Promise<Blob | null>
}

export type Uploader = { wake: () => void; stop: () => void; whenIdle: () => Promise<void> }

type Options = {
  attachments: Attachments
  host: AttachmentHost
  /** Whether the host has taken the entry that names it. */
  isAccepted: (entry: string) => Promise<boolean>
  chance?: () => number
}

/** Starts sending; call `wake` when an entry was accepted, and `stop` when the store is locked. */
export function startUploader(options: Options): Uploader {
  const { chance = Math.random } = options
  let failures = 0
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    const went = await drain(options, () => stopped)
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

/** Sends all that can go (true), or stops at the first that cannot now (false). */
async function drain({ attachments, host, isAccepted }: Options, isStopped: () => boolean): Promise<boolean> {
  for (const kept of await attachments.list()) {
    if (isStopped()) return true
    if (kept.state !== 'waiting' || kept.entry === null || !(await isAccepted(kept.entry))) continue
    if (!(await send(kept, kept.entry, attachments, host, isStopped))) return false
  }
  return true
}

async function send(
  kept: KeptAttachment,
  entry: string,
  attachments: Attachments,
  host: AttachmentHost,
  isStopped: () => boolean,
): Promise<boolean> {
  const { id, sha256, bytes, type } = kept
  let answer = await host.begin({ id, sha256, bytes, type, entry })
  let last = -1
  for (;;) {
    if (answer === 'later') return false
    if ('refused' in answer) {
      await attachments.mark(id, { state: 'refused', refused: answer.refused })
      return true
    }
    await attachments.mark(id, { received: answer.received, ...(answer.isWhole && { state: 'done' as const }) })
    if (answer.isWhole || isStopped()) return true
    // A host that stands still, or wants bytes that there are none of, is asked again later and not in a ring.
    if (answer.received <= last || answer.received >= bytes) return false
    last = answer.received
    answer = await host.put(id, answer.received, await attachments.part(id, answer.received))
  }
}
