// For tests: a page in an open store on a disk that is full for as long as the test says so, and what that disk keeps to be sent.
import type { Session } from '@komar/contract/session'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { configure } from '@testing-library/react'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { memoryDisk } from './memory-disk.ts'
import { openOutbox } from './outbox.ts'
import type { Unsent } from './outbox-row.ts'
import { plainSeal } from './plain-seal.ts'
import { StoreProvider } from './store-provider.tsx'

// What a store stands on is loaded when the first one is opened, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })
configure({ asyncUtilTimeout: 20_000 })

export type SmallDisk = { isFull: boolean; written: () => Promise<readonly Unsent[]> }

/** Renders a page of this person's; nothing answers but what the test has stubbed. `isInMemory`: of somebody for whom nothing is kept. */
export function renderOnDisk(page: ReactNode, session: Session, isInMemory = false): SmallDisk {
  const fate = (): 'full' | 'kept' => (small.isFull ? 'full' : 'kept')
  const disk = memoryDisk(undefined, fate)
  const seal = plainSeal(session.device)
  const small: SmallDisk = {
    isFull: false,
    written: async () => (await openOutbox({ disk: memoryDisk(disk.rows), seal })).list(),
  }
  const nothing = (): void => {}
  renderSpoken(
    <StoreProvider
      unlocked={{ id: session.device, disk, seal, session, isFromDevice: false, isInMemory }}
      tie="signed-in"
      onSessionEnded={nothing}
      onRevoked={nothing}
      whileOpening={null}
    >
      {page}
    </StoreProvider>,
  )
  return small
}
