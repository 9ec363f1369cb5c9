// A device of somebody who reads no entry and has a page all the same, a carer: where the host does not answer, it says again what it last
// heard (kept-answers.ts). It has no lists to make and no rules to know, so nothing heavy is loaded for it.
import type { Session } from '@komar/contract/session'
import { loadPolicy } from '../policy/use-policy.ts'
import { attachDevice } from './ask.ts'
import type { DeviceChronicle } from './device-chronicle-port.ts'
import { hostClock } from './host-clock.ts'
import { createKeptAnswers } from './kept-answers.ts'
import type { OpenStore } from './open-store.ts'
import type { Unlocked } from './unlocked.ts'

/** From now on this device answers with what it heard; what is answered ends that. */
export function attachHeard({ sync }: Pick<OpenStore, 'sync'>, { disk, seal }: Unlocked, session: Session): () => void {
  return attachDevice({
    chronicle: noEntries,
    kept: createKeptAnswers(disk, seal),
    download: {
      state: () => ({ is: 'whole' }),
      start: sync.wake,
      beginAnew: sync.chooseAnew,
      subscribe: (listener) => sync.subscribe(listener),
    },
    session,
    clock: hostClock(session.host, Date.now()),
    answerers: () => Promise.resolve([]),
    policy: loadPolicy,
  })
}

const noEntries: DeviceChronicle = {
  entriesOf: () => Promise.resolve([]),
  summary: () => null,
  summaries: () => [],
  status: () => null,
  pending: () => [],
  subscribe: () => () => undefined,
  size: () => ({ entries: 0, bytes: 0, subjects: 0, asOf: null, signed: [] }),
}
