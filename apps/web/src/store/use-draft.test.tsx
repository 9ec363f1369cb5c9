import 'fake-indexeddb/auto'
import type { Session } from '@komar/contract/session'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { emptyRows, memoryDisk, type DiskRows } from './memory-disk.ts'
import { newUuid } from './new-entry.ts'
import { plainSeal } from './plain-seal.ts'
import { StoreProvider } from './store-provider.tsx'
import { useDraft } from './use-draft.ts'
import { SilentEvents } from './silent-events.fixture.ts'

const host = {
  handInKey: 'age1synthetic',
  devicePolicy: { lockAfterMinutes: 5, wipeAfterWrongPassphrases: null },
  stamp: 'demonstration',
  epoch: newUuid(),
  country: 'kh',
  timeZone: 'Asia/Phnom_Penh',
  now: '2014-01-01T00:00:00Z',
  today: '2014-01-01',
} as const

function sessionOf(accountId: string): Session {
  return {
    account: { id: accountId, user: 'dara', displayName: 'Dara' },
    agency: { id: newUuid(), code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare', isState: true },
    roles: ['social-worker'],
    language: 'en',
    mustChangePassword: false,
    mustAddSecondFactor: false,
    hasPasskey: false,
    sealing: null,
    byProvider: null,
    mayRead: [],
    mayWrite: [],
    device: newUuid(),
    expiresAt: '2030-01-01T00:00:00Z',
    host,
  }
}

function Form({ draftKey }: { draftKey: string }): ReactNode {
  const draft = useDraft(draftKey, '', (stored) => (typeof stored === 'string' ? stored : null))
  if (!draft.isReady) return null
  return (
    <>
      <input aria-label="words" value={draft.value} onChange={(event) => draft.change(() => event.target.value)} />
      <output>{draft.savedAt === null ? 'not saved' : draft.isSaved ? 'saved' : 'saving'}</output>
      <button onClick={() => void draft.discard()}>discard</button>
    </>
  )
}

const disks = new Map<string, DiskRows>()

/** The same account finds the same rows again, on another handle. */
function open(accountId: string, draftKey = 'test/1'): void {
  const rows = disks.get(accountId) ?? emptyRows()
  disks.set(accountId, rows)
  const unlocked = {
    id: accountId,
    disk: memoryDisk(rows),
    seal: plainSeal(accountId),
    session: sessionOf(accountId),
    isFromDevice: false,
  }
  const nothing = (): void => {}
  render(
    <StoreProvider unlocked={unlocked} tie="signed-in" onSessionEnded={nothing} onRevoked={nothing} whileOpening={null}>
      <Form draftKey={draftKey} />
    </StoreProvider>,
  )
}

const words = async (): Promise<HTMLInputElement> => screen.findByLabelText<HTMLInputElement>('words')

beforeEach(() => {
  vi.stubGlobal('EventSource', SilentEvents)
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('saves what is typed, and finds it again after the page was closed', async () => {
  const account = newUuid()
  open(account)
  fireEvent.change(await words(), { target: { value: 'half a sentence' } })
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('saved'))
  cleanup()
  open(account)
  expect((await words()).value).toBe('half a sentence')
})

it('saves at once when the page is hidden', async () => {
  open(newUuid())
  fireEvent.change(await words(), { target: { value: 'quick' } })
  fireEvent(document, new Event('visibilitychange'))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('saved'), { timeout: 200 })
})

it('shows nothing of it to another account', async () => {
  open(newUuid())
  fireEvent.change(await words(), { target: { value: 'mine' } })
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('saved'))
  cleanup()
  open(newUuid())
  expect((await words()).value).toBe('')
})

it('takes it away when its author says so', async () => {
  const account = newUuid()
  open(account)
  fireEvent.change(await words(), { target: { value: 'not needed' } })
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('saved'))
  fireEvent.click(screen.getByRole('button', { name: 'discard' }))
  cleanup()
  open(account)
  expect((await words()).value).toBe('')
})

it('does not call a change saved before it is', async () => {
  open(newUuid())
  fireEvent.change(await words(), { target: { value: 'first' } })
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('saved'))
  fireEvent.change(await words(), { target: { value: 'second' } })
  expect(screen.getByRole('status').textContent).toBe('saving')
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('saved'))
})
