// What can be said of the work that a device had not sent.
import type { Device } from '@komar/contract/devices'

/** What the device last said of its unsent work. */
export function reportOf({ unsent }: Pick<Device, 'unsent'>): 'unknown' | 'nothing' | 'unsent' {
  if (unsent === null) return 'unknown'
  return unsent === 0 ? 'nothing' : 'unsent'
}

export type Fate = 'handed-in' | 'dealt-with' | 'unknown' | 'nothing'

/** What became of it; null for a device that is in use and of which nothing came in by hand. */
export function fateOf({
  revoked,
  unsent,
  handedIn,
  leftOn,
}: Pick<Device, 'revoked' | 'unsent' | 'handedIn' | 'leftOn'>): Fate | null {
  if (handedIn.pieces > 0) return handedIn.waiting > 0 ? 'handed-in' : 'dealt-with'
  if (revoked === null && leftOn === null) return null
  return unsent === 0 ? 'nothing' : 'unknown'
}
