// A store that answers pages: with summaries for its owner's sight, and attached to what pages ask. What that takes is heavy and loaded
// beside the first page; for those who read no child nothing of it is needed, and a carer's device says again what it heard.
import { loadPolicy, loadPolicyAhead } from '../policy/use-policy.ts'
import { attachHeard } from './attach-heard.ts'
import type { OpenStore, StoreEvents } from './open-store.ts'
import type { Unlocked } from './unlocked.ts'

/** Fetches and starts what an open store stands on, while a password is typed or stretched. */
export async function fetchAhead(): Promise<void> {
  await Promise.all([import('./open-store.ts'), fetchAnswering(), loadPolicyAhead()])
}

async function fetchAnswering() {
  const [{ summaryMaker }, { attachStore }] = await Promise.all([
    import('../insight/device/summary-maker.ts'),
    import('../insight/device/attach.ts'),
  ])
  return { summaryMaker, attachStore }
}

/** Opens a store; while it is open, this device answers where the host does not. */
export async function openAnswering(unlocked: Unlocked, events: StoreEvents): Promise<OpenStore> {
  const { session, isInMemory } = unlocked
  // With all that it stands on, not before somebody is signed in: the way in is to be quick.
  const { openStore } = await import('./open-store.ts')
  // Nothing is kept: this device has no answer of its own.
  if (isInMemory === true) return openStore(unlocked, events)
  if (session.mayRead.length === 0) return openWithoutEntries(await openStore(unlocked, events), unlocked)
  const [{ summaryMaker, attachStore }, pack] = await Promise.all([fetchAnswering(), loadPolicy(session.host.country)])
  const store = await openStore(unlocked, events, summaryMaker(session, pack))
  return closingWith(store, attachStore(store, unlocked, session, pack))
}

function openWithoutEntries(store: OpenStore, unlocked: Unlocked): OpenStore {
  const { session } = unlocked
  return session.roles.includes('carer') ? closingWith(store, attachHeard(store, unlocked, session)) : store
}

function closingWith(store: OpenStore, detach: () => void): OpenStore {
  return {
    ...store,
    close: () => {
      detach()
      store.close()
    },
  }
}
