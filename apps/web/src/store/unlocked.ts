// One person's store on this device, unlocked: what everything above the vault is given. Source: docs/decisions/0014-the-device.md.
import type { Session } from '@komar/contract/session'
import type { Disk } from './disk.ts'
import type { Seal } from './seal.ts'

export type Unlocked = {
  /** The store's random id: the `device` that entries written here carry. */
  id: string
  disk: Disk
  seal: Seal
  /** Who is signed in, as the host said it last. */
  session: Session
  /** The session was read from the device and not heard from the host yet. */
  isFromDevice: boolean
}
