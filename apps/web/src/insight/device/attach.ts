// Puts the parts together that let a device answer: the store's chronicle and outbox, what was last heard, the clock, the download.
import type { Session } from '@komar/contract/session'
import type { CountryPack } from '@komar/domain/policy'
import { attachDevice } from '../../store/ask.ts'
import { hostClock } from '../../store/host-clock.ts'
import { createKeptAnswers } from '../../store/kept-answers.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { Unlocked } from '../../store/unlocked.ts'
import type { Download, DownloadState } from '../../store/download-port.ts'
import { answerers } from './all.ts'
import { deviceView } from './device-view.ts'

/** From now on this device answers; what is answered ends that. */
export function attachStore(
  store: OpenStore,
  { disk, seal }: Unlocked,
  session: Session,
  pack: CountryPack,
): () => void {
  const clock = hostClock(session.host, Date.now())
  const { view, stop } = deviceView(store, { session, pack, clock })
  const detach = attachDevice({
    chronicle: view,
    kept: createKeptAnswers(disk, seal),
    download: downloadOf(store),
    session,
    clock,
    answerers: () => Promise.resolve(answerers),
    policy: () => Promise.resolve(pack),
  })
  return () => {
    detach()
    stop()
  }
}

function downloadOf({ sync, chronicle }: Pick<OpenStore, 'sync' | 'chronicle'>): Download {
  return {
    state: () => stateOf(sync.state(), chronicle.size().entries, isWhole(chronicle)),
    start: sync.wake,
    beginAnew: sync.chooseAnew,
    subscribe: (listener) => sync.subscribe(listener),
  }
}

/**
 * The host has said once that this is all; before that, and while another choice comes, what is here is a part of it. Whoever is told so
 * leaves the network: the lists must be made by then.
 */
function isWhole({ size, position, isSettled }: OpenStore['chronicle']): boolean {
  return size().asOf !== null && !position().isRenewing && isSettled()
}

type SyncState = ReturnType<OpenStore['sync']['state']>

function stateOf({ pull, progress, isFull }: SyncState, held: number, isHere: boolean): DownloadState {
  const entries = progress?.entries ?? held
  const expected = progress === null || progress.part === 0 ? null : Math.round(entries / progress.part)
  const sofar = { entries, expected }
  if (isFull) return { is: 'stopped', ...sofar, because: 'no-room' }
  if (progress !== null) return { is: 'running', ...sofar }
  if (pull === 'signed-out') return { is: 'stopped', ...sofar, because: 'signed-out' }
  // Between two tries, with all that was there when the host was last heard.
  if (isHere) return { is: 'whole' }
  return pull === 'waiting' ? { is: 'stopped', ...sofar, because: 'no-network' } : { is: 'running', ...sofar }
}
