// The host for a store in memory: what is written goes out as ever, and the feed stays where it is. Pages ask the host, and say that they
// need a network where it does not answer: a store that is thrown away with its page would download everything each time.
import type { DevicePage } from '../store/feed-page.ts'
import type { Host } from './host.ts'

const nothing: DevicePage = {
  forget: [],
  lines: [],
  status: [],
  cursor: '',
  more: false,
  head: { seq: 0, chain: '' },
  backedUpTo: 0,
}

export function withoutFeed(host: Host): Host {
  return { ...host, pull: () => Promise.resolve({ is: 'page', page: nothing, ms: 0 }) }
}
