// One person's store on this device, while it is open. The keys are inside `seal` and nowhere else.
// Source: docs/decisions/0014-the-device.md.
import type { Session } from '@komar/contract/session'
import type { Disk } from './disk.ts'
import type { Seal } from './seal.ts'

export type Unlocked = {
  /** The store's random id, which is the `device` that its entries carry. */
  id: string
  disk: Disk
  seal: Seal
  /** As the host last told it. Under `meta`, key `session`, it is kept sealed for the next time without a network. */
  session: Session
  /** The host has not confirmed the session since the store was opened: no network, or it has ended. Nothing can be sent. */
  isFromDevice: boolean
  /** Nothing of it is kept on this device: its person came in by the identity provider, whose password never comes here. */
  isInMemory?: boolean | undefined
}
