// The page's side of the service worker's memory (key-hand-over.ts): keys are laid there when the page is left, and taken by the next.
import { isKeep, received, type Forget, type Keep, type StoreKeys, type Take } from './key-hand-over.ts'

export type WorkerKeys = {
  /** Leaves the keys for the next page; must not wait for anything, for the page is going. */
  keep: (keys: StoreKeys) => void
  /** Takes what the page before has left; null when there is no worker, or nothing. */
  take: () => Promise<StoreKeys | null>
  forget: () => void
}

/** A worker always answers; on a slow phone it is woken first, and what it gave out too late would be lost. */
const patienceMs = 10_000

/** Finds the service worker of this origin, also where it does not yet steer this page. */
export async function findWorkerKeys(): Promise<WorkerKeys> {
  // Older browsers and insecure pages have none.
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker
  const registration = await container?.getRegistration().catch(() => undefined)
  const worker = (): ServiceWorker | null => container?.controller ?? registration?.active ?? null
  return {
    keep: (keys) => worker()?.postMessage({ type: 'komar.key.keep', keys } satisfies Keep),
    take: async () => {
      const asked = worker()
      return asked === null ? null : askWorker(asked)
    },
    forget: () => worker()?.postMessage({ type: 'komar.key.forget' } satisfies Forget),
  }
}

function askWorker(worker: ServiceWorker): Promise<StoreKeys | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const answer = (keys: StoreKeys | null): void => {
      clearTimeout(timer)
      port1.close()
      resolve(keys)
    }
    const timer = setTimeout(() => answer(null), patienceMs)
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      port1.postMessage(received)
      answer(takenFrom(data))
    }
    worker.postMessage({ type: 'komar.key.take' } satisfies Take, [port2])
  })
}

/** The keys of the worker's answer (`Taken`), looked at with the same eye as those that it takes. */
function takenFrom(answer: unknown): StoreKeys | null {
  const keep: unknown = typeof answer === 'object' && answer !== null ? { ...answer, type: 'komar.key.keep' } : null
  return isKeep(keep) ? keep.keys : null
}
