// Is this device ready for a place without a network? Each point says what is so, and what to do where it is not. A point that cannot be
// told here is never called well.
import type { DownloadState } from '../store/download-port.ts'

/** What was found out about the device; null where the browser does not tell. */
export type DeviceFacts = {
  download: DownloadState
  /** Pinned children whose chronicle is not here. */
  missing: number
  /** Charge from 0 to 1, and whether it is plugged in. */
  battery: { level: number; isCharging: boolean } | null
  /** The browser has promised not to clear what is kept. */
  isPersistent: boolean | null
  /** Bytes still free for Komar. */
  freeBytes: number | null
  /** Files of the app that are not on the device; null: nothing answers for them. */
  filesMissing: number | null
  unsent: number
  drafts: number
}

/** `look`: the device does not tell; a person looks. `note`: good to know, and no hindrance. */
export type Standing = 'ready' | 'missing' | 'look' | 'note'
export type Check = { count?: number } & (
  | { name: 'download' | 'pinned'; standing: 'ready' | 'missing' }
  | { name: 'app' | 'persistent' | 'room' | 'charge'; standing: 'ready' | 'missing' | 'look' }
  | { name: 'unsent' | 'drafts'; standing: 'ready' | 'note' }
)

/** A day's round with photographs, practice default: below this the phone may not last, or the store may fill up. */
const leastCharge = 0.5
const leastFreeBytes = 50 * 1024 * 1024

/** The points of the checklist, in the order in which they are mended. */
export function prepareChecks(facts: DeviceFacts): Check[] {
  const { download, missing, battery, isPersistent, freeBytes, filesMissing, unsent, drafts } = facts
  return [
    { name: 'download', standing: download.is === 'whole' ? 'ready' : 'missing' },
    { name: 'pinned', standing: missing === 0 ? 'ready' : 'missing', count: missing },
    { name: 'app', standing: known(filesMissing, (files) => files === 0), count: filesMissing ?? 0 },
    { name: 'persistent', standing: known(isPersistent, (is) => is) },
    { name: 'room', standing: known(freeBytes, (bytes) => bytes >= leastFreeBytes) },
    { name: 'charge', standing: known(battery, ({ level, isCharging }) => isCharging || level >= leastCharge) },
    { name: 'unsent', standing: unsent === 0 ? 'ready' : 'note', count: unsent },
    { name: 'drafts', standing: drafts === 0 ? 'ready' : 'note', count: drafts },
  ]
}

function known<T>(fact: T | null, isWell: (fact: T) => boolean): 'ready' | 'missing' | 'look' {
  if (fact === null) return 'look'
  return isWell(fact) ? 'ready' : 'missing'
}

/** Nothing is missing; what a person has to look at does not stand in the way. */
export function isReady(checks: readonly Check[]): boolean {
  return checks.every(({ standing }) => standing !== 'missing')
}
