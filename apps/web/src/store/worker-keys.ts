// The page's side of the service worker's memory (key-hand-over.ts): keys are laid there when the page is left, and taken by the next.
import {
  readHeldStore,
  type ForgetMessage,
  type HeldStore,
  type KeepMessage,
  type TakeMessage,
} from './key-hand-over.ts'

export type WorkerKeys = {
  /** Leaves the keys for the next page; must not wait for anything, for the page is going. */
  keep: (held: HeldStore) => void
  /** Takes what the page before has left; null when there is no worker, or nothing. */
  take: () => Promise<HeldStore | null>
  forget: () => void
}

const patienceMs = 500

/** Finds the service worker of this origin, also where it does not yet steer this page. */
export async function findWorkerKeys(): Promise<WorkerKeys> {
  // Older browsers and insecure pages have none.
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker
  const registration = await container?.getRegistration().catch(() => undefined)
  const worker = (): ServiceWorker | null => container?.controller ?? registration?.active ?? null
  return {
    keep: (held) => worker()?.postMessage({ type: 'komar.key.keep', held } satisfies KeepMessage),
    take: async () => {
      const asked = worker()
      return asked === null ? null : askWorker(asked)
    },
    forget: () => worker()?.postMessage({ type: 'komar.key.forget' } satisfies ForgetMessage),
  }
}

function askWorker(worker: ServiceWorker): Promise<HeldStore | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const answer = (held: HeldStore | null): void => {
      clearTimeout(timer)
      port1.close()
      resolve(held)
    }
    const timer = setTimeout(() => answer(null), patienceMs)
    port1.onmessage = ({ data }: MessageEvent<unknown>) => answer(readHeldStore({ held: data }))
    worker.postMessage({ type: 'komar.key.take' } satisfies TakeMessage, [port2])
  })
}
