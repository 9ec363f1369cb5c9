// How the download of what a device keeps stands: a port. The sync is behind it.

export type DownloadState =
  /** All that the host had when it was last heard is here. */
  | { is: 'whole' }
  /** `expected`: entries in all, null where the host has not said. */
  | { is: 'running'; entries: number; expected: number | null }
  | {
      is: 'stopped'
      entries: number
      expected: number | null
      because: 'no-network' | 'no-room' | 'signed-out' | 'refused'
    }

export type Download = {
  state: () => DownloadState
  /** Goes on, or looks for what is new. */
  start: () => void
  /** What is kept was chosen anew: another download begins beside what is here. */
  beginAnew: () => void
  subscribe: (listener: () => void) => () => void
}
