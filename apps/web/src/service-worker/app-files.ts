// The app's own files on this device: all of them, for pages that were never opened must open without a network.
import { PrecacheController, type PrecacheEntry } from 'workbox-precaching'
import type { AppState } from './messages.ts'

const cacheName = 'komar-app'
const indexAddress = '/index.html'

export type AppFiles = {
  install: (event: ExtendableEvent) => void
  /** Takes away the files of earlier versions. Not while a page of one is open: it still fetches parts of itself. */
  dropOld: (event: ExtendableEvent) => void
  /** index.html, or undefined when neither this device nor the host has it. */
  page: () => Promise<Response | undefined>
  file: (request: Request) => Promise<Response>
  /** Fetches what is missing, and says how much still is. */
  mend: () => Promise<AppState>
}

export function createAppFiles(entries: readonly (PrecacheEntry | string)[]): AppFiles {
  const controller = new PrecacheController({ cacheName })
  controller.addToCacheList([...entries])

  async function fetched(address: string): Promise<Response | undefined> {
    const response = await fetch(address, { cache: 'no-cache' }).catch(() => undefined)
    return response?.ok ? response : undefined
  }

  async function mendOne(address: string, key: string): Promise<boolean> {
    const cache = await caches.open(cacheName)
    if ((await cache.match(key)) !== undefined) return true
    const response = await fetched(address)
    if (response === undefined) return false
    return cache.put(key, response).then(
      () => true,
      () => false,
    )
  }

  return {
    install: (event) => void controller.install(event),
    dropOld: (event) => void controller.activate(event),
    page: async () => (await controller.matchPrecache(indexAddress).catch(() => undefined)) ?? fetched(indexAddress),
    // Files of earlier versions stand under their own address, which holds a hash: a page that still runs one finds them.
    file: async (request) => {
      const key = controller.getCacheKeyForURL(request.url) ?? request.url
      const kept = await caches
        .open(cacheName)
        .then((cache) => cache.match(key))
        .catch(() => undefined)
      return kept ?? fetch(request)
    },
    mend: async () => {
      const files = [...controller.getURLsToCacheKeys()]
      let missing = 0
      for (const [address, key] of files) {
        if (!(await mendOne(address, key).catch(() => false))) missing += 1
      }
      return { files: files.length, missing }
    },
  }
}
