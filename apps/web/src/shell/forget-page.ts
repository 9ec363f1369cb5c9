import { forgetRecorded } from '../record/last-recorded.ts'
import type { makeRouter } from '../router.tsx'

/** Longer than the last writes of a page take (store/vault-inside.ts), and too short to begin typing a password. */
const reloadAfterMs = 700

/**
 * After locking: the address says nothing of where the person was. Where a service worker can bring the page again without a network,
 * it is loaded anew, so that nothing that was read stays in this document's memory. `leaveFor`: it is left for that address.
 */
export function forgetPage(router: ReturnType<typeof makeRouter>, leaveFor?: string): void {
  forgetRecorded()
  void router.navigate({ to: '/', replace: true, state: {} })
  if (leaveFor !== undefined) return globalThis.location.assign(leaveFor)
  // Older browsers and insecure pages have none.
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker
  if (container?.controller) setTimeout(() => globalThis.location.reload(), reloadAfterMs)
}
