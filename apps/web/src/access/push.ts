// The browser's own web push. It needs a service worker, the browser's consent, and a push service that the browser's maker runs.

/** Whether this browser can be sent web push at all. */
export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
}

export type BrowserSubscription = { endpoint: string; p256dh: string; auth: string }

/** Asks the person, then the browser; null where either says no, or there is no service worker yet. `key`: the host's VAPID key. */
export async function subscribeHere(key: string): Promise<BrowserSubscription | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const registration = await navigator.serviceWorker.getRegistration()
  if (registration === undefined) return null
  const before = await registration.pushManager.getSubscription()
  // One made with another key of the host is of no use any more.
  await before?.unsubscribe()
  const made = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: key })
    .catch(() => null)
  const { endpoint, keys } = made?.toJSON() ?? {}
  const { p256dh, auth } = keys ?? {}
  return endpoint === undefined || p256dh === undefined || auth === undefined ? null : { endpoint, p256dh, auth }
}

/** Ends it in the browser, where there is one. */
export async function unsubscribeHere(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
}
