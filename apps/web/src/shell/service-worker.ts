// How a page talks to the service worker.
import { isAskOpen, type Open } from '../service-worker/messages.ts'

const patienceMs = 30_000

/** Null where the browser has none: an old browser, a private window of some, plain http. */
export function workers(): ServiceWorkerContainer | null {
  return 'serviceWorker' in navigator ? navigator.serviceWorker : null
}

/** Asks the worker that serves this page; null when there is none, or it does not answer. */
export async function askWorker(message: object): Promise<unknown> {
  const worker = workers()?.controller
  if (!worker) return null
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const timer = setTimeout(() => resolve(null), patienceMs)
    port1.addEventListener('message', ({ data }) => {
      clearTimeout(timer)
      port1.close()
      resolve(data)
    })
    port1.start()
    worker.postMessage(message, [port2])
  })
}

/** While somebody is at work in this page, says so to the worker, which else refuses addresses of the API; ends with the page. */
export function answerThatSomeoneIsAtWork(): () => void {
  const answer = ({ data, ports }: MessageEvent<unknown>): void => {
    if (isAskOpen(data)) ports[0]?.postMessage({ isOpen: true } satisfies Open)
  }
  const container = workers()
  container?.addEventListener('message', answer)
  container?.startMessages()
  return () => container?.removeEventListener('message', answer)
}
