// The browser's own offer to install the app, where it makes one (Chromium: the event "beforeinstallprompt", in no standard).

export type InstallState = 'not-offered' | 'offered' | 'installed'

type Offer = Event & { prompt: () => Promise<unknown> }

type OfferedInstallation = {
  read: () => { state: InstallState }
  subscribe: (listener: () => void) => () => void
  /** Asks the browser's own question; can be asked once for each offer. */
  accept: () => Promise<void>
}

/** Listens from the start of the page: the offer comes once, long before somebody looks for it. */
export function listenForOffer(page: EventTarget, isStandalone: boolean): OfferedInstallation {
  const listeners = new Set<() => void>()
  let offer: Offer | null = null
  let shown: { state: InstallState } = { state: isStandalone ? 'installed' : 'not-offered' }

  const become = (state: InstallState): void => {
    shown = { state }
    for (const listener of listeners) listener()
  }
  page.addEventListener('beforeinstallprompt', (event) => {
    if (!isOffer(event)) return
    // The page asks when somebody wants it, not the browser in the middle of something.
    event.preventDefault()
    offer = event
    become('offered')
  })
  page.addEventListener('appinstalled', () => become('installed'))

  return {
    read: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    accept: async () => {
      const made = offer
      offer = null
      become('not-offered')
      await made?.prompt()
    },
  }
}

function isOffer(event: Event): event is Offer {
  return 'prompt' in event && typeof event.prompt === 'function'
}

export const offeredInstallation = listenForOffer(
  globalThis,
  typeof matchMedia === 'function' && matchMedia('(display-mode: standalone)').matches,
)
