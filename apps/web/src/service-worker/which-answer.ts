// What the service worker does with a request. Whatever the API says is personal and stays out of it, so that nothing of it can enter
// Cache Storage: only the app's own files are answered from this device. Source: docs/decisions/0014-the-device.md.

export type Asked = { url: string; method: string; mode: string }

/** `leave`: the browser asks the host itself. `api-page`: an address of the API opened like a page, as the PDF of a report is. */
export type WhichAnswer = 'leave' | 'page' | 'file' | 'api-page'

/** Pages of the API that say nothing about anybody. */
const openToAll = new Set(['/v1/docs', '/v1/docs.css', '/v1/openapi.json'])

/** `origin` is the service worker's own. */
export function whichAnswer({ url, method, mode }: Asked, origin: string): WhichAnswer {
  const address = new URL(url)
  if (method !== 'GET' || address.origin !== origin) return 'leave'
  const { pathname } = address
  if (pathname === '/v1' || pathname.startsWith('/v1/')) {
    return mode === 'navigate' && !openToAll.has(pathname) ? 'api-page' : 'leave'
  }
  // Of a page that is not the app's, and that this device keeps nothing of.
  if (pathname.startsWith('/q/')) return 'leave'
  if (mode !== 'navigate') return 'file'
  return isPage(pathname) ? 'page' : 'leave'
}

/** As the host decides it (http/web-app.ts): an address whose last part has no dot; the host's health and a teacher's link are no page of ours. */
function isPage(pathname: string): boolean {
  if (pathname === '/q') return false
  if (pathname === '/index.html') return true
  return !pathname.split('/').at(-1)?.includes('.') && pathname !== '/healthz' && pathname !== '/readyz'
}
